import { franc } from 'franc-min';

/** ISO 639-3, as the detector answers, to ISO 639-1. Job markets' languages alone: the others would mostly be mistakes on short texts. */
const twoLetters: Readonly<Record<string, string>> = {
  eng: 'en',
  deu: 'de',
  fra: 'fr',
  spa: 'es',
  por: 'pt',
  ita: 'it',
  nld: 'nl',
  pol: 'pl',
  swe: 'sv',
  ces: 'cs',
  hun: 'hu',
  ron: 'ro',
  ell: 'el',
  bul: 'bg',
  srp: 'sr',
  hrv: 'hr',
  bos: 'bs',
  ukr: 'uk',
  rus: 'ru',
  tur: 'tr',
  arb: 'ar',
  heb: 'he',
  hin: 'hi',
  ben: 'bn',
  jpn: 'ja',
  cmn: 'zh',
  kor: 'ko',
  vie: 'vi',
  tha: 'th',
  ind: 'id',
};

/** Under this many letters a guess is worth nothing. */
const MIN_LETTERS = 80;

/** Words that no other language has; where every tenth word is one of these the text is English, and the slower detector is not asked. */
const english = /\b(?:the|and|with|you|will|our|your|this|are|that|to)\b/gi;
const ENGLISH_SHARE = 0.1;

/** The language of a text as ISO 639-1, or null where it is too short or unlike any known one. Reads the first 1,000 characters. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, 1_000);
  if (sample.replaceAll(/[^\p{L}]/gu, '').length < MIN_LETTERS) return null;
  const words = sample.split(/\s+/).length;
  if ((sample.match(english)?.length ?? 0) >= words * ENGLISH_SHARE) return 'en';
  return twoLetters[franc(sample, { only: Object.keys(twoLetters) })] ?? null;
}
