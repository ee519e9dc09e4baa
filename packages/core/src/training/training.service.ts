import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { TrainingRunId } from '@access/contracts/ids';
import type { TrainingRun } from '@access/contracts/models';
import type { Db } from '@access/db';
import type { Queue } from '@access/queue';

import { recordActivity, type Caller } from '../audit/index.ts';
import {
  actionsSinceLastRun,
  endTrainingRun,
  failSilentRuns,
  findTrainingRun,
  insertTrainingRun,
  latestTrainingRuns,
} from './training-runs.repository.ts';
import { retrainJob } from './training.jobs.ts';

export type TrainingService = ReturnType<typeof createTrainingService>;

/** New actions of people that make another training worthwhile within the day, at least; and as a share of all. */
const MUCH_NEW = { actions: 1_000, share: 0.1 } as const;
/** The daily training wants this many. */
const DAILY_NEW = 50;
const RUNS_SHOWN = 20;

export function createTrainingService({ db, queue }: { db: Db; queue: Pick<Queue, 'enqueue'> }) {
  const begin = (
    trigger: TrainingRun['trigger'],
    by: { actor: Actor; caller: Caller } | null,
  ): Promise<TrainingRunId | undefined> =>
    db.transaction().execute(async (trx) => {
      await failSilentRuns(trx);
      const id = await insertTrainingRun(trx, { trigger, requestedBy: by?.actor.userId ?? null });
      if (id === undefined) return undefined;
      await queue.enqueue(trx, retrainJob, { runId: id });
      if (by !== null)
        await recordActivity(trx, {
          actor: by.actor,
          action: 'models.training-started',
          subject: id,
          ip: by.caller.ip,
        });
      return id;
    });
  const get = async (id: TrainingRunId): Promise<TrainingRun> => {
    const run = await findTrainingRun(db, id);
    if (run === undefined) throw new AppError('not_found', 'No such training run');
    return run;
  };
  return {
    get,

    /** The last runs, from the newest on. */
    latest: (): Promise<TrainingRun[]> => latestTrainingRuns(db, RUNS_SHOWN),

    /** Queues a training. @throws AppError conflict while one is under way. */
    async start(actor: Actor, caller: Caller): Promise<TrainingRun> {
      const id = await begin('admin', { actor, caller });
      if (id === undefined) throw new AppError('conflict', 'A training is under way already');
      return get(id);
    },

    /** Starts one by itself where much happened since the last, or a day passed and something did; its id, or undefined. */
    async consider(): Promise<TrainingRunId | undefined> {
      const { fresh, all, hoursSince } = await actionsSinceLastRun(db);
      if (fresh >= MUCH_NEW.actions && fresh >= MUCH_NEW.share * all) return begin('data', null);
      const isDue = hoursSince === null || hoursSince >= 24;
      return isDue && fresh >= DAILY_NEW ? begin('schedule', null) : undefined;
    },

    /** Ends an open run; the model in use stays. @throws AppError conflict when it had ended. */
    async cancel(actor: Actor, caller: Caller, id: TrainingRunId): Promise<void> {
      await get(id);
      await db.transaction().execute(async (trx) => {
        const end = { status: 'cancelled', message: 'Cancelled; the model in use stays' } as const;
        if (!(await endTrainingRun(trx, id, end)))
          throw new AppError('conflict', 'This training has ended already');
        await recordActivity(trx, { actor, action: 'models.training-cancelled', subject: id, ip: caller.ip });
      });
    },
  };
}
