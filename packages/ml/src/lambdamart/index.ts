export { scoreRow, scoreRows, type Forest } from './forest.ts';
export type { RankingData } from './ranking-data.ts';
export type { ForestSettings } from './settings.ts';
export { meanNdcg, trainForest } from './train-forest.ts';
export { createForestExplainer, type ForestExplainer } from './tree-shap.ts';
