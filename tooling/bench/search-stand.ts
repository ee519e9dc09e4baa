import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { sql } from 'kysely';

import { countSearchWords } from '@access/core/search';
import { createDatabase, migrateToLatest, type Db } from '@access/db';
import { startEmbeddedPostgres } from '@access/db/embedded';
import { roughExchangeRates, seedExchangeRates, seedPlaces, seedSkills } from '@access/db/seed';
import { loadPlaces } from '@access/ml/places';
import { loadSkills } from '@access/ml/skills';

import { fillCompanies, fillJobs } from './search-fill.ts';
import { companyCount, generateBenchJobs } from './search-postings.ts';
import { say } from './stand.ts';

const INDEX_WORKERS = 2;

/** A database of so many synthetic jobs with their search rows, and beside it what hand-written SQL would search. */
export interface SearchStand {
  readonly db: Db;
  close(): Promise<void>;
}

interface Wanted {
  readonly dataDir: string;
  readonly count: number;
  readonly seed: number;
}

/** Opens the database under `dataDir`, or makes it: filled without flushing to disk, then served with the settings that the product ships. */
export async function openSearchStand(wanted: Wanted): Promise<SearchStand> {
  await mkdir(wanted.dataDir, { recursive: true });
  const filling = await open(wanted.dataDir, { isDisposable: true });
  try {
    await fill(filling.db, wanted);
  } finally {
    await filling.close();
  }
  return open(wanted.dataDir, { isDisposable: false });
}

async function open(dataDir: string, { isDisposable }: { isDisposable: boolean }): Promise<SearchStand> {
  const server = await startEmbeddedPostgres({
    dataDir: path.join(dataDir, 'postgres'),
    isDisposable,
    log: say,
  });
  const db = createDatabase({
    url: server.url,
    applicationName: 'access bench',
    statementTimeoutMs: 0,
    max: 10,
  });
  if (isDisposable) await migrateToLatest(server.url);
  return {
    db,
    close: async () => {
      await db.destroy();
      await server.stop();
    },
  };
}

async function fill(db: Db, { dataDir, count, seed }: Wanted): Promise<void> {
  const { rows } = await sql<{ jobs: number; isDone: boolean }>`
    select (select count(*)::integer from jobs) as jobs, to_regclass('plain_jobs') is not null as is_done`.execute(
    db,
  );
  const [found] = rows;
  if (found?.isDone === true && found.jobs === count) return;
  if (found?.jobs !== 0) throw new Error(`${dataDir} holds another catalogue, or half of one: remove it`);
  await seedSkills(db, loadSkills());
  await seedPlaces(db, loadPlaces());
  await seedExchangeRates(db, roughExchangeRates);
  await fillCompanies(db, count);
  const jobs = generateBenchJobs({ seed, companies: companyCount(count) });
  await withoutTriggers(db, async () => {
    const onProgress = (done: number): void =>
      done % 20_000 === 0 ? say(`${done} of ${count} jobs`) : undefined;
    await fillJobs(db, { count, jobs, onProgress });
  });
  await writeSearchRows(db, count);
  await makePlain(db);
  say(`${await countSearchWords(db)} words`);
  await sql`vacuum analyze`.execute(db);
  await sql`checkpoint`.execute(db);
}

/** Search rows are written and indexed together afterwards, as the migration does it: one by one the index is most of the work. */
async function withoutTriggers(db: Db, fillTables: () => Promise<void>): Promise<void> {
  await sql`alter table jobs disable trigger jobs_search_inserted`.execute(db);
  await sql`alter table job_skills disable trigger job_skills_search_inserted`.execute(db);
  await fillTables();
  await sql`alter table jobs enable trigger jobs_search_inserted`.execute(db);
  await sql`alter table job_skills enable trigger job_skills_search_inserted`.execute(db);
}

async function writeSearchRows(db: Db, count: number): Promise<void> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_indexdef('job_search_terms'::regclass) as definition`.execute(db);
  await sql`drop index job_search_terms`.execute(db);
  const batches = await sql<{ ids: string[] }>`
    select array_agg(id) as ids from (
      select id, (row_number() over (order by posted_at, id) - 1) / 2000 as part from jobs
    ) numbered group by part order by part`.execute(db);
  const left = batches.rows.values();
  const work = async (): Promise<void> => {
    for (const { ids } of left) await sql`select jobs_write_search(${ids}::uuid[])`.execute(db);
  };
  await Promise.all([work(), work()]);
  say(`Indexing ${count} search rows`);
  await indexing(db, rows[0]?.definition ?? '');
}

/**
 * What a careful person without our table would search: the same words with the same weights and the columns that filters need in one row, an
 * index for each kind of filter.
 */
async function makePlain(db: Db): Promise<void> {
  say('Making the table for the hand-written SQL');
  await sql`
    create table plain_jobs as
    select j.id, j.posted_at, j.application_deadline, j.salary_yearly_usd_max::integer as pay, j.latitude, j.longitude, j.job_type,
      j.experience_level, j.remote_option,
      array(select k.skill_id from job_skills k where k.job_id = j.id) as skill_ids, s.title, s.body as search
    from jobs j join job_search s on s.job_id = j.id`.execute(db);
  await sql`alter table plain_jobs add primary key (id)`.execute(db);
  for (const definition of [
    'create index plain_jobs_search on plain_jobs using gin (search)',
    'create index plain_jobs_skills on plain_jobs using gin (skill_ids)',
    'create index plain_jobs_posted on plain_jobs (posted_at desc, id desc)',
    'create index plain_jobs_pay on plain_jobs (pay)',
    'create index plain_jobs_place on plain_jobs (latitude, longitude)',
  ])
    await indexing(db, definition);
}

const indexing = (db: Db, definition: string): Promise<unknown> =>
  db.connection().execute(async (connection) => {
    await sql`set maintenance_work_mem = '1GB'`.execute(connection);
    await sql.raw(`set max_parallel_maintenance_workers = ${INDEX_WORKERS}`).execute(connection);
    await sql.raw(definition).execute(connection);
  });
