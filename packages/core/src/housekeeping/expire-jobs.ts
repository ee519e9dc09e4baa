import { notify, type Db } from '@access/db';

import { recordEvents } from '../events/index.ts';
import { JOBS_CHANGED_CHANNEL } from '../jobs/index.ts';
import { expireSome } from './expire-jobs.repository.ts';

/** Jobs of each reason in one transaction: few enough that a person who acts on one of them does not wait. */
const BATCH = 200;
const DAY_MS = 24 * 3_600_000;

/**
 * Expires the open jobs whose deadline passed, and those that were posted, and last told by a source, more than `maxAgeDays` ago; each
 * is told as `job.expired`. @returns how many.
 */
export async function expireJobs(
  db: Db,
  { now, maxAgeDays, signal }: { now: Date; maxAgeDays: number; signal: AbortSignal },
): Promise<number> {
  const verifiedSince = new Date(now.getTime() - maxAgeDays * DAY_MS);
  let count = 0;
  for (;;) {
    signal.throwIfAborted();
    const expired = await db.transaction().execute(async (trx) => {
      const jobs = await expireSome(trx, { now, verifiedSince, limit: BATCH });
      await recordEvents(
        trx,
        jobs.map(({ id, reason }) => ({ type: 'job.expired', subject: id, payload: { reason } })),
      );
      if (jobs.length > 0) await notify(trx, JOBS_CHANGED_CHANNEL, '');
      return jobs.length;
    });
    if (expired === 0) return count;
    count += expired;
  }
}
