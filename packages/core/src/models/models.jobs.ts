import { z } from 'zod';

import { defineJob } from '@access/queue';

/** Learns content vectors from the catalogue as it stands now, and makes them the active ones. */
export const trainContentJob = defineJob({
  name: 'recommendations.train-content',
  payload: z.object({ reason: z.enum(['first-start', 'import', 'schedule']) }),
  policy: 'short',
  key: () => 'content',
  retry: { limit: 2, delaySeconds: 30, backoff: true },
  expireSeconds: 1_800,
  heartbeatSeconds: 60,
  concurrency: 1,
});
