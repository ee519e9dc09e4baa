import {
  NOT_PLURAL,
  RANK_WORDS,
  TITLE_ABBREVIATIONS,
  TITLE_COMPOUNDS,
  TITLE_NOISE,
  TITLE_STOP_WORDS,
} from './title-vocabulary.ts';

/** Words with the marks programming languages carry: c++, c#, .net, node.js; digits stay inside words only. */
const TITLE_WORD = /(?<![a-z0-9])\.net(?![a-z])|[a-z0-9]+(?:\.(?:js|net|io|ai))?(?:\+\+|#)?/g;
const LONE_LETTERS: ReadonlySet<string> = new Set(['c', 'r']);
const MAX_TITLE_LENGTH = 300;

/**
 * The title as the work it names: folded, abbreviations written out, without rank, grade, contract, gender marks and
 * reference numbers ("Sr. RN - Band 6 (m/f/d)" → "registered nurse"). A title of nothing but rank words keeps them.
 */
export function normaliseTitle(title: string): string {
  return titleWords(title).join(' ');
}

/** The words of {@link normaliseTitle} without stop words, each in the singular, each once, in order. */
export function titleTokens(title: string): string[] {
  const words = titleWords(title).filter((word) => !TITLE_STOP_WORDS.has(word));
  return [...new Set(words.map(singular))];
}

/** A light singular: "nurses" → "nurse", "secretaries" → "secretary"; words that only look plural stay. */
export function singular(word: string): string {
  if (word.length < 4 || NOT_PLURAL.has(word) || /(?:ss|us|is|ics|\.js)$/.test(word)) return word;
  if (/[^aeo]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|shes|ches|xes|zzes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function titleWords(title: string): string[] {
  const cleaned = cleanTitle(title);
  const words = [...cleaned.matchAll(TITLE_WORD)]
    .flatMap(([word]) => (TITLE_ABBREVIATIONS.get(word) ?? word).split(' '))
    .filter((word) => word.length > 1 || LONE_LETTERS.has(word) || /^[iv\d]$/.test(word));
  const isLeadGeneration = /\blead generation\b/.test(cleaned);
  const kept = words.filter((word) => !RANK_WORDS.has(word) || (word === 'lead' && isLeadGeneration));
  return kept.length > 0 ? kept : words;
}

function cleanTitle(title: string): string {
  let text = title
    .slice(0, MAX_TITLE_LENGTH)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\b(?:u\.s\.|u\.k\.)/g, ' ')
    .replace(/(?<=\b[a-z])\.(?=[a-z]\b)/g, '')
    .replace(/\bc\s?\+\+/g, 'c++')
    .replace(/\bc\s?sharp\b/g, 'c#');
  for (const [pattern, compound] of TITLE_COMPOUNDS) text = text.replace(pattern, compound);
  for (const noise of TITLE_NOISE) text = text.replace(noise, ' ');
  return text;
}
