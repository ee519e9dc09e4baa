import { sql } from 'kysely';

import type { JobId } from '@access/contracts/ids';
import type { Db, Tx } from '@access/db';

/** A posting that this source told before. */
export interface KnownSource {
  readonly id: number;
  readonly sourceId: string;
  readonly jobId: JobId;
  readonly url: string | null;
  readonly contentHash: string;
  readonly toldAt: Date | null;
  readonly lastRunId: string | null;
  readonly isClosed: boolean;
  readonly jobStatus: 'draft' | 'pending' | 'active' | 'rejected' | 'expired' | 'closed';
}

/** Plan: one probe of the unique index on (source, source_id) for each id. */
export async function knownSources(
  db: Db | Tx,
  source: string,
  sourceIds: readonly string[],
): Promise<KnownSource[]> {
  const { rows } = await sql<KnownSource>`
    select s.id, s.source_id, s.job_id, s.url, s.content_hash, s.told_at, s.last_run_id,
      s.closed_at is not null as is_closed, j.status as job_status
    from job_sources s join jobs j on j.id = s.job_id
    where s.source = ${source} and s.source_id = any(${[...sourceIds]})`.execute(db);
  return rows;
}

/** Notes that this run saw these postings, and when their source says it touched them last. */
export async function markSeen(
  trx: Tx,
  runId: string,
  seen: ReadonlyArray<{ readonly id: number; readonly toldAt: Date | null }>,
): Promise<void> {
  if (seen.length === 0) return;
  const ids = seen.map(({ id }) => id);
  const told = seen.map(({ toldAt }) => toldAt?.toISOString() ?? null);
  await sql`
    update job_sources s set last_seen = now(), last_run_id = ${runId}, told_at = coalesce(t.told_at, s.told_at)
    from unnest(${ids}::bigint[], ${told}::timestamptz[]) as t(id, told_at) where s.id = t.id`.execute(trx);
}

/** Notes that this run saw these rows, although it could not read them: what is known of them stays, and is not gone. */
export async function markSeenUnread(
  trx: Tx,
  { source, runId }: { source: string; runId: string },
  sourceIds: readonly string[],
): Promise<void> {
  if (sourceIds.length === 0) return;
  await sql`
    update job_sources set last_seen = now(), last_run_id = ${runId}
    where source = ${source} and source_id = any(${[...sourceIds]})`.execute(trx);
}

/** The same for a dry run, which writes to no job: the ids that it had not seen before. */
export async function noteSeen(trx: Tx, runId: string, sourceIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ sourceId: string }>`
    insert into import_run_seen (run_id, source_id) select ${runId}, unnest(${[...sourceIds]}::text[])
    on conflict do nothing returning source_id`.execute(trx);
  return new Set(rows.map((row) => row.sourceId));
}

/** Likewise of rows that a dry run could not read, where something is known of them. */
export async function noteSeenUnread(
  trx: Tx,
  { source, runId }: { source: string; runId: string },
  sourceIds: readonly string[],
): Promise<void> {
  if (sourceIds.length === 0) return;
  await sql`
    insert into import_run_seen (run_id, source_id)
    select ${runId}, source_id from job_sources where source = ${source} and source_id = any(${[...sourceIds]})
    on conflict do nothing`.execute(trx);
}

export async function forgetSeen(trx: Tx, runId: string): Promise<void> {
  await sql`delete from import_run_seen where run_id = ${runId}`.execute(trx);
}

/**
 * Has the planner look at the tables that imports fill: plans made while they were empty read them whole, row after row, and the
 * database comes to that by itself only after a minute.
 */
export async function analyzeJobs(db: Db): Promise<void> {
  await sql`analyze companies, jobs, job_skills, job_search, job_sources`.execute(db);
}

/** The open job of another source that is the same posting, by fingerprint. */
export async function sameElsewhere(
  trx: Tx,
  source: string,
  fingerprints: readonly string[],
): Promise<Map<string, JobId>> {
  if (fingerprints.length === 0) return new Map();
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
  readonly toldAt: Date | null;
}

