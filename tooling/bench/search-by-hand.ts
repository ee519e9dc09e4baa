import { sql, type RawBuilder } from 'kysely';

import type { Db } from '@access/db';

import type { BenchQuery } from './search-queries.ts';

const KM_A_DEGREE = 111.195;

/**
 * A first page as a careful person would write it by hand over `plain_jobs`: web-search syntax, every match ranked by ts_rank, and the number of
 * matches; no counts by value, no spelling, no other names, no highlights.
 */
export async function searchByHand(db: Db, { input, circle }: BenchQuery): Promise<number> {
  const { q, sort } = input;
  const query = sql`websearch_to_tsquery('public.job_english', search_text(${q ?? ''}))`;
  const conditions = [
    sql<boolean>`(p.application_deadline is null or p.application_deadline > now())`,
    ...(q === undefined ? [] : [sql<boolean>`p.search @@ ${query}`]),
    ...propertiesOf(input),
    ...(circle === null ? [] : [within(circle)]),
  ];
  const where = sql.join(conditions, sql` and `);
  const order =
    sort === 'salary'
      ? sql`p.pay desc nulls last, p.posted_at desc, p.id desc`
      : q === undefined || sort === 'date'
        ? sql`p.posted_at desc, p.id desc`
        : sql`ts_rank(p.search, ${query}) desc, p.id desc`;
  const { rows } = await sql<{ shown: number }>`
    with page as (select p.id from plain_jobs p where ${where} order by ${order} limit ${input.limit}),
    total as (select count(*) as total from plain_jobs p where ${where})
    select page.id, j.title, j.location, j.excerpt, j.posted_at, c.name, total.total
    from page join jobs j on j.id = page.id join companies c on c.id = j.company_id, total`.execute(db);
  return rows.length;
}

function propertiesOf(input: BenchQuery['input']): RawBuilder<boolean>[] {
  const { jobType, experienceLevel, remoteOption, salaryMin, postedWithinDays, skills } = input;
  const oneOf = (column: string, values: readonly string[] | undefined): RawBuilder<boolean>[] =>
    values === undefined ? [] : [sql<boolean>`${sql.ref(column)} = any(${[...values]}::text[])`];
  return [
    ...oneOf('p.job_type', jobType),
    ...oneOf('p.experience_level', experienceLevel),
    ...oneOf('p.remote_option', remoteOption),
    ...(salaryMin === undefined ? [] : [sql<boolean>`p.pay >= ${salaryMin}`]),
    ...(postedWithinDays === undefined
      ? []
      : [sql<boolean>`p.posted_at > now() - ${postedWithinDays}::integer * interval '1 day'`]),
    ...(skills === undefined
      ? []
      : [
          sql<boolean>`p.skill_ids && array(select id from skills where fold(name) = any(select fold(n) from unnest(${[...skills]}::text[]) n))`,
        ]),
  ];
}

/** A box for the index, the haversine formula for the circle. */
function within({ latitude, longitude, radiusKm }: NonNullable<BenchQuery['circle']>): RawBuilder<boolean> {
  const high = radiusKm / KM_A_DEGREE;
  const wide = high / Math.cos((latitude * Math.PI) / 180);
  return sql`(p.latitude between ${latitude - high}::float8 and ${latitude + high}::float8
    and p.longitude between ${longitude - wide}::float8 and ${longitude + wide}::float8
    and 12742 * asin(least(1, sqrt(power(sin(radians(p.latitude - ${latitude}::float8) / 2), 2) + cos(radians(${latitude}::float8))
      * cos(radians(p.latitude)) * power(sin(radians(p.longitude - ${longitude}::float8) / 2), 2)))) <= ${radiusKm}::float8)`;
}
