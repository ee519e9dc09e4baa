import { sql, type RawBuilder } from 'kysely';

import type { JobStatus } from '@access/contracts/enums';
import type { JobId } from '@access/contracts/ids';
import type { AdminJob } from '@access/contracts/moderation';
import type { Db } from '@access/db';

import { jobSummary } from '../jobs/index.ts';

const { columns: summaryColumns, joins: summaryJoins, isActive, toSummary } = jobSummary;
type SummaryRow = Parameters<typeof toSummary>[0];

type AdminJobRow = SummaryRow &
  Pick<AdminJob, 'status' | 'rejectionReason' | 'viewCount' | 'sources'> & {
    readonly createdAt: Date;
    readonly updatedAt: Date;
  };

/** What admins look for; what is undefined does not filter. */
export interface AdminJobFilter {
  readonly words: SoughtWords | undefined;
  readonly status: JobStatus | undefined;
  readonly source: string | undefined;
}

/** What was typed, made ready: a whole id, or a part of a title with the companies that go by it. */
export type SoughtWords =
  { readonly id: JobId } | { readonly titlePattern: string; readonly companyIds: readonly string[] };

/** Companies whose names hold what was typed, at most: a list that the planner can weigh against the titles. */
const COMPANIES = 1_000;

/** A part of a title or of a company's name as conditions on columns of jobs alone. Plan: the trigram index of companies. */
export async function soughtWords(db: Db, q: string): Promise<SoughtWords> {
  const { rows } = await sql<{ titlePattern: string; companyIds: string[] }>`
    with typed as (
      select '%' || replace(replace(replace(fold(${q}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' as pattern
    )
    select pattern as title_pattern,
      array(select id from companies where fold(name) like pattern limit ${COMPANIES}) as company_ids
    from typed`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('A query without a table returned no row');
  return row;
}

/**
 * The conditions on the job `j`. The status stands as a literal, so that the partial index of drafts, pending and refused jobs
 * serves. Title and company are arms of one bitmap where few match; where many do, the newest are found sooner by the primary key.
 */
function matches({ words, status, source }: AdminJobFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (status !== undefined) conditions.push(sql`j.status = ${sql.lit(status)}`);
  if (source !== undefined)
    conditions.push(sql`j.id in (select job_id from job_sources where source = ${source})`);
  if (words !== undefined && 'id' in words) conditions.push(sql`j.id = ${words.id}`);
  if (words !== undefined && 'titlePattern' in words) {
    const byTitle = sql`fold(j.title) like ${words.titlePattern}`;
    conditions.push(
      words.companyIds.length === 0
        ? byTitle
        : sql`(${byTitle} or j.company_id = any(${[...words.companyIds]}::uuid[]))`,
    );
  }
  return sql.join(conditions, sql` and `);
}

/** Jobs of any state, newest first: ids grow with time. Plan: the primary key backwards, or the index of the few that are not shown. */
export async function listAdminJobs(
  db: Db,
  query: { filter: AdminJobFilter; limit: number; after: JobId | null },
): Promise<AdminJob[]> {
  const { filter, limit, after } = query;
  const { rows } = await sql<AdminJobRow>`
    select ${summaryColumns}, j.status, j.view_count, j.created_at, j.updated_at,
      case when j.status = 'rejected' then j.rejection_reason end as rejection_reason,
      array(select distinct source from job_sources where job_id = j.id order by source) as sources
    from (select * from jobs j where ${matches(filter)} and ${after === null ? sql`true` : sql`j.id < ${after}`}
      order by j.id desc limit ${limit}) j
    ${summaryJoins} order by j.id desc`.execute(db);
  return rows.map((row) => ({
    ...toSummary(row),
    status: row.status,
    rejectionReason: row.rejectionReason,
    viewCount: row.viewCount,
    sources: row.sources,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** How many jobs match, up to one more than `atMost`. */
export async function countAdminJobs(db: Db, filter: AdminJobFilter, atMost: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (select 1 from jobs j where ${matches(filter)} limit ${atMost + 1}) found`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Jobs that wait for a decision, and who sent them; oldest first. */
export async function listPending(
  db: Db,
  { limit, after }: { limit: number; after: JobId | null },
): Promise<Array<{ id: JobId; submittedBy: string | null }>> {
  const { rows } = await sql<{ id: JobId; submittedBy: string | null }>`
    select j.id, coalesce(k.name, u.display_name) as submitted_by
    from jobs j left join api_keys k on k.id = j.created_by_key left join users u on u.id = j.created_by
    where j.status = 'pending' and ${after === null ? sql`true` : sql`j.id > ${after}`}
    order by j.id limit ${limit}`.execute(db);
  return rows;
}

/** Titles at least this alike (trigrams, 0–1) may be one job told twice. */
const ALIKE = 0.6;
/** A company's newest open jobs that are compared; bounds what a large employer costs. */
const COMPARED = 500;
const LOOKALIKES = 5;

/** Open jobs that look like each of these: the same fingerprint, or a like title at the same company. At most five each, most alike first. */
export async function lookalikesOf(db: Db, ids: readonly JobId[]): Promise<Map<JobId, JobId[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: JobId; lookalikes: JobId[] }>`
    select me.id, array(
      select alike.id from (
        select twin.id, twin.title from jobs twin
          where twin.fingerprint = me.fingerprint and twin.status = 'active' and twin.id <> me.id
        union
        select recent.id, recent.title from (
          select id, title from jobs where company_id = me.company_id and status = 'active' and id <> me.id
          order by posted_at desc limit ${COMPARED}
        ) recent where similarity(fold(recent.title), fold(me.title)) >= ${ALIKE}
      ) alike join jobs j on j.id = alike.id and ${isActive}
      order by similarity(fold(alike.title), fold(me.title)) desc, alike.id limit ${LOOKALIKES}
    ) as lookalikes
    from jobs me where me.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, lookalikes }) => [id, lookalikes]));
}
