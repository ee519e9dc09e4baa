import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ImportRunId } from '@access/contracts/ids';
import { listen } from '@access/db';
import { useTestDatabase } from '@access/db/testing';

import { JOBS_CHANGED_CHANNEL } from '../jobs/index.ts';
import { pageRunRows, type RowKind } from './run-rows.repository.ts';
import { endRun, findRun, insertRun } from './runs.repository.ts';
import { openImportStand, type ImportStand } from './testing/import-stand.ts';

const database = useTestDatabase();
const child = fileURLToPath(new URL('testing/import-in-child.ts', import.meta.url));
let stand: ImportStand;
beforeEach(() => {
  stand = openImportStand(database);
});
afterEach(() => stand.remove());

const many = (count: number) => Array.from({ length: count }, (_, index) => stand.posting(index));
const jobs = async (source = stand.source) => {
  const { rows } = await sql<{
    sourceId: string;
    jobId: string;
    status: string;
    title: string;
    changeSeq: number;
  }>`
    select s.source_id, j.id as job_id, j.status, j.title, j.change_seq from job_sources s join jobs j on j.id = s.job_id
    where s.source = ${source} order by s.id`.execute(database.db);
  return rows;
};
const open = async () => (await jobs()).filter(({ status }) => status === 'active').length;
const runs = () =>
  database.db
    .selectFrom('importRuns')
    .select(['id', 'status', 'rowsDone', 'message', 'finishedAt'])
    .where('source', '=', stand.source)
    .orderBy('id')
    .execute();
const rowsOf = (runId: string, kind: RowKind) =>
  pageRunRows(database.db, runId, { kind, after: 0, limit: 1_000 });

describe('a run that is killed', () => {
  it('is gone on with by the same command, and counts nothing twice', { timeout: 60_000 }, async () => {
    const documents = [
      ...many(1_200),
      stand.posting(1_200, { title: '' }),
      stand.posting(1_201, { location: 'Nowhere' }),
      ...many(1_400).slice(1_202),
    ];
    const file = stand.write('jobs.jsonl', documents.map((each) => JSON.stringify(each)).join('\n'));
    const importing = spawn('node', [child, database.url, stand.source, file], { stdio: 'inherit' });
    const ended = once(importing, 'exit');
    try {
      await vi.waitFor(async () => expect((await runs())[0]?.rowsDone).toBeGreaterThanOrEqual(500), {
        timeout: 40_000,
        interval: 100,
      });
    } finally {
      importing.kill('SIGKILL');
    }
    await ended;
    const [killed] = await runs();
    expect(killed).toMatchObject({ status: 'running', finishedAt: null });
    expect(await jobs()).toHaveLength(killed?.rowsDone ?? -1);

    let resumedBehind = -1;
    const summary = await stand.imports.importPaths({
      paths: [file],
      format: 'auto',
      source: stand.source,
      isFull: true,
      onResumed: (rows) => void (resumedBehind = rows),
    });
    expect(resumedBehind).toBe(killed?.rowsDone);
    expect(summary).toMatchObject({
      read: 1_400,
      created: 1_399,
      updated: 0,
      unchanged: 0,
      closed: 0,
      failed: 1,
      message: null,
    });
    expect(summary.errors).toEqual([{ file: 'jobs.jsonl', line: 1_201, reason: 'The row has no title' }]);
    expect(await runs()).toMatchObject([{ id: summary.runId, status: 'finished', rowsDone: 1_400 }]);
    expect(await jobs()).toHaveLength(1_399);
    expect((await rowsOf(summary.runId, 'refused')).map(({ number }) => number)).toEqual([1_201]);
    expect(
      await stand.imports.importPaths({ paths: [file], format: 'auto', source: stand.source, isFull: true }),
    ).toMatchObject({ created: 0, unchanged: 1_399, closed: 0 });
  });

  it('gives way to another command of its source', async () => {
    const dead = await insertRun(database.db, aRun({ status: 'running', inputKey: 'another command' }));
    await stand.take(many(1));
    expect(await findRun(database.db, dead.id)).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('later run'),
    });
  });
});

const aRun = (fields: { status: 'queued' | 'running'; inputKey?: string }) => ({
  source: stand.source,
  format: 'auto',
  trigger: 'command' as const,
  isFull: false,
  isForced: false,
  isDryRun: false,
  mapping: null,
  companyName: null,
  fileName: 'jobs.json',
  bytesTotal: null,
  ...fields,
});

