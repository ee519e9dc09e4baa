import { sql, type RawBuilder } from 'kysely';

import type { JobId } from '@access/contracts/ids';
import type { Db } from '@access/db';

import { candidates, type Part } from './candidates.repository.ts';
import { propertiesMatch, type Dimension } from './conditions.repository.ts';
import { bestOf, countsOf, partSizes, type Counts } from './counts.repository.ts';
import type { ResolvedFilter } from './resolve-filter.ts';

/** The best by their short columns; their texts are read to order them once more. */
const HEAD = 300;
/** More than are ever found before words are loosened, also in a wider circle. */
const MOST_PREFERRED = 1_000;
/** Weights of text, place and employer, skills, title. */
const WEIGHTS = sql.lit('{0.05, 0.2, 0.4, 1}');

export interface ListQuery {
  readonly filter: ResolvedFilter;
  readonly parts: readonly Part[];
  readonly limit: number;
  /** What to count over all that is found; none on later pages. */
  readonly count: readonly Dimension[];
}

/** What was found: `key` is what the jobs were ordered by. */
export interface Listed<Key> {
  readonly hits: ReadonlyArray<{ readonly id: JobId; readonly key: Key }>;
  /** Matches in each part. */
  readonly found: readonly number[];
  readonly counts: Counts;
}

/** A place in a ranking. */
export interface Ranked {
  readonly id: JobId;
  readonly rank: number;
}

export interface RankedList extends Listed<number> {
  /** When the first page was made: later ones know no newer jobs. */
  readonly asOf: string;
  /** The last of those whose texts were read; null where nothing was found. */
  readonly head: Ranked | null;
}

/** A timestamptz to the microsecond, which a Date would round. */
const instant = (at: RawBuilder<unknown>): RawBuilder<string> =>
  sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Best first. Every candidate is ranked by what its short columns tell: where the words were found (title, names, text), how much of the title they
 * are, freshness. The best 300 are ordered anew by the cover density of the words in the whole posting (Clarke, Cormack and Tudhope 2000, as
 * ts_rank_cd has it). `after` goes on under the same head and instant, so that pages neither skip nor repeat while jobs come in.
 */
export async function listByRank(
  db: Db,
  query: ListQuery & { after: (Ranked & { head: Ranked; asOf: string }) | null },
): Promise<RankedList> {
  const { filter, parts, limit, count, after } = query;
  const text = filter.text;
  const rank = sql`case part when 0 then 1 + 0.5 * least(1, ${text?.length ?? 1}::float8 / greatest(1, title_words)) when 1 then 0.6 else 0 end
    + 0.3 * exp(least(0, date_part('epoch', posted_at - (select at from snapshot))) / 2592000) + case when is_featured then 0.1 else 0 end
    ${preference(filter)}`;
  const isHead = sql`(rank, job_id) >= (${after?.head.rank ?? 0}::float8, ${after?.head.id ?? null}::uuid)`;
  const { rows } = await sql<{
    hits: ReadonlyArray<readonly [JobId, number]>;
    head: readonly [JobId, number] | null;
    asOf: string;
    found: readonly number[];
    counts: Counts;
  }>`
    with ${candidates(filter, { parts, asOf: after?.asOf ?? null })},
    listed as materialized (select found.*, (${rank})::float8 as rank from found),
    ${bestOf(sql`rank desc, job_id desc`)},
    head as materialized (
      select job_id, rank from ${after === null ? sql`best order by rank desc, job_id desc limit ${HEAD}` : sql`listed where ${isHead}`}
    ),
    scored as (
      select h.job_id, 10 + h.rank + 0.8 * (1 - 1 / (1 + ts_rank_cd(${WEIGHTS}, s.body, ${text?.query ?? ''}::tsquery, 1))) as score
      from head h join job_search s on s.job_id = h.job_id
      ${after === null ? sql`` : sql`union all select job_id, rank from listed where not ${isHead}`}
    ),
    page as (
      select job_id, score::float8 as score from scored
      ${after === null ? sql`` : sql`where (score::float8, job_id) < (${after.rank}::float8, ${after.id}::uuid)`}
      order by 2 desc, 1 desc limit ${limit}
    )
    select (select coalesce(jsonb_agg(jsonb_build_array(job_id, score) order by score desc, job_id desc), '[]') from page) as hits,
      (select jsonb_build_array(job_id, rank) from head order by rank, job_id limit 1) as head,
      ${instant(sql`snapshot.at`)} as as_of, ${partSizes(parts)} as found, ${countsOf(count)} as counts
    from snapshot`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('The search gave no answer');
  const { hits, head, ...rest } = row;
  return {
    ...rest,
    hits: hits.map(([id, key]) => ({ id, key })),
    head: head === null ? null : { id: head[0], rank: head[1] },
  };
}

