export { createFeedsService, type FeedsService } from './feeds.service.ts';
export { fetchDueFeedsJob, fetchFeedJob } from './feeds.jobs.ts';
export { dueFeeds } from './feeds.repository.ts';
export { fetchFeed, type FetchFeedDeps } from './fetch-feed.ts';