describe('runs of one source', () => {
  it('are at work one at a time, and those that wait are woken afterwards', async () => {
    const under = Promise.withResolvers<void>();
    const waiting = await insertRun(database.db, aRun({ status: 'queued' }));
    const first = stand.take(many(600), { onProgress: () => under.resolve() });
    await under.promise;
    const second = openImportStand(database);
    const refused = second.take(many(1), { source: stand.source });
    await expect(refused).rejects.toMatchObject({ code: 'conflict' });
    expect(second.enqueued).toEqual([]);
    expect(await first).toMatchObject({ created: 600 });
    expect(stand.enqueued).toEqual([waiting.id]);
    expect(await stand.take(many(1))).toMatchObject({ unchanged: 1 });
    second.remove();
  });

  it('stop where they are cancelled, and nothing of the batch under way stays', async () => {
    const run = stand.take(many(2_000), {
      onProgress: () => void cancelling.push(cancelLatest()),
    });
    const cancelling: Promise<unknown>[] = [];
    await expect(run).rejects.toMatchObject({ code: 'conflict', message: 'The import was cancelled' });
    await Promise.all(cancelling);
    const [stored] = await runs();
    expect(stored).toMatchObject({ status: 'cancelled', message: 'Enough' });
    expect(await jobs()).toHaveLength(stored?.rowsDone ?? -1);
    expect(stored?.rowsDone).toBeLessThan(2_000);
  });
});

async function cancelLatest(): Promise<void> {
  const id = (await runs()).at(-1)?.id ?? '';
  await endRun(database.db, ImportRunId.parse(id), { status: 'cancelled', message: 'Enough' });
}

describe('what a run sees', () => {
  it('is told once: the first of two rows with one id counts, however far apart', async () => {
    const twice = [...many(1_100), stand.posting(0, { title: 'Second telling' })];
    expect(await stand.take(twice)).toMatchObject({ read: 1_101, created: 1_100, unchanged: 1 });
    expect(await stand.take(twice)).toMatchObject({ created: 0, updated: 0, unchanged: 1_101 });
    expect((await jobs())[0]).toMatchObject({ title: `Welder ${stand.source} 0` });
  });

  it('counts a job whose row is refused this time as seen', async () => {
    await stand.take(many(10), { isFull: true });
    const broken = many(10).with(3, stand.posting(3, { company: '' }));
    expect(await stand.take(broken, { isFull: true })).toMatchObject({ failed: 1, unchanged: 9, closed: 0 });
    expect(await stand.take(broken, { isFull: true, isDryRun: true })).toMatchObject({
      failed: 1,
      unchanged: 9,
      closed: 0,
    });
    expect(await open()).toBe(10);
  });

  it('is a changed row but no changed job where only the source’s own date moved', async () => {
    await stand.take([stand.posting(1, { updated_at: '2026-01-05T00:00:00Z' })]);
    const before = await jobs();
    const again = [stand.posting(1, { updated_at: '2026-01-06T00:00:00Z' })];
    expect(await stand.take(again)).toMatchObject({ updated: 1, redated: 1, unchanged: 0 });
    expect(await jobs()).toEqual(before);
    expect(await stand.take(again)).toMatchObject({ updated: 0, redated: 0, unchanged: 1 });
    const { rows } = await sql<{
      postedAt: Date;
    }>`select posted_at from jobs where id = ${before[0]?.jobId}`.execute(database.db);
    expect(rows).toEqual([{ postedAt: new Date('2026-01-05T00:00:00Z') }]);
  });

  it('is read by the mapping kept from the run before, until it is forgotten', async () => {
    const german = [{ Nr: 'a', Stelle: 'Schweißer', Firma: 'Stahl', Text: 'Schweißen' }];
    const map = { id: 'Nr', title: 'Stelle', company: 'Firma', description: 'Text' };
    expect(await stand.take(german, { map })).toMatchObject({ created: 1 });
    expect(await stand.take(german)).toMatchObject({ unchanged: 1 });
    expect(await stand.take(german, { map: {} })).toMatchObject({ failed: 1 });
    expect(await stand.take(german)).toMatchObject({ failed: 1 });
  });

  it('tells of the jobs a batch wrote, joined ones included', async () => {
    await stand.take([stand.posting(1, { title: 'Fitter of the north' })]);
    const [job] = await jobs();
    const other = openImportStand(database);
    await other.take([other.posting(1, { title: 'FITTER of the north' })]);
    expect(stand.written).toEqual([job?.jobId]);
    expect(other.written).toEqual([job?.jobId]);
    other.remove();
  });
});