/** Words are loosened only where a handful has them all; those few come from the index and stay ahead of every other. */
function preference(filter: ResolvedFilter): RawBuilder<unknown> {
  const preferred = filter.text?.preferred;
  if (preferred === undefined) return sql``;
  return sql`+ case when job_id in (
    select s.job_id from job_search s where s.body @@ ${preferred}::tsquery and ${propertiesMatch(filter)} limit ${MOST_PREFERRED}
  ) then 3 else 0 end`;
}

/** A place in a list by date. */
export interface Dated {
  readonly id: JobId;
  readonly at: string;
}

/** Newest first, behind `after`. */
export async function listByDate(
  db: Db,
  query: ListQuery & { after: Dated | null },
): Promise<Listed<string>> {
  const { after } = query;
  return listByKey<string>(db, query, {
    key: instant(sql`posted_at`),
    after:
      after === null ? sql`true` : sql`(posted_at, job_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    order: sql`posted_at desc, job_id desc`,
  });
}

/** A place in a list by pay: `pay` in yearly US dollars, or null and the date among those of unknown pay. */
export interface Paid {
  readonly id: JobId;
  readonly pay: number | null;
  readonly at: string;
}

/** Highest upper end first; behind them the newest of those whose pay is unknown. */
export async function listByPay(
  db: Db,
  query: ListQuery & { after: Paid | null },
): Promise<Listed<{ pay: number | null; at: string }>> {
  const { after } = query;
  const behind =
    after === null
      ? sql`true`
      : after.pay === null
        ? sql`(pay_max is null and (posted_at, job_id) < (${after.at}::timestamptz, ${after.id}::uuid))`
        : sql`(pay_max is null or (pay_max, posted_at, job_id) < (${after.pay}::integer, ${after.at}::timestamptz, ${after.id}::uuid))`;
  return listByKey(db, query, {
    key: sql`jsonb_build_object('pay', pay_max, 'at', ${instant(sql`posted_at`)})`,
    after: behind,
    order: sql`pay_max desc nulls last, posted_at desc, job_id desc`,
  });
}

interface Ordering {
  readonly key: RawBuilder<unknown>;
  readonly after: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
}

async function listByKey<Key>(
  db: Db,
  { filter, parts, limit, count }: ListQuery,
  { key, after, order }: Ordering,
): Promise<Listed<Key>> {
  const { rows } = await sql<{
    hits: ReadonlyArray<readonly [JobId, Key]>;
    found: readonly number[];
    counts: Counts;
  }>`
    with ${candidates(filter, { parts, asOf: null })}, listed as materialized (select * from found where ${after}), ${bestOf(order)},
    page as (select job_id, ${key} as key, row_number() over (order by ${order}) as place from best order by ${order} limit ${limit})
    select (select coalesce(jsonb_agg(jsonb_build_array(job_id, key) order by place), '[]') from page) as hits,
      ${partSizes(parts)} as found, ${countsOf(count)} as counts
    from snapshot`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('The search gave no answer');
  return { ...row, hits: row.hits.map(([id, value]) => ({ id, key: value })) };
}
