import { sql } from 'kysely';

import type { JobStatus } from '@access/contracts/enums';
import type { ApiKeyId, CompanyId, JobId, UserId } from '@access/contracts/ids';
import type { Job } from '@access/contracts/jobs';
import type { Db, Tx } from '@access/db';

import { summaryColumns, summaryJoins, toSummary, type SummaryRow } from './summary.repository.ts';
import type { ExchangeRates } from './yearly-salary.ts';

type JobRow = SummaryRow &
  Pick<
    Job,
    | 'description'
    | 'requirements'
    | 'benefits'
    | 'language'
    | 'status'
    | 'rejectionReason'
    | 'applyUrl'
    | 'viewCount'
    | 'skills'
  > & {
    readonly sources: ReadonlyArray<{ source: string; url: string | null; lastSeen: string }>;
    readonly createdAt: Date;
    readonly updatedAt: Date;
  } & JobFacts;

/** What is kept of a job beside what everybody is told. */
export interface JobFacts {
  /** The partner's key that posted it. */
  readonly createdByKey: ApiKeyId | null;
  /** The job this one was found to be a double of. */
  readonly mergedInto: JobId | null;
  /** ISO 3166-1 alpha-2; known of more jobs than a place is. */
  readonly country: string | null;
  /** Degrees; the source's own, or the place's. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly companyWebsite: string | null;
}

/** A job and what is kept of it besides. */
export interface StoredJob {
  readonly job: Job;
  readonly facts: JobFacts;
}

/** Whole postings with their skills, required ones first, and the sources that still hold them; in the order of `ids`, unknown ones left out. */
export async function findJobs(db: Db | Tx, ids: readonly JobId[]): Promise<StoredJob[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<JobRow>`
    select ${summaryColumns}, j.description, j.requirements, j.benefits, j.language, j.status, j.apply_url, j.view_count,
      j.created_at, j.updated_at, j.created_by_key, j.merged_into, j.country, j.latitude, j.longitude, c.website as company_website,
      case when j.status = 'rejected' then j.rejection_reason end as rejection_reason,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'slug', s.slug, 'category', s.category,
          'isRequired', js.is_required, 'proficiencyLevel', js.proficiency_level) order by js.is_required desc, s.name)
        from job_skills js join skills s on s.id = js.skill_id where js.job_id = j.id), '[]') as skills,
      coalesce((select jsonb_agg(jsonb_build_object('source', o.source, 'url', o.url,
          'lastSeen', to_char(o.last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by o.id)
        from job_sources o where o.job_id = j.id and o.closed_at is null), '[]') as sources
    from jobs j ${summaryJoins} where j.id = any(${[...ids]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toStoredJob(row)];
  });
}

export async function findJob(db: Db | Tx, id: JobId): Promise<StoredJob | undefined> {
  return (await findJobs(db, [id]))[0];
}

function toStoredJob(row: JobRow): StoredJob {
  const { createdByKey, mergedInto, country, latitude, longitude, companyWebsite } = row;
  const job: Job = {
    ...toSummary(row),
    description: row.description,
    requirements: row.requirements,
    benefits: row.benefits,
    language: row.language,
    status: row.status,
    rejectionReason: row.rejectionReason,
    applyUrl: row.applyUrl,
    viewCount: row.viewCount,
    skills: row.skills,
    sources: [...row.sources],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
  return { job, facts: { createdByKey, mergedInto, country, latitude, longitude, companyWebsite } };
}

/** The job's row, locked: whoever would move it waits. */
export async function lockJob(trx: Tx, id: JobId): Promise<LockedJob | undefined> {
  const { rows } = await sql<LockedJob>`
    select status, title, company_id, is_featured, created_by_key, merged_into, updated_at,
      coalesce(application_deadline <= now(), false) as is_overdue
    from jobs where id = ${id} for update`.execute(trx);
  return rows[0];
}

export interface LockedJob {
  readonly status: JobStatus;
  readonly title: string;
  readonly companyId: CompanyId;
  readonly isFeatured: boolean;
  readonly createdByKey: ApiKeyId | null;
  readonly mergedInto: JobId | null;
  readonly updatedAt: Date;
  readonly isOverdue: boolean;
}

/** Moves a job without touching its content. */
export async function setStatus(trx: Tx, id: JobId, status: JobStatus): Promise<void> {
  await trx.updateTable('jobs').set({ status }).where('id', '=', id).execute();
}

/** Writes a decision. A job counts as posted when it is first shown: with the first decision, if that is for it. */
export async function setDecision(
  trx: Tx,
  decision: { id: JobId; status: 'active' | 'rejected'; by: UserId; reason: string | null },
): Promise<void> {
  const { id, status, by, reason } = decision;
  await sql`
    update jobs set status = ${status}, rejection_reason = ${reason}, moderated_by = ${by}, moderated_at = now(),
      posted_at = case when ${status} = 'active' and moderated_at is null then now() else posted_at end
    where id = ${id}`.execute(trx);
}

export async function companyName(db: Db | Tx, id: CompanyId): Promise<string | undefined> {
  const row = await db.selectFrom('companies').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name;
}

export async function loadExchangeRates(db: Db | Tx): Promise<ExchangeRates> {
  const rows = await db.selectFrom('exchangeRates').select(['currency', 'usdRate']).execute();
  return new Map(rows.map((row) => [row.currency, row.usdRate]));
}

/** A view to be counted: `viewer` is a person's id or an anonymous one, `day` a UTC date. */
export interface JobView {
  readonly jobId: JobId;
  readonly viewer: string;
  readonly day: string;
  readonly seconds: number;
}

/**
 * Takes many views in one statement: a (job, viewer, day) counts once, its longest stay is kept, and only those that are
 * new move the two counters. Views of jobs that are gone fall away. `xmax = 0` tells an inserted row from an updated one.
 */
export async function storeViews(db: Db, views: readonly JobView[]): Promise<void> {
  await sql`
    with given as (
      select g.* from jsonb_to_recordset(${JSON.stringify(views)}::jsonb)
        as g("jobId" uuid, viewer text, day date, seconds real)
      join jobs j on j.id = g."jobId"
    ),
    stored as (
      insert into job_views (job_id, viewer, day, seconds)
      select "jobId", viewer, day, seconds from given order by "jobId", viewer, day
      on conflict (job_id, viewer, day) do update set seconds = greatest(job_views.seconds, excluded.seconds)
      returning job_id, (xmax = 0) as is_new
    ),
    counted as (select job_id, count(*)::integer as views from stored where is_new group by job_id order by job_id),
    moved as (
      update jobs set view_count = view_count + counted.views from counted where jobs.id = counted.job_id
    )
    insert into job_stats (job_id, views) select job_id, views from counted
    on conflict (job_id) do update set views = job_stats.views + excluded.views, updated_at = now()`.execute(
    db,
  );
}
