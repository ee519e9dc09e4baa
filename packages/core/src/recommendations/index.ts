export { createIndexFollower } from './index-follower.ts';
export { createListMaker, LISTS_CHANNEL, type ListMaker } from './make-list.ts';
export { createRecommendationsService, type RecommendationsService } from './recommendations.service.ts';
export { refreshListJob, trainContentJob } from './recommendations.jobs.ts';
export type { PairExplainer } from './explain-pair.ts';
export type { SkillNames } from './job-documents.repository.ts';
