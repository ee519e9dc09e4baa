import { z } from 'zod';

import { ImportRunId } from '@access/contracts/ids';
import { defineJob } from '@access/queue';

/**
 * Does one queued import, in a process of its own. Safe to run twice: runs of a source are locked against each other, a run that
 * ended is left alone, and one that was killed goes on behind its last batch.
 */
export const takeRunJob = defineJob({
  name: 'imports.take-run',
  payload: z.object({ runId: ImportRunId }),
  retry: { limit: 5, delaySeconds: 5, backoff: true },
  expireSeconds: 6 * 3_600,
  heartbeatSeconds: 10,
  concurrency: 1,
  priority: -1,
});
