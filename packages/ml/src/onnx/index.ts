export { ModelContractError, RankerMeta } from './contract.ts';
export { exportLinearRanker } from './export-linear.ts';
export { loadRanker } from './load-ranker.ts';
export type { Ranker } from './load-ranker.ts';
export { createVectorScan } from './vector-scan.ts';
