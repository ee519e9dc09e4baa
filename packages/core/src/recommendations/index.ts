export { createIndexFollower } from './index-follower.ts';
export { createListMaker, LISTS_CHANNEL, type ListMaker } from './make-list.ts';
export { createRecommendationsService, type RecommendationsService } from './recommendations.service.ts';
export { refreshListJob } from './recommendations.jobs.ts';
export type { PairExplainer } from './explain-pair.ts';
