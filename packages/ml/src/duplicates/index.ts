export { blockingKeys } from './blocking-keys.ts';
export type { PlaceRelation } from './compare-places.ts';
export { comparePostings, comparePostingTexts, type Measures } from './compare-postings.ts';
export { describePosting, type ComparedPosting, type DescribedPosting } from './described-posting.ts';
export { sketchText } from './text-sketch.ts';
