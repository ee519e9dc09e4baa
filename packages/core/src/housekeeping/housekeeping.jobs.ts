import { z } from 'zod';

import { defineJob } from '@access/queue';

/** One at a time across all workers; running twice finds nothing left to do. */
const define = <const Name extends string>(name: `housekeeping.${Name}`) =>
  defineJob({
    name,
    payload: z.object({}),
    policy: 'singleton',
    retry: { limit: 2, delaySeconds: 30, backoff: true },
    expireSeconds: 1_800,
    heartbeatSeconds: 30,
    priority: -10,
  });

/** The clock's work: what each removes or ends is told by the service function of its name. */
export const housekeepingJobs = {
  expireJobs: define('housekeeping.expire-jobs'),
  deleteSignIns: define('housekeeping.delete-sign-ins'),
  deleteEvents: define('housekeeping.delete-events'),
  deleteImpressions: define('housekeeping.delete-impressions'),
  forgetAddresses: define('housekeeping.forget-addresses'),
  deleteHeartbeats: define('housekeeping.delete-heartbeats'),
} as const;
