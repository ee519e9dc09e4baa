import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';

import { useTestDatabase } from '@access/db/testing';

import { countsOf, defineNote, type NoteJob } from '../test/queues.ts';
import { createRecordingLog } from '../test/recording-log.ts';
import { createGate } from '../test/signals.ts';
import type { Handler } from './handlers.ts';
import { createQueue, type Queue } from './queue.ts';
import { defineSchedule } from './schedule.ts';

const database = useTestDatabase();
const running: Queue[] = [];
afterEach(async () => {
  for (const queue of running.splice(0)) await queue.stop({ timeoutMs: 1_000 });
});

/** A worker that does each of the jobs the same way. */
async function startWorkerOf(jobs: readonly NoteJob[], handle: Handler<NoteJob>): Promise<Queue> {
  const queue = createQueue({
    url: database.url,
    applicationName: 'test-worker',
    log: createRecordingLog(),
    mode: 'worker',
    pollSeconds: 0.5,
  });
  queue.register(jobs, Object.fromEntries(jobs.map((job) => [job.name, handle])));
  running.push(queue);
  await queue.start();
  return queue;
}

/** Hourly, half an hour from now: no tick falls into a test. */
const hourly = (job: NoteJob, missed: 'skip' | 'once') =>
  defineSchedule(job, {
    cron: `${(new Date().getMinutes() + 30) % 60} * * * *`,
    payload: { text: missed },
    missed,
  });

describe('schedules', () => {
  it('make up once for the ticks that passed while no worker ran, where that is asked for', async () => {
    const jobs = [defineNote(), defineNote()];
    const [once, skip] = jobs;
    if (once === undefined || skip === undefined) throw new Error('Two jobs were made');
    const first = await startWorkerOf(jobs, async () => {});
    await first.schedule([hourly(once, 'once'), hourly(skip, 'skip')]);
    await first.stop({ timeoutMs: 1_000 });
    // Down since yesterday; two passes of the clock within half a minute would not look again.
    await sql`update pgboss.schedule set created_on = now() - interval '2 days'`.execute(database.db);
    await sql`update pgboss.version set cron_on = now() - interval '1 day'`.execute(database.db);
    const texts: string[] = [];
    const done = createGate();
    const worker = await startWorkerOf(jobs, async ({ payload }) => {
      texts.push(payload.text);
      done.open();
    });
    await done.opened;
    const { rows } =
      await sql`select data from pgboss.job where name = any(${jobs.map((job) => job.name)})`.execute(
        database.db,
      );
    expect(rows).toEqual([{ data: { text: 'once' } }]);
    expect(texts).toEqual(['once']);
    expect((await countsOf(worker, skip))?.waiting).toBe(0);
  });

  it('end when a release no longer holds them', async () => {
    const [kept, ended] = [defineNote(), defineNote()];
    const queue = await startWorkerOf([kept, ended], async () => {});
    const names = async () =>
      (
        await sql<{ name: string }>`select name from pgboss.schedule order by name`.execute(database.db)
      ).rows.map(({ name }) => name);
    await queue.schedule([hourly(kept, 'once'), hourly(ended, 'skip')]);
    expect(await names()).toEqual([kept.name, ended.name].toSorted());
    await queue.schedule([hourly(kept, 'once')]);
    expect(await names()).toEqual([kept.name]);
  });

  it('are refused for a job that nobody here does, or one scheduled twice', async () => {
    const job = defineNote();
    const queue = await startWorkerOf([job], async () => {});
    await expect(queue.schedule([hourly(defineNote(), 'skip')])).rejects.toThrow(/nobody here does it/);
    await expect(queue.schedule([hourly(job, 'skip'), hourly(job, 'once')])).rejects.toThrow(
      /scheduled twice/,
    );
  });
});
