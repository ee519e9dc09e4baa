export { runGates } from './gates.ts';
export { groupOfShown, type LabelledGroup } from './groups.ts';
export { replay } from './replay.ts';
export { timeTravel, type TravelReport } from './time-travel.ts';
export { LEAST_GROUPS, trainRanker, type GroupSource } from './train-ranker.ts';
export type { PastAction } from './walk.ts';
