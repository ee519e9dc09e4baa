import { sql, type RawBuilder } from 'kysely';

import type { JobSummary } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import { jobSummary } from '../jobs/index.ts';
import type { ResolvedFilter } from './resolve-filter.ts';

const { columns: summaryColumns, joins: summaryJoins, isActive, toSummary } = jobSummary;
type SummaryRow = Parameters<typeof toSummary>[0];

/** Relevance is computed for this many of the newest matches: what a broad query costs stays bounded, and older matches are reached by date. */
export const RANKED_AT_MOST = 2_000;

/** A job and the value it was sorted by, exact enough to continue from. */
export interface Hit<Key> {
  readonly job: JobSummary;
  readonly key: Key;
}

type HitRow<Key> = SummaryRow & { readonly sortKey: Key };
const toHit = <Key>({ sortKey, ...row }: HitRow<Key>): Hit<Key> => ({ job: toSummary(row), key: sortKey });

/** A timestamptz to the microsecond, which a Date would round. */
const instant = (at: RawBuilder<unknown>) =>
  sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The conditions of a filter on the job `j`; a salary or place that is unknown does not match one that is asked for. */
export function matches(filter: ResolvedFilter): RawBuilder<boolean> {
  const conditions: RawBuilder<unknown>[] = [isActive];
  const { circle, skillIds } = filter;
  if (filter.tsquery !== undefined) conditions.push(sql`j.search @@ ${filter.tsquery}::tsquery`);
  if (filter.companyId !== undefined) conditions.push(sql`j.company_id = ${filter.companyId}`);
  if (filter.country !== undefined) conditions.push(sql`j.country = ${filter.country}`);
  if (filter.jobType !== undefined) conditions.push(sql`j.job_type = any(${[...filter.jobType]}::text[])`);
  if (filter.experienceLevel !== undefined) {
    conditions.push(sql`j.experience_level = any(${[...filter.experienceLevel]}::text[])`);
  }
  if (filter.remoteOption !== undefined)
    conditions.push(sql`j.remote_option = any(${[...filter.remoteOption]}::text[])`);
  if (filter.salaryMin !== undefined) conditions.push(sql`j.salary_yearly_usd_max >= ${filter.salaryMin}`);
  if (filter.salaryMax !== undefined) conditions.push(sql`j.salary_yearly_usd_min <= ${filter.salaryMax}`);
  if (filter.postedWithinDays !== undefined) {
    conditions.push(sql`j.posted_at > now() - make_interval(days => ${filter.postedWithinDays}::integer)`);
  }
  if (skillIds !== undefined) {
    conditions.push(
      sql`exists (select 1 from job_skills s where s.job_id = j.id and s.skill_id = any(${[...skillIds]}::uuid[]))`,
    );
  }
  if (circle !== undefined) {
    const { latitude, longitude, radiusKm, south, north, west, east } = circle;
    const isAcrossDateLine = west > east;
    conditions.push(
      sql`j.latitude between ${south}::float8 and ${north}::float8`,
      isAcrossDateLine
        ? sql`(j.longitude >= ${west}::float8 or j.longitude <= ${east}::float8)`
        : sql`j.longitude between ${west}::float8 and ${east}::float8`,
      sql`12742 * asin(least(1, sqrt(power(sin(radians(j.latitude - ${latitude}::float8) / 2), 2)
        + cos(radians(${latitude}::float8)) * cos(radians(j.latitude)) * power(sin(radians(j.longitude - ${longitude}::float8) / 2), 2)))) <= ${radiusKm}::float8`,
    );
  }
  return sql`${sql.join(conditions, sql` and `)}`;
}

/** Newest first, after `after`. Plan: `jobs_recent` in order, then primary keys for one page. */
export async function listByDate(
  db: Db,
  query: { filter: ResolvedFilter; limit: number; after: { key: string; id: string } | null },
): Promise<Hit<string>[]> {
  const { after } = query;
  const { rows } = await sql<HitRow<string>>`
    select ${summaryColumns}, ${instant(sql`j.posted_at`)} as sort_key
    from (
      select * from jobs j where ${matches(query.filter)}
        and ${after === null ? sql`true` : sql`(j.posted_at, j.id) < (${after.key}::timestamptz, ${after.id}::uuid)`}
      order by j.posted_at desc, j.id desc limit ${query.limit}
    ) j ${summaryJoins} order by j.posted_at desc, j.id desc`.execute(db);
  return rows.map(toHit);
}

