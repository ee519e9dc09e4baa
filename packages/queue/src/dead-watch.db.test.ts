import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { AppError } from '@access/contracts/errors';
import { useTestDatabase } from '@access/db/testing';

import { defineNote, findDeadLetter, useQueues } from '../test/queues.ts';
import { createGate, eventually } from '../test/signals.ts';

const database = useTestDatabase();
const { startWorker } = useQueues(database);

describe('a job that died', () => {
  it('is told to its handler, its letter staying for operators', async () => {
    const job = defineNote();
    const told = createGate<string>();
    const queue = await startWorker(
      job,
      async () => {
        throw new AppError('not_found', 'No such person');
      },
      { whenDead: async ({ text }) => told.open(text) },
    );
    await queue.enqueue(database.db, job, { text: 'nobody home' });
    expect(await told.opened).toBe('nobody home');
    expect(await findDeadLetter(queue, job)).toMatchObject({ payload: { text: 'nobody home' } });
  });

  it('is told when nobody was left to say that it failed, also to a worker that starts later', async () => {
    const job = defineNote();
    const isRunning = createGate();
    const queue = await startWorker(job, ({ signal }) => {
      isRunning.open();
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    const id = await queue.enqueue(database.db, job, { text: 'cut off' });
    await isRunning.opened;
    // The worker's machine loses its power in the last attempt: no beat comes any more.
    await sql`update pgboss.job set retry_count = retry_limit, heartbeat_on = now() - interval '1 hour',
      started_on = now() - interval '1 hour' where id = ${id}`.execute(database.db);
    const letter = await eventually(() => findDeadLetter(queue, job));
    await queue.stop({ timeoutMs: 1_000 });
    const told = createGate<string>();
    await startWorker(job, async () => {}, { whenDead: async ({ text }) => told.open(text) });
    expect(await told.opened).toBe('cut off');
    expect(letter.payload).toEqual({ text: 'cut off' });
  });

  it('is told again when its handler failed', async () => {
    const job = defineNote();
    let tries = 0;
    const done = createGate();
    const queue = await startWorker(
      job,
      async () => {
        throw new AppError('not_found', 'No such person');
      },
      {
        whenDead: async () => {
          tries += 1;
          if (tries === 1) throw new Error('The database was away');
          done.open();
        },
      },
    );
    await queue.enqueue(database.db, job, { text: 'twice' });
    await done.opened;
    expect(tries).toBe(2);
  });
});

describe('unfinished jobs', () => {
  it('are those that wait or run, by what they were asked', async () => {
    const job = defineNote();
    const [isRunning, mayEnd, done] = [createGate(), createGate(), createGate()];
    const queue = await startWorker(job, async ({ payload }) => {
      if (payload.text === 'second') return done.open();
      isRunning.open();
      await mayEnd.opened;
    });
    await queue.enqueue(database.db, job, { text: 'first' });
    await isRunning.opened;
    await queue.enqueue(database.db, job, { text: 'second' });
    const unfinished = (await queue.unfinished(job)).map(({ text }) => text);
    expect(unfinished.toSorted()).toEqual(['first', 'second']);
    mayEnd.open();
    await done.opened;
    expect(await eventually(async () => (await queue.unfinished(job)).length === 0)).toBe(true);
  });
});
