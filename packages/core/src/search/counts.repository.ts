import { sql, type RawBuilder } from 'kysely';

import type { Db } from '@access/db';

import { candidates, type Part } from './candidates.repository.ts';
import type { Dimension } from './conditions.repository.ts';
import { tokensOfKind } from './facet-tokens.ts';
import type { ResolvedFilter } from './resolve-filter.ts';

/** Skills and companies, which are many, are counted in this many of the best matches. */
const BEST = 1_000;

type Pairs = ReadonlyArray<readonly [number, number]>;

/** Numbers of jobs by value, as the database counts them; what was not asked for is missing. */
export interface Counts {
  /** By job type, level, remote option and country in one number. */
  readonly traits?: Pairs;
  /** By company number, the most frequent. */
  readonly companies?: Pairs;
  /** By skill number, the most frequent. */
  readonly skills?: Pairs;
  /** By thousands of dollars a year; -1 is unknown. */
  readonly pay?: Pairs;
  /** By how many of the counted ages a job is younger than. */
  readonly ages?: Pairs;
}

const COMPANIES = 10;
const SKILLS = 20;
/** Ages that are counted, in days, oldest first. */
export const COUNTED_AGES = [30, 14, 7, 3, 1] as const;

/** The common table expression that skills and companies are counted in: the first of `listed` by `order`. */
export const bestOf = (order: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`best as materialized (select * from listed order by ${order} limit ${BEST})`;

/** An object with the counts of some dimensions over the rows of the common table expressions `listed` and `best`. */
export function countsOf(dimensions: readonly Dimension[]): RawBuilder<unknown> {
  const has = (...names: Dimension[]): boolean => names.some((name) => dimensions.includes(name));
  const [firstSkill, lastSkill] = tokensOfKind('skill');
  const parts = [
    ...(has('jobType', 'experienceLevel', 'remoteOption', 'country')
      ? [sql`'traits', ${pairs(sql`select traits, count(*) from listed group by 1`)}`]
      : []),
    ...(has('company')
      ? [
          sql`'companies', ${pairs(sql`select company_number, count(*) from best group by 1 order by 2 desc, 1 limit ${COMPANIES}`)}`,
        ]
      : []),
    ...(has('skills')
      ? [
          sql`'skills', ${pairs(sql`
            select token - ${firstSkill}::integer, count(*)
            from best, unnest(best.facets) token
            where token between ${firstSkill}::integer and ${lastSkill}::integer group by 1 order by 2 desc, 1 limit ${SKILLS}`)}`,
        ]
      : []),
    ...(has('salary')
      ? [sql`'pay', ${pairs(sql`select coalesce(pay_max / 1000, -1), count(*) from listed group by 1`)}`]
      : []),
    ...(has('postedWithinDays')
      ? [
          sql`'ages', ${pairs(sql`
            select width_bucket(posted_at, array(select at - days * interval '1 day' from unnest(${[...COUNTED_AGES]}::integer[]) days, snapshot)), count(*)
            from listed group by 1`)}`,
        ]
      : []),
  ];
  return sql`jsonb_build_object(${sql.join(parts)})`;
}

const pairs = (select: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select coalesce(jsonb_agg(jsonb_build_array(value, jobs)), '[]') from (${select}) counted(value, jobs))`;

/** Counts one dimension over what the filter gives without it, and how many each part has. */
export async function countDimension(
  db: Db,
  query: { filter: ResolvedFilter; parts: readonly Part[]; dimension: Dimension },
): Promise<{ found: readonly number[]; counts: Counts }> {
  const { filter, parts, dimension } = query;
  const { rows } = await sql<{ found: readonly number[]; counts: Counts }>`
    with ${candidates(filter, { parts, asOf: null, except: dimension })}, listed as materialized (select * from found), ${bestOf(sql`posted_at desc, job_id desc`)}
    select ${partSizes(parts)} as found, ${countsOf([dimension])} as counts`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('The count gave no answer');
  return row;
}

/** How many rows of `listed` each part has. */
export const partSizes = (parts: readonly Part[]): RawBuilder<unknown> =>
  sql`array[${sql.join(parts.map((_, part) => sql`(select count(*) filter (where part = ${part}::integer) from listed)::integer`))}]`;
