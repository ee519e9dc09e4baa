import { z } from 'zod';

import { TrainingRunId } from '@access/contracts/ids';
import { defineJob } from '@access/queue';

/**
 * Trains a ranker in a process of its own. Not retried: a run whose worker died is failed, and the next one starts from what is stored
 * then.
 */
export const retrainJob = defineJob({
  name: 'recommendations.retrain-ranker',
  payload: z.object({ runId: TrainingRunId }),
  policy: 'singleton',
  key: () => 'ranker',
  retry: { limit: 0, delaySeconds: 0, backoff: false },
  expireSeconds: 6 * 3_600,
  heartbeatSeconds: 10,
  concurrency: 1,
  priority: -2,
});

/** Starts a training where enough new behaviour came in. */
export const considerTrainingJob = defineJob({
  name: 'recommendations.consider-training',
  payload: z.object({}),
});
