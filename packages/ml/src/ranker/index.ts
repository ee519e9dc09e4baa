export { HAND_WEIGHTED_VERSION, handWeightedModel } from './hand-weights.ts';
export { linearMargin, linearModelOf, sigmoid } from './linear-model.ts';
export type { LinearModel } from './linear-model.ts';
export { matchBand } from './match-band.ts';
export { openServingModel, openShippedRanker, type ServingModel } from './shipped-ranker.ts';
