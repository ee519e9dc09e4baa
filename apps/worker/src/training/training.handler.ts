import type { Logger } from 'pino';

import {
  endTrainingRun,
  retrainJob,
  type considerTrainingJob,
  type TrainingService,
} from '@access/core/training';
import type { Db } from '@access/db';
import type { Handlers, Queue } from '@access/queue';

import type { RunTraining } from './run-training.ts';

interface TrainingHandlerDeps {
  readonly runTraining: RunTraining;
  readonly training: Pick<TrainingService, 'consider'>;
  readonly log: Logger;
}

/** Trainings, each in a process of its own, and what starts them by itself. */
export function trainingHandlers({
  runTraining,
  training,
  log,
}: TrainingHandlerDeps): Handlers<readonly [typeof retrainJob, typeof considerTrainingJob]> {
  return {
    'recommendations.retrain-ranker': async ({ payload: { runId }, signal }) => {
      const outcome = await runTraining(runId, signal);
      log.info({ runId, ...outcome }, 'recommendations.training_over');
    },
    'recommendations.consider-training': async () => {
      const runId = await training.consider();
      if (runId !== undefined) log.info({ runId }, 'recommendations.training_started');
    },
  };
}

/** Has a run end whose worker died. */
export function hearOfDeadTrainings(
  queue: Pick<Queue, 'whenDead'>,
  { db, log }: { db: Db; log: Logger },
): void {
  queue.whenDead(retrainJob, async ({ runId }) => {
    const end = { status: 'failed', message: 'Its worker died; start another one' } as const;
    if (await endTrainingRun(db, runId, end)) log.warn({ runId }, 'recommendations.training_given_up');
  });
}
