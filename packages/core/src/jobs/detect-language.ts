import { franc } from 'franc-min';

import { languageOfScript } from './language-scripts.ts';
import {
  ENGLISH_FUNCTION_WORDS,
  ENGLISH_TITLE_WORDS,
  LANGUAGE_MARKS,
  LANGUAGE_WORDS,
  LEANING_MARKS,
} from './language-words.ts';

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
  srp: 'sr',
  hrv: 'hr',
  bos: 'bs',
  ukr: 'uk',
  rus: 'ru',
  bul: 'bg',
  tur: 'tr',
  vie: 'vi',
  ind: 'id',
};

const SAMPLE = 1_000;
/** Under this many letters trigrams are worth nothing: words decide alone. */
const MIN_TRIGRAM_LETTERS = 80;
/** A text where every tenth word is one of these is English, whatever names and terms it holds. */
const ENGLISH_SHARE = 0.1;

const TELLING = 1;
const COMMON = 0.5;
/** Where no word or letter is telling, it takes this much of common ones: "Los Angeles" is no Spanish. */
const COMMON_ALONE = 1.5;
/** A common English word speaks against a foreign one, less than a foreign one for it: English terms are at home in every language's titles. */
const ENGLISH = 0.7;

const english = new Set(ENGLISH_FUNCTION_WORDS.split(' '));
const englishTitle = new Set(ENGLISH_TITLE_WORDS.split(' '));

/** What each word tells: languages with weights. */
const told: ReadonlyMap<string, readonly (readonly [language: string, weight: number])[]> = wordTable();

function wordTable(): Map<string, [string, number][]> {
  const table = new Map<string, [string, number][]>();
  for (const [language, { telling, common }] of Object.entries(LANGUAGE_WORDS)) {
    for (const [words, weight] of [
      [telling, TELLING],
      [common, COMMON],
    ] as const) {
      for (const word of words.split(' ')) table.set(word, [...(table.get(word) ?? []), [language, weight]]);
    }
  }
  return table;
}

/**
 * The language of a title or text as ISO 639-1, or null where its words do not tell one. English terms are used in titles of every
 * language, so that one word of another language decides over them. Reads the first 1,000 characters.
 */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE).normalize('NFC');
  const byScript = languageOfScript(sample);
  if (byScript !== null) return byScript;
  const words = wordsOf(sample);
  if (words.length === 0) return null;
  const functionWords = words.filter((word) => english.has(word)).length;
  const isLong = sample.replaceAll(/[^\p{L}]/gu, '').length >= MIN_TRIGRAM_LETTERS;
  if (isLong && functionWords >= words.length * ENGLISH_SHARE) return 'en';
  const foreign = foreignLanguage(words, { sample, functionWords });
  if (foreign !== 'none') return foreign;
  const isEnglishTerms = words.filter((word) => englishTitle.has(word)).length >= 2;
  if (isLong && functionWords === 0 && !isEnglishTerms)
    return twoLetters[franc(sample, { only: Object.keys(twoLetters) })] ?? null;
  return isEnglish(words, functionWords) ? 'en' : null;
}

/** "Orthotist", "Bookkeeper", "Concierges": one word that ends as English names of occupations do. */
const ENGLISH_AGENT = /^[a-z]{3,}(?:er|or|ist|ian|ant|ing|ment|ship|tion)s?$/;

/** What no other language's commonest words give away is English, provided that it has words: a lone "Acme" tells nothing. */
const isEnglish = (words: readonly string[], functionWords: number): boolean =>
  functionWords > 0 ||
  words.some((word) => englishTitle.has(word) || ENGLISH_AGENT.test(word)) ||
  words.filter((word) => /^[a-z]{4,}$/.test(word)).length >= 2;

/** Where all letters are capitals, short words are words; elsewhere they are abbreviations ("IL", "OS"). */
const isShouted = (text: string): boolean => text === text.toUpperCase();

/** Addresses, "(m/w/d)", degrees and "per diem" are written alike in all languages; "Consultor(a)" is one word. */
const wordsOf = (text: string): string[] =>
  text
    .replaceAll(
      /\S*(?:@|:\/\/|www\.)\S*|\b\p{L}(?:\s?[/|]\s?\p{L})+\b|\b\p{Lu}{2}\s?\/\s?\p{Lu}{2}\b|\bper diem\b/giu,
      ' ',
    )
    .replaceAll(isShouted(text) ? /(?!)/g : /\b\p{Lu}{2,3}\b/gu, ' ')
    .toLowerCase()
    .match(/\p{L}[\p{L}\p{M}]*(?:\([ao]\))?/gu) ?? [];

/** The language that most speaks for; null where two tie; 'none' where nothing but English is there. */
function foreignLanguage(
  words: readonly string[],
  { sample, functionWords }: { sample: string; functionWords: number },
): string | null {
  const scores = new Map<string, { all: number; isTold: boolean }>();
  const add = (language: string, weight: number): void => {
    const before = scores.get(language);
    scores.set(language, {
      all: (before?.all ?? 0) + weight,
      isTold: before?.isTold === true || weight === TELLING,
    });
  };
  for (const word of new Set(words)) {
    const base = word.replace(/\([ao]\)$/, '');
    for (const [language, weight] of told.get(base) ?? []) add(language, weight);
    // "Consultor(a)": both endings, as Spanish and Portuguese write them.
    if (base !== word) for (const language of ['es', 'pt']) add(language, COMMON);
  }
  for (const [language, pattern] of LANGUAGE_MARKS) if (pattern.test(sample)) add(language, TELLING);
  for (const [language, pattern] of LEANING_MARKS) if (pattern.test(sample)) add(language, COMMON);
  const likely = [...scores].filter(([, { all, isTold }]) => isTold || all >= COMMON_ALONE);
  const [best, second] = likely.toSorted(([, a], [, b]) => b.all - a.all);
  if (best === undefined || best[1].all <= functionWords * ENGLISH) return 'none';
  return second !== undefined && second[1].all === best[1].all ? null : best[0];
}
