import { singular } from '../text/index.ts';
import { comparePlaces, wordsOf, type PlaceRelation } from './compare-places.ts';
import { compareTitles, type TitleDifference } from './compare-titles.ts';
import { compareWords, type WordDifference } from './compare-words.ts';
import type { DescribedPosting } from './described-posting.ts';
import { ENOUGH_SHINGLES, textOverlap, type TextSketch } from './text-sketch.ts';

/** What was measured of two postings. Flags are 0 or 1. Measuring b with a gives the same. */
export interface Measures extends TitleDifference {
  /** Share of words that the companies' names have in common; 1 where their match keys are equal. */
  readonly companyLikeness: number;
  readonly place: PlaceRelation;
  /** Share of shingles in common; null where one of the texts is no more than a list of facts, or both are. */
  readonly textOverlap: number | null;
  readonly hasOtherSalary: number;
  readonly hasOtherType: number;
  readonly hasOtherLevel: number;
  /** 1: one is done from anywhere, the other is not. */
  readonly hasOtherRemote: number;
  /** 1: one source told both for one employer, each under its own id, at the same time. */
  readonly isTwin: number;
  /** Days between the postings' dates. */
  readonly daysApart: number;
}

const DAY_MS = 86_400_000;

/** Measures how two postings differ. */
export function comparePostings(a: DescribedPosting, b: DescribedPosting): Measures {
  // As titles hold them: "Leeds" in a title has lost its s.
  const explained = new Set([...placeWords(a), ...placeWords(b)].map(singular));
  return {
    ...compareTitles(a.titleFacts, b.titleFacts, explained),
    companyLikeness: companyLikeness(a, b),
    place: comparePlaces(a, b),
    textOverlap: isText(a.text) && isText(b.text) ? textOverlap(a.text, b.text) : null,
    hasOtherSalary: hasOtherSalary(a, b) ? 1 : 0,
    hasOtherType: differ(a.jobType, b.jobType),
    hasOtherLevel: differ(a.experienceLevel, b.experienceLevel),
    hasOtherRemote: a.isRemote === b.isRemote ? 0 : 1,
    isTwin: isTwin(a, b) ? 1 : 0,
    daysApart: Math.abs(a.from.getTime() - b.from.getTime()) / DAY_MS,
  };
}

function companyLikeness(a: DescribedPosting, b: DescribedPosting): number {
  if (a.companyKey === b.companyKey) return 1;
  const shared = [...a.companyWords].filter((word) => b.companyWords.has(word)).length;
  return shared / Math.max(1, a.companyWords.size + b.companyWords.size - shared);
}

/** The careful look: compares what the postings say in full, besides title and place. */
export function comparePostingTexts(
  a: DescribedPosting & { readonly fullText: string },
  b: DescribedPosting & { readonly fullText: string },
): WordDifference {
  const explained = new Set(
    [a, b].flatMap((each) => [...each.locationWords, ...wordsOf(each.title)].map(singular)),
  );
  return compareWords(a.fullText, b.fullText, explained);
}

const placeWords = (each: DescribedPosting): string[] => [...each.locationWords, ...each.companyWords];

const isText = (sketch: TextSketch): boolean => (sketch[0] ?? 0) >= ENOUGH_SHINGLES;

/** Amounts this near are one amount: rounding, and currencies converted on another day. */
const SALARY_SLACK = 0.02;

/** Neither amount nor range holds the other: "from 30,000" and "30,000 to 35,000" do not contradict each other. */
function hasOtherSalary(a: DescribedPosting, b: DescribedPosting): boolean {
  const [amountsA, amountsB] = [a.titleFacts.amounts, b.titleFacts.amounts];
  if (amountsA.length > 0 && amountsB.length > 0 && amountsA.join() !== amountsB.join()) return true;
  const [rangeA, rangeB] = [rangeOf(a), rangeOf(b)];
  if (rangeA === null || rangeB === null) return false;
  const isWithin = (range: Range, outer: Range) =>
    range.min >= outer.min * (1 - SALARY_SLACK) && range.max <= outer.max * (1 + SALARY_SLACK);
  return !isWithin(rangeA, rangeB) && !isWithin(rangeB, rangeA);
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function rangeOf({ salaryMin, salaryMax }: DescribedPosting): Range | null {
  const min = salaryMin ?? salaryMax;
  const max = salaryMax ?? salaryMin;
  return min === null || max === null ? null : { min, max };
}

const differ = (a: string | null, b: string | null): number => (a !== null && b !== null && a !== b ? 1 : 0);

/** Of one employer: a site that gathers postings tells one job twice by itself, and then spells the company in two ways. */
function isTwin(a: DescribedPosting, b: DescribedPosting): boolean {
  if (a.companyKey !== b.companyKey) return false;
  if (!a.sources.some((source) => b.sources.includes(source))) return false;
  const endsBefore = (one: DescribedPosting, other: DescribedPosting) =>
    one.until !== null && one.until.getTime() <= other.from.getTime();
  return !endsBefore(a, b) && !endsBefore(b, a);
}
