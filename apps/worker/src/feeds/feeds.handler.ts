import type { Logger } from 'pino';

import {
  dueFeeds,
  fetchFeed,
  fetchFeedJob,
  type fetchDueFeedsJob,
  type FetchFeedDeps,
} from '@access/core/feeds';
import type { Handlers } from '@access/queue';

/** Feeds asked for in one minute; the rest follow in the next. */
const DUE_AT_ONCE = 500;

/** Fetches feeds by the clock; each is one job, so that a slow one holds up none of the others. */
export function feedHandlers(
  deps: FetchFeedDeps & { readonly log: Logger },
): Handlers<readonly [typeof fetchDueFeedsJob, typeof fetchFeedJob]> {
  const { db, queue, log, now } = deps;
  return {
    'feeds.fetch-due': async () => {
      const due = await dueFeeds(db, now(), DUE_AT_ONCE);
      if (due.length === 0) return;
      await db.transaction().execute(async (trx) => {
        for (const feedId of due) await queue.enqueue(trx, fetchFeedJob, { feedId });
      });
      log.info({ feeds: due.length }, 'feeds.due');
    },
    'feeds.fetch-feed': async ({ payload, signal }) => {
      const outcome = await fetchFeed(deps, payload.feedId, signal);
      log.info({ feedId: payload.feedId, outcome }, 'feeds.fetched');
    },
  };
}
