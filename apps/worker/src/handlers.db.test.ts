import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';

import { UserId, type ResumeId } from '@access/contracts/ids';
import { createHousekeeping, housekeepingJobs } from '@access/core/housekeeping';
import { createResumeReader, parseResumeJob } from '@access/core/resume';
import { useTestDatabase } from '@access/db/testing';
import { createQueue } from '@access/queue';

import { handlersOf, hearOfDeadJobs } from './handlers.ts';
import { jobs } from './jobs.ts';
import { createLog } from './log.ts';
import { schedules } from './schedules.ts';

const database = useTestDatabase();
const now = () => new Date();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const unused = (): never => {
  throw new Error('Not part of this test');
};

/** A worker's queue with all its handlers, those of housekeeping and résumés on the real tables. */
async function startWorker({ parse = unused }: { parse?: () => Promise<never> } = {}) {
  const { db, url } = database;
  const log = createLog('fatal');
  const queue = createQueue({
    url,
    applicationName: 'test-worker',
    log,
    mode: 'worker',
    pollSeconds: 0.5,
    superviseSeconds: 1,
  });
  const files = {
    put: unused,
    stream: unused,
    exists: unused,
    delete: unused,
    get: async () => new Uint8Array(),
  };
  const resumes = createResumeReader({ db, files, scanner: null, parser: { parse }, now });
  const handlers = handlersOf({
    lists: { refresh: unused },
    gaps: { analyse: unused },
    resumes,
    housekeeping: createHousekeeping({ db, now, jobMaxAgeDays: 120, impressionMaxAgeDays: 90 }),
    auth: { deleteExpired: async () => undefined },
    feeds: { db, files, queue, fetcher: { fetch: unused }, refusalOf: unused, now },
    queue,
    learnContent: unused,
    countSearchWords: async () => 0,
    runImport: unused,
    training: { consider: async () => undefined },
    runTraining: unused,
    onListMade: unused,
    log,
  });
  queue.register(jobs, handlers);
  hearOfDeadJobs(queue, { resumes, log });
  stops.push(() => queue.stop({ timeoutMs: 1_000 }));
  await queue.start();
  return queue;
}

async function aResume(): Promise<ResumeId> {
  const { id: userId } = await database.db
    .insertInto('users')
    .values({ email: `${randomUUID()}@example.org`, passwordHash: 'x', displayName: 'Ada' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const row = await database.db
    .insertInto('resumes')
    .values({
      userId: UserId.parse(userId),
      fileName: 'cv.pdf',
      mediaType: 'application/pdf',
      size: 1,
      sha256: '0'.repeat(64),
      storageKey: randomUUID(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id as ResumeId;
}

async function statusOf(id: ResumeId) {
  return database.db
    .selectFrom('resumes')
    .select(['parseStatus', 'parseReason'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Asks until it is so; the test's own time limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('the worker', () => {
  it('tells a person whose résumé died with its worker in the last attempt', async () => {
    const started = Promise.withResolvers<void>();
    const queue = await startWorker({
      parse: () => {
        started.resolve();
        return new Promise<never>((_resolve, reject) => {
          stops.unshift(async () => reject(new Error('The test is over')));
        });
      },
    });
    const resumeId = await aResume();
    const jobId = await queue.enqueue(database.db, parseResumeJob, { resumeId });
    await started.promise;
    await sql`update pgboss.job set retry_count = retry_limit, heartbeat_on = now() - interval '1 hour'
      where id = ${jobId}`.execute(database.db);
    await until(async () => (await statusOf(resumeId)).parseStatus === 'failed');
    expect((await statusOf(resumeId)).parseReason).toContain('upload it again');
  });

  it('does what its schedules ask for', async () => {
    const queue = await startWorker();
    await queue.schedule(schedules);
    const scheduled = await sql<{ name: string }>`select name from pgboss.schedule order by name`.execute(
      database.db,
    );
    expect(scheduled.rows.map(({ name }) => name)).toEqual(schedules.map(({ job }) => job.name).toSorted());
    for (const { job, payload } of schedules) await queue.enqueue(database.db, job, payload);
    const names = new Set<string>(schedules.map(({ job }) => job.name));
    const open = async () =>
      (await queue.counts()).filter(
        (counts) => names.has(counts.job) && counts.waiting + counts.active + counts.failed > 0,
      );
    await until(async () => (await open()).length === 0);
    expect((await queue.deadLetters(10)).filter((letter) => names.has(letter.job ?? ''))).toEqual([]);
  });

  it('does one piece of housekeeping of a kind at a time, however many workers there are', async () => {
    const [queue] = [await startWorker(), await startWorker()];
    const { rows } = await sql<{
      policy: string;
    }>`select policy from pgboss.queue where name = any(${Object.values(housekeepingJobs).map(
      ({ name }) => name,
    )})`.execute(database.db);
    expect(new Set(rows.map(({ policy }) => policy))).toEqual(new Set(['singleton']));
    for (let i = 0; i < 4; i++) await queue.enqueue(database.db, housekeepingJobs.expireJobs, {});
    await until(async () => (await queue.unfinished(housekeepingJobs.expireJobs)).length === 0);
    const { rows: overlapping } = await sql`
      select 1 from pgboss.job a join pgboss.job b on a.name = b.name and a.id < b.id
        and a.started_on < b.completed_on and b.started_on < a.completed_on
      where a.name = ${housekeepingJobs.expireJobs.name}`.execute(database.db);
    expect(overlapping).toEqual([]);
  });
});
