export { auc, hitRateAt, mean, ndcgAt, reciprocalRank } from './ranking-metrics.ts';
