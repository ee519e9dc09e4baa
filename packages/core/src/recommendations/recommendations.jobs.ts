import { z } from 'zod';

import { UserId } from '@access/contracts/ids';
import { defineJob } from '@access/queue';

/**
 * Makes the person's list anew. At most one waits per person (policy short, key = person); one that arrives while
 * another runs waits for it, so no interaction is missed. Safe to run twice: the list is a function of what is stored.
 */
export const refreshListJob = defineJob({
  name: 'recommendations.refresh',
  payload: z.object({ userId: UserId }),
  policy: 'short',
  key: (payload) => payload.userId,
  retry: { limit: 3, delaySeconds: 1, backoff: true },
  expireSeconds: 60,
  heartbeatSeconds: 20,
  concurrency: 2,
});