/** Highest upper end first, jobs of unknown salary last. Plan: `jobs_pay` in order; the unknown are a second range of it. */
export async function listBySalary(
  db: Db,
  query: { filter: ResolvedFilter; limit: number; after: { key: number | null; id: string } | null },
): Promise<Hit<number | null>[]> {
  const { filter, limit, after } = query;
  const pay = sql`j.salary_yearly_usd_max`;
  const known =
    after?.key === null
      ? []
      : await listPaid(db, {
          limit,
          where: sql`${matches(filter)} and ${pay} is not null and ${after === null ? sql`true` : sql`(${pay}, j.id) < (${after.key}::numeric, ${after.id}::uuid)`}`,
        });
  if (known.length === limit) return known;
  const unknown = await listPaid(db, {
    limit: limit - known.length,
    where: sql`${matches(filter)} and ${pay} is null and ${after?.key === null ? sql`j.id < ${after.id}::uuid` : sql`true`}`,
  });
  return [...known, ...unknown];
}

async function listPaid(
  db: Db,
  { where, limit }: { where: RawBuilder<unknown>; limit: number },
): Promise<Hit<number | null>[]> {
  const { rows } = await sql<HitRow<number | null>>`
    select ${summaryColumns}, j.salary_yearly_usd_max as sort_key
    from (select * from jobs j where ${where} order by j.salary_yearly_usd_max desc nulls last, j.id desc limit ${limit}) j
    ${summaryJoins} order by j.salary_yearly_usd_max desc nulls last, j.id desc`.execute(db);
  return rows.map(toHit);
}

/**
 * Best first among the newest matches that stood at `asOf` (null: now): cover density rank with the title weighing most (normalised by the logarithm of the
 * length), and a bonus for a title that is or begins with what was typed. Jobs that came after `asOf` stay out, so that pages neither
 * skip nor repeat.
 */
export async function listByRelevance(
  db: Db,
  query: {
    filter: ResolvedFilter & { tsquery: string; q: string };
    limit: number;
    asOf: string | null;
    after: { key: number; id: string } | null;
  },
): Promise<Array<Hit<number> & { asOf: string }>> {
  const { filter, after } = query;
  const { rows } = await sql<HitRow<number> & { asOf: string }>`
    with snapshot as (select coalesce(${query.asOf}::timestamptz, now()) as at),
    matched as materialized (
      select j.id, j.title, j.search from jobs j
      where ${matches(filter)} and j.created_at <= (select at from snapshot)
      order by j.posted_at desc, j.id desc limit ${RANKED_AT_MOST}
    ),
    ranked as materialized (
      select id, ts_rank_cd('{0.05, 0.1, 0.4, 1}', search, ${filter.tsquery}::tsquery, 1)::float8
        + case when fold(title) = fold(${filter.q}) then 1 when starts_with(fold(title), fold(${filter.q})) then 0.5 else 0 end as rank
      from matched
    )
    select ${summaryColumns}, r.rank as sort_key, (select ${instant(sql`at`)} from snapshot) as as_of
    from (
      select * from ranked where ${after === null ? sql`true` : sql`(rank, id) < (${after.key}::float8, ${after.id}::uuid)`}
      order by rank desc, id desc limit ${query.limit}
    ) r join jobs j on j.id = r.id ${summaryJoins} order by r.rank desc, r.id desc`.execute(db);
  return rows.map(({ asOf, ...row }) => ({ ...toHit(row), asOf }));
}

/** How many jobs match, up to one more than `atMost`: what a broad filter costs stays bounded. */
export async function countMatches(db: Db, filter: ResolvedFilter, atMost: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (select 1 from jobs j where ${matches(filter)} limit ${atMost + 1}) found`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
