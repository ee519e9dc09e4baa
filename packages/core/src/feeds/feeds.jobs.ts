import { z } from 'zod';

import { FeedId } from '@access/contracts/ids';
import { defineJob } from '@access/queue';

/** Asks for every feed that is due to be fetched. Safe to run twice: a feed's own job is one at a time. */
export const fetchDueFeedsJob = defineJob({
  name: 'feeds.fetch-due',
  payload: z.object({}),
  policy: 'singleton',
  retry: { limit: 0, delaySeconds: 0, backoff: false },
  expireSeconds: 300,
  heartbeatSeconds: 30,
  priority: -10,
});

/**
 * Fetches one feed and queues the import of what came. Safe to run twice: an answer that was imported already is known by its hash. Never
 * retried by the queue: a failure is the feed's own, counted, and waits longer each time.
 */
export const fetchFeedJob = defineJob({
  name: 'feeds.fetch-feed',
  payload: z.object({ feedId: FeedId }),
  policy: 'short',
  key: ({ feedId }) => feedId,
  retry: { limit: 0, delaySeconds: 0, backoff: false },
  expireSeconds: 3_600,
  heartbeatSeconds: 30,
  concurrency: 2,
  priority: -5,
});
