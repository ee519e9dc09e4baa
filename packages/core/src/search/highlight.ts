import type { Highlight } from '@access/contracts/jobs';

/** Stems that stand for names which lose their signs or are stop words otherwise (see `search_text`). */
const namedStems: Readonly<Record<string, string>> = {
  'c++': 'cplusplus',
  'c#': 'csharp',
  '.net': 'dotnet',
  IT: 'infotech',
};
const EXCERPT_LENGTH = 240;
/** Marks that the best stretch is looked for among. */
const MARKS_WEIGHED = 200;
/** A stem and its words begin alike for so many letters. */
const COMMON_START = 3;

/** What is shown of a job, as plain text. */
export interface ShownTexts {
  readonly title: string;
  readonly skills: readonly string[];
  readonly description: string;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a search looks for in texts: its stems, and the words that may be forms of them. */
export interface Wanted {
  readonly lexemes: ReadonlySet<string>;
  readonly pattern: RegExp;
}

/**
 * Makes the pattern of words that begin like one of the stems, accents or not, with the names that lose their signs. Whether such a word is meant, its own
 * stem tells: {@link doubtfulWords} are to be asked for theirs.
 */
export function wantedWords(lexemes: readonly string[]): Wanted {
  const starts = [...new Set(lexemes.map((lexeme) => lexeme.slice(0, COMMON_START)))].map((start) =>
    Array.from(start, accented).join(''),
  );
  const named = ['c\\+\\+', 'c#', '\\.net(?![\\p{L}\\p{N}])', 'IT(?![\\p{L}\\p{N}])'];
  const words = `(?:${starts.join('|') || '(?!)'})[\\p{L}\\p{N}\\p{M}.'’]*`;
  return {
    lexemes: new Set(lexemes),
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${named.join('|')}|${words})`, 'giu'),
  };
}

/** Words of the texts that may be forms of a stem. */
export function doubtfulWords(texts: ShownTexts, wanted: Wanted): string[] {
  const all = [texts.title, ...texts.skills, texts.description].flatMap((text) => wordsOf(text, wanted));
  return [...new Set(all.map((word) => word.text))];
}

/** Marks the words whose stem is searched for: in the title, in the names of skills, and in the place of the text where most stand together. */
export function highlight(
  texts: ShownTexts,
  wanted: Wanted,
  stems: ReadonlyMap<string, readonly string[]>,
): Highlight[] {
  const isMeant = ({ text }: Word): boolean =>
    (stems.get(text) ?? []).some((stem) => wanted.lexemes.has(stem)) ||
    wanted.lexemes.has(namedStems[text] ?? namedStems[text.toLowerCase()] ?? '');
  const marks = (text: string): Word[] => wordsOf(text, wanted).filter(isMeant);
  const found: Highlight[] = [];
  const inTitle = marks(texts.title);
  if (inTitle.length > 0) found.push({ field: 'title', text: texts.title, ranges: inTitle.map(toRange) });
  const skills = texts.skills.filter((skill) => marks(skill).length > 0).join(', ');
  if (skills !== '') found.push({ field: 'skills', text: skills, ranges: marks(skills).map(toRange) });
  const inText = marks(texts.description);
  if (inText.length > 0) found.push(excerptAround(texts.description, inText));
  return found;
}

function wordsOf(text: string, { pattern }: Wanted): Word[] {
  return Array.from(text.matchAll(pattern), ({ 0: match, index }) => {
    const word = match.replace(/[.'’]+$/u, '');
    return { text: word, start: index, end: index + word.length };
  });
}

/** A letter with or without accents, for a pattern; other characters as they are. */
const accented = (letter: string): string => accents[letter] ?? letter.replace(/[^\p{L}\p{N}]/u, '\\$&');
const accents: Readonly<Record<string, string>> = {
  a: '[aàáâãäåā]',
  c: '[cçćč]',
  e: '[eèéêëēę]',
  i: '[iìíîïī]',
  n: '[nñń]',
  o: '[oòóôõöøō]',
  s: '[sśšß]',
  u: '[uùúûüū]',
  y: '[yýÿ]',
  z: '[zźżž]',
};

const fold = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const toRange = ({ start, end }: Word): [number, number] => [start, end];

/** The stretch of text with the most different marked words, cut between words. */
function excerptAround(text: string, marks: readonly Word[]): Highlight {
  const weighed = marks.slice(0, MARKS_WEIGHED);
  const best = weighed.reduce(
    (most, first, index) => {
      const inside = weighed.slice(index).filter((mark) => mark.end <= first.start + EXCERPT_LENGTH * 0.8);
      const different = new Set(inside.map((mark) => fold(mark.text))).size;
      return different > most.different ? { start: first.start, different } : most;
    },
    { start: 0, different: 0 },
  );
  const start = beginning(text, Math.max(0, best.start - EXCERPT_LENGTH * 0.2));
  const end = ending(text, Math.min(text.length, start + EXCERPT_LENGTH));
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : ''];
  const shift = before.length - start;
  return {
    field: 'description',
    // One line each for one: the ranges stay where they are.
    text: before + text.slice(start, end).replaceAll(/\s/g, ' ') + after,
    ranges: marks
      .filter((mark) => mark.start >= start && mark.end <= end)
      .map((mark): [number, number] => [mark.start + shift, mark.end + shift]),
  };
}

/** The first word boundary at or after the place, within reason. */
function beginning(text: string, at: number): number {
  const from = Math.floor(at);
  if (from === 0) return 0;
  const space = text.slice(from, from + 30).search(/\s/);
  return space < 0 ? from : from + space + 1;
}

/** The last word boundary at or before the place, within reason. */
function ending(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.slice(at - 30, at).search(/\s\S*$/);
  return space < 0 ? at : at - 30 + space;
}
