import { randomUUID } from 'node:crypto';

import { afterEach } from 'vitest';
import { z } from 'zod';

import type { useTestDatabase } from '@access/db/testing';

import type { DeadHandler } from '../src/dead-watch.ts';
import type { Handler } from '../src/handlers.ts';
import { defineJob, type AnyJob } from '../src/job.ts';
import { createQueue, type Queue } from '../src/queue.ts';
import { createRecordingLog } from './recording-log.ts';

const note = z.object({ text: z.string().min(1) });
/** One retry, at once. */
export const atOnce = { limit: 1, delaySeconds: 0, backoff: false } as const;

/** A kind of job of its own for each test: tests of a file share the database. */
export function defineNote(settings: Partial<Pick<AnyJob, 'policy' | 'retry' | 'concurrency'>> = {}) {
  return defineJob({
    name: `notes.write-${randomUUID()}`,
    payload: note,
    retry: atOnce,
    key: () => 'one',
    ...settings,
  });
}
export type NoteJob = ReturnType<typeof defineNote>;

/** Queues on the test's database that stop with the test that started them. */
export function useQueues(database: ReturnType<typeof useTestDatabase>) {
  const running: Queue[] = [];
  afterEach(async () => {
    for (const queue of running.splice(0)) await queue.stop({ timeoutMs: 1_000 });
  });

  const startWorker = async (
    job: NoteJob,
    handle: Handler<NoteJob>,
    {
      log = createRecordingLog(),
      whenDead,
    }: { log?: ReturnType<typeof createRecordingLog>; whenDead?: DeadHandler<NoteJob> } = {},
  ): Promise<Queue> => {
    const queue = createQueue({
      url: database.url,
      applicationName: 'test-worker',
      log,
      mode: 'worker',
      pollSeconds: 0.5,
      superviseSeconds: 1,
    });
    queue.register([job], { [job.name]: handle });
    if (whenDead !== undefined) queue.whenDead(job, whenDead);
    running.push(queue);
    await queue.start();
    return queue;
  };

  const startProducer = async (): Promise<Queue> => {
    const log = createRecordingLog();
    const queue = createQueue({ url: database.url, applicationName: 'test-producer', log, mode: 'producer' });
    running.push(queue);
    await queue.start();
    return queue;
  };

  return { startWorker, startProducer };
}

/** How many of the job's kind wait, run and failed. */
export const countsOf = async (queue: Queue, job: NoteJob) =>
  (await queue.counts()).find((counts) => counts.job === job.name);

export const findDeadLetter = async (queue: Queue, job: NoteJob) =>
  (await queue.deadLetters(50)).find((letter) => letter.job === job.name);
