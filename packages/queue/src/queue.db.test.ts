import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { AppError } from '@access/contracts/errors';
import { useTestDatabase } from '@access/db/testing';

import { atOnce, countsOf, defineNote, findDeadLetter, useQueues } from '../test/queues.ts';
import { createRecordingLog } from '../test/recording-log.ts';
import { createGate, eventually } from '../test/signals.ts';
import { defineJob } from './job.ts';
import { RetryableError } from './outcome.ts';
import { createQueue } from './queue.ts';

const database = useTestDatabase();
const { startWorker, startProducer } = useQueues(database);

describe('enqueueing in a transaction', () => {
  it('leaves no job behind when the transaction rolls back', async () => {
    const queue = await startProducer();
    const job = defineNote();
    const rolledBack = database.db.transaction().execute(async (trx) => {
      await queue.enqueue(trx, job, { text: 'never' });
      await queue.enqueueMany(trx, job, [{ text: 'nor this' }]);
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    expect(await countsOf(queue, job)).toMatchObject({ waiting: 0 });
  });

  it('does the job once the transaction commits, with the payload as parsed', async () => {
    const done = createGate<unknown>();
    const job = defineNote();
    const queue = await startWorker(job, async ({ payload, attempt }) => done.open({ payload, attempt }));
    await database.db.transaction().execute((trx) => queue.enqueue(trx, job, { text: 'hello' }));
    expect(await done.opened).toEqual({ payload: { text: 'hello' }, attempt: 1 });
  });

  it('refuses a payload of another shape before anything is written', async () => {
    const queue = await startProducer();
    const job = defineNote();
    await expect(queue.enqueue(database.db, job, { text: '' })).rejects.toThrow(z.ZodError);
    await expect(queue.enqueueMany(database.db, job, [{ text: 'fine' }, { text: '' }])).rejects.toThrow(
      z.ZodError,
    );
    expect(await countsOf(queue, job)).toMatchObject({ waiting: 0 });
  });

  it('writes thousands in a few statements and does them all', async () => {
    const job = defineNote({ concurrency: 4 });
    const seen = new Set<string>();
    const all = createGate();
    const queue = await startWorker(job, async ({ payload }) => {
      if (seen.add(payload.text).size === 1_200) all.open();
    });
    const payloads = Array.from({ length: 1_200 }, (_, index) => ({ text: `note ${index}` }));
    await queue.enqueueMany(database.db, job, payloads);
    await all.opened;
    expect(seen.size).toBe(1_200);
  });
});

describe('a job that fails', () => {
  it('is tried again and done when what failed has passed', async () => {
    const attempts: number[] = [];
    const done = createGate();
    const job = defineNote();
    const queue = await startWorker(job, async ({ attempt }) => {
      attempts.push(attempt);
      if (attempt === 1) throw new RetryableError('busy');
      done.open();
    });
    await queue.enqueue(database.db, job, { text: 'again' });
    await done.opened;
    expect(attempts).toEqual([1, 2]);
  });

  it('ends as a dead letter after its last attempt, and can be sent again from there', async () => {
    let isBroken = true;
    const attempts: number[] = [];
    const done = createGate();
    const job = defineNote();
    const queue = await startWorker(job, async ({ attempt }) => {
      attempts.push(attempt);
      if (isBroken) throw new Error('disk on fire');
      done.open();
    });
    await queue.enqueue(database.db, job, { text: 'burns' });
    const letter = await eventually(() => findDeadLetter(queue, job));
    expect(attempts).toEqual([1, 2]);
    expect(letter).toMatchObject({
      payload: { text: 'burns' },
      error: { message: 'disk on fire', kind: 'unexpected' },
      attempts: 2,
    });

    isBroken = false;
    expect(await queue.retryDead(letter.id)).toBe(true);
    await done.opened;
    expect(await findDeadLetter(queue, job)).toBeUndefined();
    expect(await queue.retryDead(letter.id)).toBe(false);
  });

  it('is not tried again after an expected refusal, which is recorded', async () => {
    let attempts = 0;
    const job = defineNote();
    const queue = await startWorker(job, async () => {
      attempts += 1;
      throw new AppError('not_found', 'No such person');
    });
    await queue.enqueue(database.db, job, { text: 'whom' });
    const letter = await eventually(() => findDeadLetter(queue, job));
    expect(letter.error).toMatchObject({ code: 'not_found', kind: 'final' });
    expect(attempts).toBe(1);
  });

  it('never reaches its handler with a payload of another shape', async () => {
    const log = createRecordingLog();
    const job = defineNote();
    const older = defineJob({ name: job.name, payload: z.object({ message: z.string() }), retry: atOnce });
    let calls = 0;
    const queue = await startWorker(job, async () => void (calls += 1), { log });
    await queue.enqueue(database.db, older, { message: 'from an older release' });
    const letter = await eventually(() => findDeadLetter(queue, job));
    expect(letter.payload).toEqual({ message: 'from an older release' });
    expect(calls).toBe(0);
    expect(log.entries).toContainEqual(
      expect.objectContaining({ event: 'queue.payload_refused', job: job.name }),
    );
  });
});

describe('one waiting job per key', () => {
  it('merges what is asked for twice, the newest payload wins', async () => {
    const queue = await startProducer();
    const job = defineNote({ policy: 'short' });
    const first = await queue.enqueue(database.db, job, { text: 'first' });
    const second = await queue.enqueue(database.db, job, { text: 'second' });
    await queue.enqueueMany(database.db, job, [{ text: 'third' }, { text: 'fourth' }]);
    expect(second).toBe(first);
    expect(await countsOf(queue, job)).toMatchObject({ waiting: 1 });

    const done = createGate<string>();
    await startWorker(job, async ({ payload }) => done.open(payload.text));
    expect(await done.opened).toBe('fourth');
  });

  it('keeps other keys apart', async () => {
    const queue = await startProducer();
    const job = defineNote({ policy: 'short' });
    await queue.enqueue(database.db, job, { text: 'a' }, { key: 'a' });
    await queue.enqueue(database.db, job, { text: 'b' }, { key: 'b' });
    expect(await countsOf(queue, job)).toMatchObject({ waiting: 2 });
  });

  it('runs once more for what arrives while it runs', async () => {
    const texts: string[] = [];
    const isRunning = createGate();
    const mayEnd = createGate();
    const twice = createGate();
    const job = defineNote({ policy: 'short' });
    const queue = await startWorker(job, async ({ payload }) => {
      texts.push(payload.text);
      if (texts.length === 2) return twice.open();
      isRunning.open();
      await mayEnd.opened;
    });
    await queue.enqueue(database.db, job, { text: 'first' });
    await isRunning.opened;
    await queue.enqueue(database.db, job, { text: 'meanwhile' });
    await queue.enqueue(database.db, job, { text: 'meanwhile, again' });
    mayEnd.open();
    await twice.opened;
    expect(texts).toEqual(['first', 'meanwhile, again']);
  });

  it('does not start before a transaction that joined it has committed', async () => {
    const job = defineNote({ policy: 'short' });
    const seen = createGate<string[]>();
    const producer = await startProducer();
    await producer.enqueue(database.db, job, { text: 'waits' });
    const readNames = async () => {
      const rows = await database.db.selectFrom('appSecrets').select('name').execute();
      return rows.map((row) => row.name);
    };

    const joined = createGate();
    const mayCommit = createGate();
    const transaction = database.db.transaction().execute(async (trx) => {
      await trx.insertInto('appSecrets').values({ name: 'written', value: 'x' }).execute();
      await producer.enqueue(trx, job, { text: 'joins' });
      joined.open();
      await mayCommit.opened;
    });
    await joined.opened;
    const other = defineNote();
    const otherDone = createGate();
    const worker = await startWorker(job, async () => seen.open(await readNames()));
    const bystander = await startWorker(other, async () => otherDone.open());
    await bystander.enqueue(database.db, other, { text: 'runs by' });
    await otherDone.opened;
    expect(await countsOf(worker, job)).toMatchObject({ waiting: 1, active: 0 });
    mayCommit.open();
    await transaction;
    expect(await seen.opened).toContain('written');
  });
});

describe('stopping', () => {
  it('waits for the running job and takes no other', async () => {
    const isRunning = createGate();
    const mayEnd = createGate();
    const done: string[] = [];
    const job = defineNote();
    const queue = await startWorker(job, async ({ payload }) => {
      isRunning.open();
      await mayEnd.opened;
      done.push(payload.text);
    });
    const producer = await startProducer();
    await queue.enqueue(database.db, job, { text: 'running' });
    await isRunning.opened;
    const stopped = queue.stop({ timeoutMs: 20_000 });
    await producer.enqueue(database.db, job, { text: 'next' });
    mayEnd.open();
    await stopped;
    expect(done).toEqual(['running']);
    expect(await countsOf(producer, job)).toMatchObject({ waiting: 1, active: 0 });
  });

  it('aborts what does not end in time, and another worker takes it up', async () => {
    const isRunning = createGate<AbortSignal>();
    const job = defineNote();
    const first = await startWorker(job, ({ signal }) => {
      isRunning.open(signal);
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    await first.enqueue(database.db, job, { text: 'long' });
    const signal = await isRunning.opened;
    await first.stop({ timeoutMs: 1_000 });
    expect(signal.aborted).toBe(true);
    const taken = createGate<number>();
    await startWorker(job, async ({ attempt }) => taken.open(attempt));
    expect(await taken.opened).toBe(2);
  });
});

describe('a worker that dies', () => {
  it('is noticed, as every job carries a heartbeat and an end', async () => {
    const queue = await startProducer();
    const job = defineNote();
    const id = await queue.enqueue(database.db, job, { text: 'beats' });
    const { rows } = await sql`select heartbeat_seconds, expire_seconds, dead_letter, retry_limit
      from pgboss.job where id = ${id}`.execute(database.db);
    expect(rows).toEqual([
      { heartbeatSeconds: 30, expireSeconds: 300, deadLetter: 'dead-letter', retryLimit: 1 },
    ]);
  });
});

describe('registering', () => {
  const options = { url: 'postgres://nowhere', applicationName: 'test', log: createRecordingLog() };

  it('refuses a second handler of a job, and a worker without any', async () => {
    const job = defineNote();
    const queue = createQueue({ ...options, mode: 'worker' });
    await expect(queue.start()).rejects.toThrow(/without registered handlers/);
    queue.register([job], { [job.name]: async () => {} });
    expect(() => queue.register([job], { [job.name]: async () => {} })).toThrow(/registered twice/);
  });

  it('refuses handlers on a producer', () => {
    const job = defineNote();
    const queue = createQueue({ ...options, mode: 'producer' });
    expect(() => queue.register([job], { [job.name]: async () => {} })).toThrow(/producer/);
  });

  it('refuses a policy that the existing queue does not have', async () => {
    const queue = await startProducer();
    const job = defineNote();
    await queue.enqueue(database.db, job, { text: 'standard' });
    const other = await startProducer();
    await expect(other.enqueue(database.db, { ...job, policy: 'short' }, { text: 'x' })).rejects.toThrow(
      /new name/,
    );
  });
});
