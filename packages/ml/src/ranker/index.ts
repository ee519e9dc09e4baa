export { HAND_WEIGHTED_VERSION, handWeightedModel } from './hand-weights.ts';
export { linearMargin, linearModelOf, sigmoid } from './linear-model.ts';
export type { LinearModel } from './linear-model.ts';
export { matchBand } from './match-band.ts';
export { openServingRanker, openShippedRanker, type RankerFile } from './shipped-ranker.ts';
