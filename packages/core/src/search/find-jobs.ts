import type { JobSort } from '@access/contracts/jobs';
import type { Total } from '@access/contracts/pages';
import type { Db } from '@access/db';

import type { Part } from './candidates.repository.ts';
import type { Dimension } from './conditions.repository.ts';
import { countDimension, type Counts } from './counts.repository.ts';
import type { Position } from './cursor.ts';
import { dayNumber, payBucket } from './facet-tokens.ts';
import { listByDate, listByPay, listByRank, type Listed } from './list-jobs.repository.ts';
import { COUNTED, lookThrough, type Looked, type Spread } from './look-through.ts';
import type { ResolvedFilter } from './resolve-filter.ts';

/** A page after the first looks for a few times its length, lest it look twice. */
const PAGES_AHEAD = 4;
export interface Finding {
  readonly db: Db;
  readonly filter: ResolvedFilter;
  readonly sort: JobSort;
  readonly spread: Spread;
}

export interface Found {
  readonly hits: ReadonlyArray<{ readonly id: Position['id']; readonly position: Position }>;
  readonly total: Total;
  /** The counts are of all matches. */
  readonly isAll: boolean;
  readonly counts: Counts;
}

interface FirstPage {
  readonly limit: number;
  readonly count: readonly Dimension[];
  /** How many to find at least, for counting; a page suffices where the total is known. */
  readonly wanted: number;
}

/** The first page of a list, and how many match: exactly up to 10,000. */
export async function findFirst(finding: Finding, page: FirstPage): Promise<Found> {
  const { limit, count, wanted } = page;
  const templates = partsOf(finding);
  if (isRanked(finding)) {
    const looked = await lookThrough(finding, {
      templates,
      wanted,
      run: (parts) => listByRank(finding.db, { ...finding, parts, limit, count, after: null }),
    });
    const from = looked.parts.map((part) => part.range.from ?? null);
    const { asOf, head, hits } = looked.result;
    return {
      ...summed(looked),
      hits: hits.map(({ id, key }) => ({
        id,
        position: { sort: 'relevance', id, rank: key, head: head ?? { id, rank: key }, asOf, from },
      })),
    };
  }
  const looked = await lookThrough(finding, {
    templates,
    wanted,
    run: (parts) => listByKey(finding, { parts, limit, count, after: null }),
  });
  return { ...summed(looked), hits: looked.result.hits.map(toFound) };
}

/** The page behind a position. */
export async function findNext(
  finding: Finding,
  { after, limit }: { after: Position; limit: number },
): Promise<Found['hits']> {
  if (after.sort === 'relevance') {
    const parts = partsOf(finding)
      .slice(0, after.from.length)
      .map((part, index) => ({ ...part, range: { from: after.from[index] ?? undefined } }));
    const page = await listByRank(finding.db, { ...finding, parts, limit, count: [], after });
    return page.hits.map(({ id, key }) => ({ id, position: { ...after, id, rank: key } }));
  }
  const { result } = await lookThrough(finding, {
    templates: behind(partsOf(finding), after),
    wanted: limit,
    lookFor: limit * PAGES_AHEAD,
    isEndless: true,
    run: (parts) => listByKey(finding, { parts, limit, count: [], after }),
  });
  return result.hits.map(toFound);
}

/** How many have each value of a dimension when it is not filtered by. */
export async function countWithout(
  finding: Finding,
  dimension: Dimension,
): Promise<{ counts: Counts; isAll: boolean }> {
  const looked = await lookThrough(finding, {
    templates: partsOf({ ...finding, sort: 'date' }),
    wanted: COUNTED + 1,
    except: dimension,
    run: (parts) => countDimension(finding.db, { ...finding, parts, dimension }),
  });
  return { counts: looked.result.counts, isAll: summed(looked).isAll };
}

const isRanked = ({ sort, filter }: Finding): boolean =>
  sort === 'relevance' && filter.text?.query !== undefined;

/** The lists a search goes through, best first; without words relevance means the date. */
function partsOf(finding: Finding): Part[] {
  const whole = { words: 'posting', range: {} } as const;
  if (isRanked(finding)) {
    // Phrases are told row by row, from a whole posting: names are not worth a look of their own.
    const places =
      finding.filter.text?.query?.includes('<->') === true
        ? (['title', 'posting'] as const)
        : (['title', 'names', 'posting'] as const);
    return places.map((words) => ({ words, axis: 'day', range: {} }));
  }
  if (finding.sort !== 'salary') return [{ ...whole, axis: 'day' }];
  return [
    { ...whole, axis: 'pay', pay: 'known' },
    { ...whole, axis: 'day', pay: 'unknown' },
  ];
}

/** What is left of the lists behind a position. */
function behind(parts: readonly Part[], after: Exclude<Position, { sort: 'relevance' }>): Part[] {
  const until = { to: dayNumber(new Date(after.at)) };
  const left = after.sort === 'salary' && after.pay === null ? parts.slice(1) : parts;
  return left.map((part, index) => {
    if (index > 0) return part;
    return after.sort === 'salary' && after.pay !== null
      ? { ...part, range: { to: payBucket(after.pay) } }
      : { ...part, range: until };
  });
}

function summed({
  result: { found, counts = {} },
  isAll,
  isFarMore,
}: Looked<{ found: readonly number[]; counts?: Counts }>): Omit<Found, 'hits'> {
  const value = found.reduce((total, number) => total + number, 0);
  const isExact = isAll && value <= COUNTED;
  return {
    counts,
    isAll: isExact,
    total: isExact
      ? { value, relation: 'eq' }
      : { value: isFarMore ? COUNTED : Math.min(value, COUNTED), relation: 'gte' },
  };
}

/** A list by date or pay in one shape. */
async function listByKey(
  { db, filter, sort }: Finding,
  query: {
    parts: readonly Part[];
    limit: number;
    count: readonly Dimension[];
    after: Exclude<Position, { sort: 'relevance' }> | null;
  },
): Promise<Listed<Exclude<Position, { sort: 'relevance' }>>> {
  const { after, ...page } = query;
  if (sort === 'salary') {
    const list = await listByPay(db, { filter, ...page, after: after?.sort === 'salary' ? after : null });
    return { ...list, hits: list.hits.map(({ id, key }) => ({ id, key: { sort: 'salary', id, ...key } })) };
  }
  const list = await listByDate(db, { filter, ...page, after: after?.sort === 'date' ? after : null });
  return { ...list, hits: list.hits.map(({ id, key }) => ({ id, key: { sort: 'date', id, at: key } })) };
}

const toFound = ({ id, key }: { id: Position['id']; key: Position }): Found['hits'][number] => ({
  id,
  position: key,
});
