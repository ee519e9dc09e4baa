import type { Db } from '@access/db';

import { expireJobs } from './expire-jobs.ts';
import { deleteOldBeats } from './heartbeats.repository.ts';
import { deleteDispatchedEvents, deleteImpressions, forgetAddresses } from './retention.repository.ts';

export type Housekeeping = ReturnType<typeof createHousekeeping>;

export interface HousekeepingDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** An open job that no source told for so many days is taken for filled. */
  readonly jobMaxAgeDays: number;
  /** What was shown to people is kept so many days: as long as models shall learn from it. */
  readonly impressionMaxAgeDays: number;
}

const BATCH = 5_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Long enough to look back at what a subscriber was told. */
const EVENT_MAX_AGE_DAYS = 14;
/** Long enough to look into misuse, and no longer. */
const ADDRESS_MAX_AGE_DAYS = 90;
const HEARTBEAT_MAX_AGE_HOURS = 24;

/**
 * Ends and removes what is old. Each answers how many rows it touched, may run twice and stops between two batches, with the signal's
 * reason, once the signal is aborted.
 */
export function createHousekeeping({ db, now, jobMaxAgeDays, impressionMaxAgeDays }: HousekeepingDeps) {
  const olderThan = (days: number) => ({
    before: new Date(now().getTime() - days * DAY_MS),
    limit: BATCH,
  });
  return {
    /** Open jobs past their deadline, or too old, become `expired`. */
    expireJobs: (signal: AbortSignal): Promise<number> =>
      expireJobs(db, { now: now(), maxAgeDays: jobMaxAgeDays, signal }),
    /** Domain events handed on more than 14 days ago. */
    deleteEvents: (signal: AbortSignal): Promise<number> =>
      untilNone(() => deleteDispatchedEvents(db, olderThan(EVENT_MAX_AGE_DAYS)), signal),
    deleteImpressions: (signal: AbortSignal): Promise<number> =>
      untilNone(() => deleteImpressions(db, olderThan(impressionMaxAgeDays)), signal),
    /** Network addresses in the audit log older than 90 days. */
    forgetAddresses: (signal: AbortSignal): Promise<number> =>
      untilNone(() => forgetAddresses(db, olderThan(ADDRESS_MAX_AGE_DAYS)), signal),
    /** Workers that were killed more than a day ago. */
    deleteHeartbeats: (): Promise<number> => deleteOldBeats(db, HEARTBEAT_MAX_AGE_HOURS),
  };
}

async function untilNone(touchSome: () => Promise<number>, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (;;) {
    signal.throwIfAborted();
    const touched = await touchSome();
    if (touched === 0) return count;
    count += touched;
  }
}
