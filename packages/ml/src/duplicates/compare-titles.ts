import { editDistance } from '../text/edit-distance.ts';
import type { TitleFacts } from './title-facts.ts';

/** How two titles differ. Each figure is 0 where they do not; none depends on which title comes first. */
export interface TitleDifference {
  /** Over 0.5 where both titles have words without a counterpart ("Theatre nurse", "Ward nurse"), 1 where no word has one. */
  readonly wordsOfBoth: number;
  /** The same where only one of them says more ("Nurse", "Nurse, outpatients"). */
  readonly wordsOfOne: number;
  /** 1: each has a rank, number or shift that the other has not. */
  readonly marksOfBoth: number;
  /** 1: only one of them names such a mark. */
  readonly marksOfOne: number;
  /** 1: they name different hours or contracts. */
  readonly termsOfBoth: number;
  readonly termsOfOne: number;
}

/** From this length on one slip of the keyboard does not make another word. */
const LONG_ENOUGH = 6;

/** Compares titles; `explained` are words, in the singular, that either side's place or company explains, which count as no difference. */
export function compareTitles(a: TitleFacts, b: TitleFacts, explained: ReadonlySet<string>): TitleDifference {
  const words = unmatched(a.words, b.words, explained);
  const marks = unmatched(a.marks, b.marks, explained);
  const terms = unmatched(a.terms, b.terms, explained);
  const all = a.words.length + b.words.length - words.explained;
  const share = all === 0 ? 0 : (words.left + words.right) / all;
  const isOfBoth = words.left > 0 && words.right > 0;
  return {
    wordsOfBoth: isOfBoth ? (1 + share) / 2 : 0,
    wordsOfOne: isOfBoth || share === 0 ? 0 : (1 + share) / 2,
    ...asFlags('marks', marks),
    ...asFlags('terms', terms),
  };
}

interface Unmatched {
  readonly left: number;
  readonly right: number;
  readonly explained: number;
}

function unmatched(a: readonly string[], b: readonly string[], explained: ReadonlySet<string>): Unmatched {
  const leftOf = (these: readonly string[], those: readonly string[]) =>
    these.filter((word) => !those.some((other) => isAlike(word, other)));
  const left = leftOf(a, b);
  const right = leftOf(b, a);
  const isExplained = (word: string) => explained.has(word);
  return {
    left: left.filter((word) => !isExplained(word)).length,
    right: right.filter((word) => !isExplained(word)).length,
    explained: [...left, ...right].filter(isExplained).length,
  };
}

function asFlags<Name extends 'marks' | 'terms'>(name: Name, { left, right }: Unmatched) {
  const isOfBoth = left > 0 && right > 0;
  const flags = { both: isOfBoth ? 1 : 0, one: !isOfBoth && left + right > 0 ? 1 : 0 };
  return { [`${name}OfBoth`]: flags.both, [`${name}OfOne`]: flags.one } as Record<
    `${Name}OfBoth` | `${Name}OfOne`,
    number
  >;
}

const isAlike = (a: string, b: string): boolean =>
  a === b ||
  stemOf(a) === stemOf(b) ||
  (a.length >= LONG_ENOUGH && b.length >= LONG_ENOUGH && !/\d/.test(a + b) && editDistance(a, b, 1) <= 1);

/** Developer, development and developing are one word of a title; so are accountant and accounting. */
const stemOf = (word: string): string =>
  word.length < LONG_ENOUGH
    ? word
    : word.replace(/ing$/, '').replace(/(?:ment|ation|tion|ator|tor|ant|er|or)$/, '');
