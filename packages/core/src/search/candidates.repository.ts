import { sql, type RawBuilder } from 'kysely';

import {
  every,
  hasToken,
  isOpen,
  propertiesMatch,
  wordsMatch,
  type Dimension,
  type WordsIn,
} from './conditions.repository.ts';
import {
  dayTokens,
  facetToken,
  instantOfDay,
  LAST_DAY,
  LAST_PAY,
  payTokens,
  UNKNOWN_PAY,
} from './facet-tokens.ts';
import type { ResolvedFilter } from './resolve-filter.ts';

/** Days or pay buckets, both included; what is undefined is open. A day may begin in its course. */
export interface Range {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** One of the lists that candidates are taken from, and how far down. */
export interface Part {
  /** Where the words are looked for; without words it makes no difference. */
  readonly words: WordsIn;
  /** Jobs of known or of unknown pay alone. */
  readonly pay?: 'known' | 'unknown' | undefined;
  /** What the list goes by, best first: the newest day, or the highest pay. */
  readonly axis: 'day' | 'pay';
  readonly range: Range;
}

/** More than this many of one part means that an estimate was wrong by far; the part is then cut short. */
export const MOST_OF_A_PART = 50_000;

/** The conditions of one part on the job_search row `s`, but for the deadline. */
export function partMatches(
  filter: ResolvedFilter,
  part: Part,
  except?: Dimension | undefined,
): RawBuilder<boolean> {
  const query = filter.text?.query;
  return every([
    ...(query === undefined ? [] : [wordsMatch(query, part.words)]),
    ...rangeMatches(part),
    propertiesMatch(filter, except),
  ]);
}

function rangeMatches({ axis, pay, range: { from, to } }: Part): RawBuilder<boolean>[] {
  const unknown = pay === 'unknown' ? [hasToken([facetToken('pay', UNKNOWN_PAY)])] : [];
  if (axis === 'pay') return [hasToken(payTokens(Math.floor(from ?? UNKNOWN_PAY + 1), to ?? LAST_PAY))];
  if (from === undefined && to === undefined) return unknown;
  const exact = from === undefined ? [] : [sql<boolean>`s.posted_at >= ${instantOfDay(from)}`];
  return [...unknown, hasToken(dayTokens(Math.floor(from ?? 0), to ?? LAST_DAY)), ...exact];
}

/**
 * Common table expressions that end in `found`: one row for each job of the parts, with the number of the first part that
 * has it. A part after the first leaves out what the ones before it have; those were read to their ends.
 * Plan: a bitmap of `job_search_terms` for each part, the words and properties intersected inside the index, then the rows in
 * the order of the heap.
 */
export function candidates(
  filter: ResolvedFilter,
  { parts, asOf, except }: { parts: readonly Part[]; asOf: string | null; except?: Dimension | undefined },
): RawBuilder<unknown> {
  const query = filter.text?.query;
  // Of the first page every job is known.
  const known = asOf === null ? sql`` : sql`and s.created_at <= (select at from snapshot)`;
  const named = parts.map((part, number) => {
    const isAgain = number > 0 && query !== undefined && part.pay === undefined;
    const others = isAgain
      ? [
          sql<boolean>`not (${wordsMatch(query, 'title')})`,
          ...(number > 1
            ? [sql<boolean>`not exists (select 1 from part_1 p where p.job_id = s.job_id)`]
            : []),
        ]
      : [];
    return sql`${sql.raw(`part_${number}`)} as (
      select s.job_id, s.posted_at, s.pay_max, s.company_number, s.traits, s.facets, s.title_words, s.is_featured
      from job_search s where ${every([partMatches(filter, part, except), ...others])} and ${isOpen} ${known}
      limit ${MOST_OF_A_PART})`;
  });
  const union = parts.map(
    (_, number) => sql`select ${number}::integer as part, p.* from ${sql.raw(`part_${number}`)} p`,
  );
  return sql`snapshot as materialized (select coalesce(${asOf}::timestamptz, now()) as at),
    ${sql.join(named)}, found as (${sql.join(union, sql` union all `)})`;
}
