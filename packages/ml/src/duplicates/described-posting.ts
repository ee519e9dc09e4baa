import { siteWords, wordsOf, type PostedPlace } from './compare-places.ts';
import type { TextSketch } from './text-sketch.ts';
import { readTitle, type TitleFacts } from './title-facts.ts';

/** What of a posting tells whether another one is the same job. */
export interface ComparedPosting extends PostedPlace {
  readonly title: string;
  readonly companyName: string;
  /** The same for every spelling of one company. */
  readonly companyKey: string;
  readonly jobType: string | null;
  readonly experienceLevel: string | null;
  /** Yearly, in one currency. */
  readonly salaryMin: number | null;
  readonly salaryMax: number | null;
  readonly text: TextSketch;
  /** When it stood open; `until` null while it does. */
  readonly from: Date;
  readonly until: Date | null;
  /** Names of the sources that told it. */
  readonly sources: readonly string[];
}

/** A posting taken apart once, to be compared with many. */
export interface DescribedPosting extends ComparedPosting {
  readonly titleFacts: TitleFacts;
  readonly companyWords: ReadonlySet<string>;
  readonly locationWords: readonly string[];
  /** What the location says beyond town, region and country. */
  readonly siteWords: ReadonlySet<string>;
}

/** Takes a posting apart. */
export const describePosting = (posting: ComparedPosting): DescribedPosting => ({
  ...posting,
  titleFacts: readTitle(posting.title),
  companyWords: new Set(wordsOf(posting.companyName)),
  locationWords: wordsOf(posting.location ?? ''),
  siteWords: siteWords(posting),
});
