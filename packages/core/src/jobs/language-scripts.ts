/** A posting of this script alone is in this language. */
const SCRIPTS: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ko', /\p{Script=Hangul}/gu],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['bn', /\p{Script=Bengali}/gu],
];
const HAN = /\p{Script=Han}/gu;
const CYRILLIC = /\p{Script=Cyrillic}/gu;

/** Characters that Japan shortened in its own way, and words that Chinese postings do not have. */
const JAPANESE =
  /[営関発対応気広円駅県経済労働専検図読録験従変実権様戦伝続価単]|担当|募集|部長|課長|経理|法務|社内|社員|通訳|新卒|中途|正社員|職$/u;
const SIMPLIFIED = /[们这说务业员发应对师资产销售设计岗场际程经验图单专]/u;

/** Fewer letters than this in a Latin text longer than a title are a name or a quotation. */
const MIN_SHARE = 0.15;
const TITLE_LETTERS = 80;

/** The language that a text's script tells, or null for scripts of many languages (Latin). A few letters of another script suffice in a title. */
export function languageOfScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const isEnough = (count: number): boolean =>
    count >= 2 && (letters <= TITLE_LETTERS || count >= letters * MIN_SHARE);
  for (const [language, pattern] of SCRIPTS) if (isEnough(text.match(pattern)?.length ?? 0)) return language;
  if (isEnough(text.match(HAN)?.length ?? 0)) return JAPANESE.test(text) && !isSimplified(text) ? 'ja' : 'zh';
  return isEnough(text.match(CYRILLIC)?.length ?? 0) ? cyrillic(text) : null;
}

/** Characters that only mainland Chinese has outweigh those both share. */
const isSimplified = (text: string): boolean =>
  [...text].filter((char) => SIMPLIFIED.test(char)).length >
  [...text].filter((char) => JAPANESE.test(char)).length;

/** By letters that the neighbours lack. */
function cyrillic(text: string): string {
  if (/[іїєґ]/iu.test(text)) return 'uk';
  if (/[ђјљњћџ]/iu.test(text)) return 'sr';
  return /[ыэё]/iu.test(text) || !/ъ[а-я]|\b(?:за|и|на|с) /iu.test(text) ? 'ru' : 'bg';
}
