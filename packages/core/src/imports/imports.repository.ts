import { sql } from 'kysely';

import type { ImportRunId, JobId } from '@access/contracts/ids';
import type { RowError } from '@access/contracts/imports';
import type { Db, Tx } from '@access/db';

export interface RunCounts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly closed: number;
  readonly failed: number;
}

type RunFormat = 'jsonld' | 'csv' | 'demo' | 'mixed';

export async function insertRun(
  db: Db,
  run: { source: string; format: RunFormat; isFull: boolean },
): Promise<{ id: ImportRunId; startedAt: Date }> {
  const { rows } = await sql<{ id: ImportRunId; startedAt: Date }>`
    insert into import_runs (source, format, is_full) values (${run.source}, ${run.format}, ${run.isFull})
    returning id, started_at`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('The import run was not stored');
  return row;
}

export async function finishRun(
  db: Db | Tx,
  run: { id: ImportRunId; status: 'finished' | 'failed'; counts: RunCounts; errors: readonly RowError[] },
): Promise<Date> {
  const row = await db
    .updateTable('importRuns')
    .set({
      status: run.status,
      counts: JSON.stringify(run.counts),
      errors: JSON.stringify(run.errors),
      finishedAt: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', run.id)
    .returning('finishedAt')
    .executeTakeFirstOrThrow();
  return row.finishedAt ?? new Date(Number.NaN);
}

/** Imports of one source follow each other batch by batch; others run beside them. */
export async function lockSource(trx: Tx, source: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import:${source}`}, 0))`.execute(trx);
}

/** A posting that this source told before. */
export interface KnownSource {
  readonly id: number;
  readonly sourceId: string;
  readonly jobId: JobId;
  readonly contentHash: string;
  readonly isClosed: boolean;
  /** Closed though the source still holds it: an admin did that, and it stays. */
  readonly isClosedByHand: boolean;
}

export async function knownSources(
  trx: Tx,
  source: string,
  sourceIds: readonly string[],
): Promise<KnownSource[]> {
  const { rows } = await sql<KnownSource>`
    select s.id, s.source_id, s.job_id, s.content_hash, s.closed_at is not null as is_closed,
      j.status = 'closed' and s.closed_at is null as is_closed_by_hand
    from job_sources s join jobs j on j.id = s.job_id
    where s.source = ${source} and s.source_id = any(${[...sourceIds]})`.execute(trx);
  return rows;
}

export async function markSeen(trx: Tx, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`update job_sources set last_seen = ${at} where id = any(${[...ids]}::bigint[])`.execute(trx);
}

/** The open job of another source that is the same posting, by fingerprint. */
export async function sameElsewhere(
  trx: Tx,
  source: string,
  fingerprints: readonly string[],
): Promise<Map<string, JobId>> {
  const { rows } = await sql<{ fingerprint: string; id: JobId }>`
    select distinct on (j.fingerprint) j.fingerprint, j.id from jobs j
    where j.fingerprint = any(${[...fingerprints]}) and j.status = 'active'
      and exists (select 1 from job_sources s where s.job_id = j.id and s.closed_at is null)
      and not exists (select 1 from job_sources s where s.job_id = j.id and s.source = ${source})
    order by j.fingerprint, j.id`.execute(trx);
  return new Map(rows.map((row) => [row.fingerprint, row.id]));
}

export interface SourceRow {
  readonly jobId: JobId;
  readonly sourceId: string;
  readonly url: string | null;
  readonly contentHash: string;
}

/** Writes which source holds which job; one that was closed is open again. */
export async function upsertSources(
  trx: Tx,
  source: string,
  rows: readonly SourceRow[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into job_sources (job_id, source, source_id, url, content_hash, first_seen, last_seen)
    select r."jobId", ${source}, r."sourceId", r.url, r."contentHash", ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("jobId" uuid, "sourceId" text, url text, "contentHash" text)
    on conflict (source, source_id) do update set url = excluded.url, content_hash = excluded.content_hash,
      last_seen = excluded.last_seen, closed_at = null`.execute(trx);
}

/** Open postings of the source, and those of them that were not seen since `since`. */
export async function countGone(
  trx: Tx,
  source: string,
  since: Date,
): Promise<{ open: number; gone: number }> {
  const { rows } = await sql<{ open: number; gone: number }>`
    select count(*)::integer as open, (count(*) filter (where last_seen < ${since}))::integer as gone
    from job_sources where source = ${source} and closed_at is null`.execute(trx);
  return rows[0] ?? { open: 0, gone: 0 };
}

/** Closes what the source no longer holds; a job closes with its last source. The number of postings closed. */
export async function closeGone(trx: Tx, source: string, since: Date): Promise<number> {
  const { rows } = await sql<{ closed: number }>`
    with gone as (
      update job_sources set closed_at = now() where source = ${source} and closed_at is null and last_seen < ${since}
      returning id, job_id
    ),
    orphaned as (
      update jobs set status = 'closed' where status in ('active', 'expired') and id in (select job_id from gone)
        and not exists (select 1 from job_sources s where s.job_id = jobs.id and s.closed_at is null
          and s.id not in (select id from gone))
    )
    select count(*)::integer as closed from gone`.execute(trx);
  return rows[0]?.closed ?? 0;
}
