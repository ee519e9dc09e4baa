import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TrainingRunId, UserId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';

import { aJob, aSeeker } from '../../test/arrange.ts';
import {
  beatTrainingRun,
  createTrainingService,
  endTrainingRun,
  startTrainingRun,
  type TrainingService,
} from './index.ts';

const database = useTestDatabase();
const enqueued: unknown[] = [];
let training: TrainingService;
beforeAll(() => {
  training = createTrainingService({
    db: database.db,
    queue: {
      enqueue: async (_trx, _job, payload) => {
        enqueued.push(payload);
        return crypto.randomUUID();
      },
    },
  });
});
const caller = { ip: null };
const admin = async () => ({ ...(await aSeeker(database.db)), userType: 'admin' as const });

async function actions(count: number, { isSimulated = false, daysAgo = 0 } = {}): Promise<void> {
  const { userId } = await aSeeker(database.db);
  const jobId = await aJob(database.db);
  await sql`insert into interactions (user_id, job_id, type, at, is_simulated)
    select ${UserId.parse(userId)}, ${jobId}, 'view', now() - make_interval(days => ${daysAgo}) - make_interval(secs => n), ${isSimulated}
    from generate_series(1, ${count}) n`.execute(database.db);
}

describe('trainings', () => {
  beforeEach(async () => {
    await database.db.deleteFrom('trainingRuns').execute();
    await database.db.deleteFrom('interactions').execute();
    enqueued.length = 0;
  });

  it('are queued with a run that tells of itself', async () => {
    const run = await training.start(await admin(), caller);
    expect(run).toMatchObject({ status: 'queued', trigger: 'admin', percentage: 0, finishedAt: null });
    expect(enqueued).toEqual([{ runId: run.id }]);
    expect(await startTrainingRun(database.db, run.id)).toBe(true);
    await beatTrainingRun(database.db, run.id, { stage: 'training', progress: 0.6125 });
    expect(await training.get(run.id)).toMatchObject({
      status: 'running',
      stage: 'training',
      percentage: 61.3,
    });
    await endTrainingRun(database.db, run.id, { status: 'refused', message: 'too few', facts: { lists: 3 } });
    expect(await training.get(run.id)).toMatchObject({
      status: 'refused',
      percentage: 100,
      message: 'too few',
      facts: { lists: 3 },
    });
  });

  it('go one at a time, also where two admins press at once', async () => {
    const [a, b] = [await admin(), await admin()];
    const outcomes = await Promise.allSettled([training.start(a, caller), training.start(b, caller)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
    expect(enqueued).toHaveLength(1);
  });

  it('of a dead worker are failed by the next one, which starts clean', async () => {
    const first = await training.start(await admin(), caller);
    await startTrainingRun(database.db, first.id);
    await database.db
      .updateTable('trainingRuns')
      .set({ beatAt: new Date(Date.now() - 60_000) })
      .execute();
    const second = await training.start(await admin(), caller);
    expect(await training.get(first.id)).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('died') as string,
    });
    expect(await training.get(second.id)).toMatchObject({ status: 'queued' });
    // What the dead one would still say is not heard.
    expect(await beatTrainingRun(database.db, first.id, { stage: 'training', progress: 0.9 })).toBe(false);
    expect(await endTrainingRun(database.db, first.id, { status: 'succeeded', message: null })).toBe(false);
  });

  it('can be cancelled once', async () => {
    const actor = await admin();
    const run = await training.start(actor, caller);
    await training.cancel(actor, caller, run.id);
    expect(await training.get(run.id)).toMatchObject({ status: 'cancelled' });
    expect(await startTrainingRun(database.db, run.id)).toBe(false);
    await expect(training.cancel(actor, caller, run.id)).rejects.toMatchObject({ code: 'conflict' });
    const unknown = TrainingRunId.parse('01890a5d-ac96-774b-bcce-b302099a8057');
    await expect(training.cancel(actor, caller, unknown)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('start by themselves where much happened', async () => {
    expect(await training.consider()).toBeUndefined();
    await actions(1_000);
    const id = await training.consider();
    expect(await training.get(id ?? TrainingRunId.parse(''))).toMatchObject({ trigger: 'data' });
    expect(await training.consider()).toBeUndefined();
  });

  it('start by themselves once a day where something happened', async () => {
    await actions(49);
    expect(await training.consider()).toBeUndefined();
    await actions(1);
    const id = await training.consider();
    expect(await training.get(id ?? TrainingRunId.parse(''))).toMatchObject({ trigger: 'schedule' });
    await endTrainingRun(database.db, id ?? TrainingRunId.parse(''), { status: 'succeeded', message: null });
    await actions(60);
    expect(await training.consider()).toBeUndefined();
  });

  it('are not started by simulated behaviour, or by what the last one read', async () => {
    await actions(2_000, { isSimulated: true });
    expect(await training.consider()).toBeUndefined();
    await actions(2_000, { daysAgo: 2 });
    const run = await training.start(await admin(), caller);
    await endTrainingRun(database.db, run.id, { status: 'succeeded', message: null });
    expect(await training.consider()).toBeUndefined();
  });
});
