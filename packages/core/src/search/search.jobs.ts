import { z } from 'zod';

import { defineJob } from '@access/queue';

/** Counts the words that spelling is corrected towards. At most one waits; safe to run twice: it counts what is there. */
export const countWordsJob = defineJob({
  name: 'search.count-words',
  payload: z.object({}),
  policy: 'singleton',
  retry: { limit: 2, delaySeconds: 30, backoff: true },
  expireSeconds: 900,
  heartbeatSeconds: 60,
  priority: -10,
});
