import { z } from 'zod';

import { UserId } from '@access/contracts/ids';
import { defineJob } from '@access/queue';

/**
 * Finds what a person lacks for a title. At most one waits per person and title (policy short); safe to run twice: the
 * answer is a function of what is stored.
 */
export const findGapsJob = defineJob({
  name: 'skill-gaps.find-gaps',
  payload: z.object({ userId: UserId, targetTitle: z.string().nullable() }),
  policy: 'short',
  key: ({ userId, targetTitle }) => `${userId}:${targetTitle ?? ''}`,
  retry: { limit: 1, delaySeconds: 1, backoff: false },
  expireSeconds: 60,
  heartbeatSeconds: 20,
  concurrency: 1,
});
