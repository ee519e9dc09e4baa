import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Posting } from '@access/contracts/imports';
import { listen } from '@access/db';
import { useTestDatabase } from '@access/db/testing';

import { JOBS_CHANGED_CHANNEL } from '../jobs/index.ts';
import { createImportsService } from './imports.service.ts';

const database = useTestDatabase();
const SYDNEY = 2_147_714;
let folder: string;
let source: string;
let run = 0;
let finished: string[];
let enqueued: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-import-test-'));
  run += 1;
  source = `feed-${run}`;
  finished = [];
  enqueued = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const service = () =>
  createImportsService({
    db: database.db,
    skills: { extract: () => [] },
    places: {
      resolve: (text) =>
        text.includes('Sydney') ? { placeId: SYDNEY, country: 'AU', isRemote: false } : null,
    },
    detectLevel: ({ title }) => (title.startsWith('Senior') ? 'senior' : null),
    onImported: async (_trx, runId) => void finished.push(runId),
    enqueueRun: async (_trx, runId) => void enqueued.push(runId),
  });
const posting = (number: number, fields: Record<string, unknown> = {}) => ({
  '@type': 'JobPosting',
  identifier: `${source}-${number}`,
  title: `Senior welder ${source} ${number}`,
  description: '<p>Weld<script>alert(1)</script></p>',
  hiringOrganization: 'Northern Steel Ltd',
  jobLocation: 'Sydney',
  ...fields,
});
const write = (name: string, content: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const lines = (documents: readonly unknown[]) =>
  documents.map((document) => JSON.stringify(document)).join('\n');
const importLines = (documents: readonly unknown[], options: { isFull?: boolean; force?: boolean } = {}) =>
  service().importPaths({
    paths: [write('jobs.jsonl', lines(documents))],
    format: 'auto',
    source,
    ...options,
  });
const jobs = async () => {
  const { rows } = await sql<{
    sourceId: string;
    status: string;
    title: string;
    description: string;
    placeId: number | null;
    experienceLevel: string | null;
    applicationDeadline: Date | null;
    changeSeq: number;
    jobId: string;
  }>`
    select s.source_id, j.id as job_id, j.status, j.title, j.description, j.place_id, j.experience_level, j.application_deadline, j.change_seq
    from job_sources s join jobs j on j.id = s.job_id where s.source = ${source} order by s.source_id`.execute(
    database.db,
  );
  return rows;
};
const many = (count: number) => Array.from({ length: count }, (_, index) => posting(index));

describe('an import', () => {
  it('creates jobs with what is understood of them', async () => {
    const summary = await importLines([posting(1, { validThrough: '2035-06-30' })]);
    expect(summary).toMatchObject({
      source,
      read: 1,
      created: 1,
      updated: 0,
      unchanged: 0,
      closed: 0,
      failed: 0,
      errors: [],
    });
    expect(await jobs()).toMatchObject([
      {
        status: 'active',
        description: '<p>Weld</p>',
        placeId: SYDNEY,
        experienceLevel: 'senior',
        applicationDeadline: new Date('2035-06-30T14:00:00Z'),
      },
    ]);
  });

  it('changes nothing the second time', async () => {
    const documents = many(700);
    expect(await importLines(documents)).toMatchObject({ created: 700 });
    const before = await jobs();
    expect(finished).toHaveLength(1);
    expect(await importLines(documents)).toMatchObject({ created: 0, updated: 0, unchanged: 700, failed: 0 });
    expect(await jobs()).toEqual(before);
    expect(finished).toHaveLength(1);
  });

  it('updates what changed and nothing else', async () => {
    await importLines(many(3));
    const before = await jobs();
    const summary = await importLines([posting(0), posting(1, { title: 'Welder, changed' }), posting(2)]);
    expect(summary).toMatchObject({ updated: 1, unchanged: 2 });
    const after = await jobs();
    expect(after[1]).toMatchObject({ title: 'Welder, changed', jobId: before[1]?.jobId });
    expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  });

  it('takes the first of two postings that share an id, on every run', async () => {
    const twice = [posting(1), posting(1, { title: 'Second telling' })];
    expect(await importLines(twice)).toMatchObject({ created: 1, unchanged: 1 });
    expect(await importLines(twice)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  it('reports what it refuses and takes the rest', async () => {
    const path = write(
      'jobs.jsonl',
      [
        JSON.stringify(posting(1)),
        '{broken',
        JSON.stringify(posting(2, { title: '' })),
        JSON.stringify(posting(3)),
      ].join('\n'),
    );
    const summary = await service().importPaths({ paths: [path], format: 'jsonld', source });
    expect(summary).toMatchObject({ read: 4, created: 2, failed: 2 });
    expect(summary.errors).toMatchObject([
      { file: 'jobs.jsonl', line: 2, reason: expect.stringContaining('Not JSON') },
      { file: 'jobs.jsonl', line: 3, reason: 'The posting has no title' },
    ]);
    const stored = await database.db
      .selectFrom('importRuns')
      .select(['status', 'counts'])
      .where('id', '=', summary.runId)
      .executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ status: 'finished', counts: { read: 4, created: 2, failed: 2 } });
  });

  it('reads folders, archives, pages and CSV alike', async () => {
    write('in/a.json', JSON.stringify(posting(1)));
    write(
      'in/deep/b.html',
      `<script type="application/ld+json">${JSON.stringify(posting(2)).replaceAll('</', '<\\/')}</script>`,
    );
    write('in/c.csv', `id;Job title;Employer;Description\n${source}-3;Fitter;Acme;"Fit;\nmore"\n`);
    write('in/readme.txt', 'not read');
    execFileSync('tar', ['-cJf', join(folder, 'all.tar.xz'), '-C', folder, 'in']);
    const summary = await service().importPaths({
      paths: [join(folder, 'all.tar.xz')],
      format: 'auto',
      source,
    });
    expect(summary).toMatchObject({ read: 3, created: 3, failed: 0 });
    expect(
      await service().importPaths({ paths: [join(folder, 'in')], format: 'auto', source }),
    ).toMatchObject({ unchanged: 3 });
  });

  it('reads CSV in Latin-1', async () => {
    const path = join(folder, 'latin.csv');
    writeFileSync(
      path,
      Buffer.from(`id,title,company,description\n${source},Ingénieur,Société,Prêt\n`, 'latin1'),
    );
    await service().importPaths({ paths: [path], format: 'csv', source });
    expect(await jobs()).toMatchObject([{ title: 'Ingénieur', description: '<p>Prêt</p>' }]);
  });

  it('joins the job that another source told before', async () => {
    const first = await importLines([posting(1, { title: 'Fitter of the north' })]);
    const [before] = await jobs();
    source = `${source}-partner`;
    const second = await importLines([
      posting(1, { title: 'FITTER of the North', hiringOrganization: 'NORTHERN STEEL' }),
    ]);
    expect([first.created, second.created, second.updated]).toEqual([1, 0, 1]);
    expect((await jobs())[0]?.jobId).toBe(before?.jobId);
  });

  it('leaves closed what an admin closed', async () => {
    await importLines([posting(1)]);
    const [job] = await jobs();
    await sql`update jobs set status = 'closed' where id = ${job?.jobId}`.execute(database.db);
    await importLines([posting(1, { title: 'Changed at the source' })]);
    expect(await jobs()).toMatchObject([{ title: 'Changed at the source', status: 'closed' }]);
  });

  it('refuses a path that is not there and marks nothing as running', async () => {
    const input = { paths: [join(folder, 'nowhere.json')], format: 'auto' as const, source };
    await expect(service().importPaths(input)).rejects.toMatchObject({ code: 'not_found' });
    const runs = await database.db
      .selectFrom('importRuns')
      .select('status')
      .where('source', '=', source)
      .execute();
    expect(runs).toEqual([]);
  });

  it('tells job indexes once a batch, not once a row', async () => {
    let told = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const listener = await listen({
      url: database.url,
      channel: JOBS_CHANGED_CHANNEL,
      onPayload: (payload) => (payload === 'end' ? resolve() : void (told += 1)),
    });
    await importLines(many(600));
    await sql`select pg_notify(${JOBS_CHANGED_CHANNEL}, 'end')`.execute(database.db);
    await promise;
    await listener.close();
    expect(told).toBe(2);
  });

  it('takes postings made in memory', async () => {
    const made: Posting = {
      sourceId: `${source}-1`,
      url: null,
      applyUrl: null,
      title: 'Welder',
      companyName: 'Acme',
      companyWebsite: null,
      industry: null,
      description: '<p>Weld</p>',
      requirements: null,
      benefits: null,
      locationText: null,
      latitude: null,
      longitude: null,
      country: null,
      jobType: null,
      experienceLevel: null,
      remoteOption: null,
      salary: null,
      postedAt: null,
      deadline: null,
      skills: [],
      language: 'en',
    };
    const summary = await service().importPostings([made, { ...made, sourceId: 'x', title: '' }], {
      source,
      format: 'demo',
    });
    expect(summary).toMatchObject({ read: 2, created: 1, failed: 1, errors: [{ file: source, line: 2 }] });
  });
});

describe('a complete feed', () => {
  it('closes what it no longer holds, and opens it again', async () => {
    await importLines(many(10), { isFull: true });
    expect(await importLines(many(9), { isFull: true })).toMatchObject({ unchanged: 9, closed: 1 });
    expect((await jobs()).map((job) => job.status).toSorted()).toEqual([
      ...Array<string>(9).fill('active'),
      'closed',
    ]);
    expect(await importLines(many(10), { isFull: true })).toMatchObject({ unchanged: 9, updated: 1 });
    expect((await jobs()).every((job) => job.status === 'active')).toBe(true);
  });

  it('closes nothing when more than a fifth is gone, unless forced', async () => {
    await importLines(many(10), { isFull: true });
    const { closed, message } = await importLines(many(7), { isFull: true });
    expect([closed, message]).toEqual([0, expect.stringContaining('3 of 10 open postings (30 %) are gone')]);
    expect((await jobs()).every((job) => job.status === 'active')).toBe(true);
    expect(await importLines(many(7), { isFull: true, force: true })).toMatchObject({ closed: 3 });
  });

  it('that is partial closes nothing', async () => {
    await importLines(many(10));
    expect(await importLines(many(1))).toMatchObject({ closed: 0 });
  });

  it('keeps a job open that another source still holds', async () => {
    await importLines(many(10), { isFull: true });
    const [job] = await jobs();
    await sql`insert into job_sources (job_id, source, source_id, content_hash) values (${job?.jobId}, 'other', ${source}, 'x')`.execute(
      database.db,
    );
    await importLines(many(10).slice(1), { isFull: true });
    expect((await jobs())[0]).toMatchObject({ status: 'active' });
  });
});
