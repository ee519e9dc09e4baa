export { createEngine } from './engine.ts';
export type { Engine, EngineOptions, FeatureRows } from './engine.ts';
export type { PairExplanation } from './explain-pair.ts';
export type { GapAnalysis } from './find-gaps.ts';
export type { Recommendation, RecommendedJob } from './make-list.ts';
export type { Counterfactual } from './what-if.ts';
export type { Mask } from './masks.ts';
