export { createEngine } from './engine.ts';
export type { Engine, EngineOptions } from './engine.ts';
export type { PairExplanation } from './explain-pair.ts';
export type { Recommendation, RecommendedJob } from './make-list.ts';
export type { Mask } from './masks.ts';
export { createOccupationMatcher } from '../features/occupation-matcher.ts';
export type { JobDocument, PersonDocument } from '../features/documents.ts';
