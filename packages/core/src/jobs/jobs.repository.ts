import { sql } from 'kysely';

import type { JobStatus } from '@access/contracts/enums';
import type { CompanyId, JobId } from '@access/contracts/ids';
import type { Job } from '@access/contracts/jobs';
import type { Db, Tx } from '@access/db';

import { summaryColumns, summaryJoins, toSummary, type SummaryRow } from './summary.repository.ts';
import type { ExchangeRates } from './yearly-salary.ts';

type JobRow = SummaryRow &
  Pick<
    Job,
    'description' | 'requirements' | 'benefits' | 'language' | 'status' | 'applyUrl' | 'viewCount' | 'skills'
  > & {
    readonly sources: ReadonlyArray<{ source: string; url: string | null; lastSeen: string }>;
    readonly createdAt: Date;
    readonly updatedAt: Date;
  };

/** The whole posting with its skills, required ones first, and the sources that still hold it. */
export async function findJob(db: Db | Tx, id: JobId): Promise<Job | undefined> {
  const { rows } = await sql<JobRow>`
    select ${summaryColumns}, j.description, j.requirements, j.benefits, j.language, j.status, j.apply_url, j.view_count,
      j.created_at, j.updated_at,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'slug', s.slug, 'category', s.category,
          'isRequired', js.is_required, 'proficiencyLevel', js.proficiency_level) order by js.is_required desc, s.name)
        from job_skills js join skills s on s.id = js.skill_id where js.job_id = j.id), '[]') as skills,
      coalesce((select jsonb_agg(jsonb_build_object('source', o.source, 'url', o.url,
          'lastSeen', to_char(o.last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by o.id)
        from job_sources o where o.job_id = j.id and o.closed_at is null), '[]') as sources
    from jobs j ${summaryJoins} where j.id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    ...toSummary(row),
    description: row.description,
    requirements: row.requirements,
    benefits: row.benefits,
    language: row.language,
    status: row.status,
    applyUrl: row.applyUrl,
    viewCount: row.viewCount,
    skills: row.skills,
    sources: [...row.sources],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export async function lockJob(trx: Tx, id: JobId): Promise<{ status: JobStatus } | undefined> {
  const { rows } = await sql<{
    status: JobStatus;
  }>`select status from jobs where id = ${id} for update`.execute(trx);
  return rows[0];
}

/** Closes these jobs; those closed already stay as they are. */
export async function closeJobs(trx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update jobs set status = 'closed' where id = any(${[...ids]}::uuid[]) and status <> 'closed'`.execute(
    trx,
  );
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
