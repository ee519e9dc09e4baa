import type { Logger } from 'pino';

import type { AuthService } from '@access/core/auth';
import type { Housekeeping, housekeepingJobs } from '@access/core/housekeeping';
import type { Handlers } from '@access/queue';

interface HousekeepingHandlerDeps {
  readonly housekeeping: Housekeeping;
  readonly auth: Pick<AuthService, 'deleteExpired'>;
  readonly log: Logger;
}

type HousekeepingJob = (typeof housekeepingJobs)[keyof typeof housekeepingJobs];

/** One handler for each job of the clock; what found nothing to do is told to debuggers alone. */
export function housekeepingHandlers({
  housekeeping,
  auth,
  log,
}: HousekeepingHandlerDeps): Handlers<readonly HousekeepingJob[]> {
  const counting =
    (run: (signal: AbortSignal) => Promise<number>, event: string) =>
    async ({ signal }: { signal: AbortSignal }): Promise<void> => {
      const rows = await run(signal);
      log[rows === 0 ? 'debug' : 'info']({ rows }, event);
    };
  return {
    'housekeeping.expire-jobs': counting(housekeeping.expireJobs, 'housekeeping.jobs_expired'),
    'housekeeping.delete-sign-ins': () => auth.deleteExpired(),
    'housekeeping.delete-events': counting(housekeeping.deleteEvents, 'housekeeping.events_deleted'),
    'housekeeping.delete-impressions': counting(
      housekeeping.deleteImpressions,
      'housekeeping.impressions_deleted',
    ),
    'housekeeping.forget-addresses': counting(
      housekeeping.forgetAddresses,
      'housekeeping.addresses_forgotten',
    ),
    'housekeeping.delete-heartbeats': counting(
      housekeeping.deleteHeartbeats,
      'housekeeping.heartbeats_deleted',
    ),
  };
}