/** Writes which source holds which job; one that was closed is open again. */
export async function upsertSources(
  trx: Tx,
  { source, runId }: { source: string; runId: string },
  rows: readonly SourceRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into job_sources (job_id, source, source_id, url, content_hash, told_at, last_run_id, first_seen, last_seen)
    select r."jobId", ${source}, r."sourceId", r.url, r."contentHash", r."toldAt", ${runId}, now(), now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("jobId" uuid, "sourceId" text, url text, "contentHash" text, "toldAt" timestamptz)
    on conflict (source, source_id) do update set url = excluded.url, content_hash = excluded.content_hash,
      told_at = coalesce(excluded.told_at, job_sources.told_at), last_run_id = excluded.last_run_id,
      last_seen = excluded.last_seen, closed_at = null`.execute(trx);
}

/** A run that told all its source has: real ones mark what they saw, dry ones note it. */
export interface FullRun {
  readonly id: string;
  readonly source: string;
  readonly isDryRun: boolean;
  readonly startedAt: Date;
}

const isGone = ({ id, isDryRun }: FullRun) =>
  isDryRun
    ? sql`not exists (select 1 from import_run_seen n where n.run_id = ${id} and n.source_id = s.source_id)`
    : sql`s.last_run_id is distinct from ${id}::uuid`;

/** Postings of the source that were open when the run began, and those of them that it did not see. Plan: `job_sources_open`. */
export async function countGone(db: Db, run: FullRun): Promise<{ open: number; gone: number }> {
  const { rows } = await sql<{ open: number; gone: number }>`
    select count(*)::integer as open, (count(*) filter (where ${isGone(run)}))::integer as gone
    from job_sources s where s.source = ${run.source} and s.closed_at is null and s.first_seen < ${run.startedAt}`.execute(
    db,
  );
  return rows[0] ?? { open: 0, gone: 0 };
}

/**
 * Closes up to `limit` postings that the source no longer holds; a job closes with its last source.
 * @returns how many postings were closed, and the jobs that closed with them.
 */
export async function closeGone(
  trx: Tx,
  run: FullRun,
  limit: number,
): Promise<{ closed: number; jobIds: JobId[] }> {
  const { rows } = await sql<{ closed: number; jobIds: JobId[] }>`
    with gone as (
      update job_sources set closed_at = now() where id in (
        select s.id from job_sources s where s.source = ${run.source} and s.closed_at is null and ${isGone(run)}
        order by s.id limit ${limit})
      returning id, job_id
    ),
    orphaned as (
      update jobs set status = 'closed' where status in ('active', 'expired', 'pending') and id in (select job_id from gone)
        and not exists (select 1 from job_sources s where s.job_id = jobs.id and s.closed_at is null
          and s.id not in (select id from gone))
      returning id
    )
    select (select count(*)::integer from gone) as closed,
      coalesce((select array_agg(id) from orphaned), '{}') as job_ids`.execute(trx);
  return rows[0] ?? { closed: 0, jobIds: [] };
}

/** What a dry run would close, in a steady order. */
export async function wouldClose(
  db: Db,
  run: FullRun,
  { after, limit }: { after: number; limit: number },
): Promise<Array<{ id: number; sourceId: string; title: string; companyName: string }>> {
  const { rows } = await sql<{ id: number; sourceId: string; title: string; companyName: string }>`
    select s.id, s.source_id, j.title, c.name as company_name
    from job_sources s join jobs j on j.id = s.job_id join companies c on c.id = j.company_id
    where s.source = ${run.source} and s.closed_at is null and s.id > ${after} and ${isGone(run)}
    order by s.id limit ${limit}`.execute(db);
  return rows;
}

/** A job as it is stored, as far as imports change it. */
export interface StoredJob {
  readonly id: JobId;
  readonly title: string;
  readonly companyName: string;
  readonly description: string;
  readonly requirements: string | null;
  readonly benefits: string | null;
  readonly salaryMin: number | null;
  readonly salaryMax: number | null;
  readonly currency: string | null;
  readonly salaryPeriod: string | null;
  readonly location: string | null;
  readonly placeId: number | null;
  readonly language: string | null;
  readonly jobType: string | null;
  readonly experienceLevel: string | null;
  readonly remoteOption: string | null;
  readonly postedAt: Date;
  readonly applicationDeadline: Date | null;
  readonly applyUrl: string | null;
  readonly skillNames: string;
}

export async function storedJobs(db: Db | Tx, ids: readonly JobId[]): Promise<StoredJob[]> {
  const { rows } = await sql<StoredJob>`
    select j.id, j.title, c.name as company_name, j.description, j.requirements, j.benefits, j.salary_min, j.salary_max,
      j.currency, j.salary_period, j.location, j.place_id, j.language, j.job_type, j.experience_level, j.remote_option,
      j.posted_at, j.application_deadline, j.apply_url, j.skill_names
    from jobs j join companies c on c.id = j.company_id where j.id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}