describe('a complete feed', () => {
  it.each([
    ['in the middle of a record', -30],
    ['between two records', -2],
  ])('that is cut off %s closes nothing, with or without force, and says so', async (_, end) => {
    await stand.take(many(10), { isFull: true });
    const cut = stand.write('cut.json', JSON.stringify(many(9)).slice(0, end));
    const summary = await stand.imports.importPaths({
      paths: [cut],
      format: 'auto',
      source: stand.source,
      isFull: true,
      force: true,
    });
    expect(summary).toMatchObject({
      closed: 0,
      message: expect.stringMatching(/cut off.*nothing was closed/),
    });
    expect(await open()).toBe(10);
  });

  it('that is empty, or a board that vanished, closes nothing', async () => {
    await stand.take(many(10), { isFull: true });
    for (const content of [
      '',
      '[]',
      '{"jobs":[]}',
      '{"status":404,"error":"Job not found"}',
      '<html>502</html>',
    ]) {
      const summary = await stand.imports.importPaths({
        paths: [stand.write('gone.json', content)],
        format: 'auto',
        source: stand.source,
        isFull: true,
      });
      expect([content, summary.closed, summary.message]).toEqual([
        content,
        0,
        expect.stringContaining('othing was closed'),
      ]);
    }
    expect(await open()).toBe(10);
  });

  it('measures what is gone by what was open before, not by what is new', async () => {
    await stand.take(many(10), { isFull: true });
    const others = Array.from({ length: 90 }, (_, index) => stand.posting(100 + index));
    expect(await stand.take(others, { isFull: true })).toMatchObject({
      created: 90,
      closed: 0,
      message: expect.stringContaining('10 of 10 open postings (100 %)'),
    });
  });

  it('closes jobs for everybody at once: listeners are told, and each is recorded', async () => {
    await stand.take(many(1_500), { isFull: true });
    const kept = many(1_500).slice(200);
    let told = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const listener = await listen({
      url: database.url,
      channel: JOBS_CHANGED_CHANNEL,
      onPayload: (payload) => (payload === 'end' ? resolve() : void (told += 1)),
    });
    expect(await stand.take(kept, { isFull: true })).toMatchObject({ closed: 200, unchanged: 1_300 });
    await sql`select pg_notify(${JOBS_CHANGED_CHANNEL}, 'end')`.execute(database.db);
    await promise;
    await listener.close();
    expect(told).toBe(1);
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from domain_events e join job_sources s on s.job_id::text = e.subject
      where e.type = 'job.closed' and s.source = ${stand.source} and s.closed_at is not null`.execute(
      database.db,
    );
    expect(rows).toEqual([{ count: 200 }]);
  });
});

describe('a dry run', () => {
  it('counts what the real one then does, names the fields, and changes nothing', async () => {
    const touched = { updated_at: '2026-01-05T00:00:00Z' };
    await stand.take([...many(30).slice(0, 28), stand.posting(28, touched), stand.posting(29, touched)], {
      isFull: true,
    });
    const before = await jobs();
    const next = [
      ...many(30).slice(3, 26),
      stand.posting(26, { title: 'Fitter', location: 'Leeds' }),
      stand.posting(27, { company: '' }),
      stand.posting(28, { updated_at: '2026-01-06T00:00:00Z' }),
      stand.posting(29, touched),
      stand.posting(30),
      stand.posting(30, { title: 'Told twice' }),
    ];
    const dry = await stand.take(next, { isFull: true, isDryRun: true });
    expect(await jobs()).toEqual(before);
    const created = await rowsOf(dry.runId, 'create');
    expect(created.map(({ change }) => change?.title)).toEqual([`Welder ${stand.source} 30`]);
    const updated = await rowsOf(dry.runId, 'update');
    expect(updated.map(({ number, change }) => [number, change?.fields])).toEqual([
      [24, ['title', 'location']],
      [26, ['updatedAt']],
    ]);
    expect((await rowsOf(dry.runId, 'close')).map(({ change }) => change?.sourceId)).toEqual(
      [0, 1, 2].map((index) => `${stand.source}-${index}`),
    );
    const counts = [
      'read',
      'created',
      'updated',
      'redated',
      'unchanged',
      'closed',
      'failed',
      'noted',
    ] as const;
    const real = await stand.take(next, { isFull: true });
    expect(counts.map((name) => [name, dry[name]])).toEqual(counts.map((name) => [name, real[name]]));
    expect(real).toMatchObject({ created: 1, updated: 2, redated: 1, closed: 3, failed: 1 });
  });
});
