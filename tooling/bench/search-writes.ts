import { sql } from 'kysely';

import type { Db } from '@access/db';

import { fillJobs } from './search-fill.ts';
import type { BenchJob } from './search-postings.ts';

/** Jobs written a second by one transaction. */
export interface WriteSpeed {
  /** Job and skills alone, without search. */
  readonly bare: number;
  /** With the search row, without the index. */
  readonly unindexed: number;
  /** As in production. */
  readonly whole: number;
}

/** What undoes a measured transaction. */
class MeasuredError extends Error {}

/** Writes the same jobs three times, each time in a transaction that is undone. */
export async function measureWrites(db: Db, jobs: readonly BenchJob[]): Promise<WriteSpeed> {
  const speed = (prepare: string): Promise<number> => writeAndUndo(db, { jobs, prepare });
  return {
    bare: await speed(
      'alter table jobs disable trigger jobs_search_inserted; alter table job_skills disable trigger job_skills_search_inserted',
    ),
    unindexed: await speed('drop index job_search_terms'),
    whole: await speed('select 1'),
  };
}

async function writeAndUndo(
  db: Db,
  { jobs, prepare }: { jobs: readonly BenchJob[]; prepare: string },
): Promise<number> {
  let perSecond = Number.NaN;
  const transaction = db.transaction().execute(async (trx) => {
    await sql.raw(prepare).execute(trx);
    const started = performance.now();
    await fillJobs(trx, { count: jobs.length, jobs: jobs.values(), onProgress: () => undefined });
    // The search rows are written at the end of a transaction.
    await sql`set constraints all immediate`.execute(trx);
    perSecond = (jobs.length / (performance.now() - started)) * 1_000;
    throw new MeasuredError();
  });
  await transaction.catch((error: unknown) => {
    if (!(error instanceof MeasuredError)) throw error;
  });
  return perSecond;
}

/** Bytes a job. */
export interface Sizes {
  readonly index: number;
  readonly rows: number;
  /** The index of hand-written SQL over the words alone. */
  readonly plainIndex: number;
}

export async function measureSizes(db: Db): Promise<Sizes> {
  const { rows } = await sql<Sizes>`
    with jobs as (select count(*) as n from job_search)
    select pg_relation_size('job_search_terms') / n as index, (pg_total_relation_size('job_search') - pg_indexes_size('job_search')) / n as rows,
      pg_relation_size('plain_jobs_search') / n as plain_index from jobs`.execute(db);
  const [sizes] = rows;
  if (sizes === undefined) throw new Error('The database told no sizes');
  return { index: Number(sizes.index), rows: Number(sizes.rows), plainIndex: Number(sizes.plainIndex) };
}
