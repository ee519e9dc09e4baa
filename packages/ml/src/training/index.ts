export { runGates, type Gate } from './gates.ts';
export { groupOfShown, type LabelledGroup } from './groups.ts';
export { replay, type PastAction, type ReplayedChoice } from './replay.ts';
export { LEAST_GROUPS, trainRanker, type GroupSource } from './train-ranker.ts';
