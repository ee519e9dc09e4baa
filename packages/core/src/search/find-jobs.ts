import type { JobSort } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import { MOST_OF_A_PART, type Part } from './candidates.repository.ts';
import type { Dimension } from './conditions.repository.ts';
import { countDimension, type Counts } from './counts.repository.ts';
import type { Position } from './cursor.ts';
import { dayNumber, payBucket } from './facet-tokens.ts';
import { listByDate, listByPay, listByRank, type Listed } from './list-jobs.repository.ts';
import {
  lowestOf,
  planWindows,
  shareAbove,
  widenWindows,
  type Quantiles,
  type Window,
} from './plan-windows.ts';
import type { ResolvedFilter } from './resolve-filter.ts';
import { estimateParts } from './statistics.repository.ts';

/** Matches are counted exactly to here, and the best of so many are ranked. */
export const COUNTED = 10_000;
/** A page after the first looks for a few times its length, lest it look twice. */
const PAGES_AHEAD = 4;
/** Rows looked at before a search gives up counting: words that seldom stand side by side are told apart row by row. */
const EXAMINED_AT_MOST = 100_000;
const MOST_TRIES = 12;

/** How dates and pay are spread over all jobs. */
export interface Spread {
  readonly day: Quantiles;
  readonly pay: Quantiles;
}

export interface Finding {
  readonly db: Db;
  readonly filter: ResolvedFilter;
  readonly sort: JobSort;
  readonly spread: Spread;
}

export interface Found {
  readonly hits: ReadonlyArray<{ readonly id: Position['id']; readonly position: Position }>;
  /** How many were found; all there are if `isAll`. */
  readonly count: number;
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
    const { result, parts, isAll } = await look(finding, {
      templates,
      wanted,
      run: (found) => listByRank(finding.db, { ...finding, parts: found, limit, count, after: null }),
    });
    const from = parts.map((part) => part.range.from ?? null);
    const { asOf, head } = result;
    return {
      ...summed(result, isAll),
      hits: result.hits.map(({ id, key }) => ({
        id,
        position: { sort: 'relevance', id, rank: key, head: head ?? { id, rank: key }, asOf, from },
      })),
    };
  }
  const { result, isAll } = await look(finding, {
    templates,
    wanted,
    run: (parts) => listByKey(finding, { parts, limit, count, after: null }),
  });
  return { ...summed(result, isAll), hits: result.hits.map(toFound) };
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
  const { result } = await look(finding, {
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
  const { result, isAll } = await look(finding, {
    templates: partsOf(finding),
    wanted: COUNTED,
    except: dimension,
    run: (parts) => countDimension(finding.db, { ...finding, parts, dimension }),
  });
  return { counts: result.counts, isAll: isAll && sum(result.found) <= COUNTED };
}

const isRanked = ({ sort, filter }: Finding): boolean =>
  sort === 'relevance' && filter.text?.query !== undefined;

/** The lists a search goes through, best first; without words relevance means the date. */
function partsOf(finding: Finding): Part[] {
  const whole = { words: 'posting', range: {} } as const;
  if (isRanked(finding)) {
    return (['title', 'names', 'posting'] as const).map((words) => ({ words, axis: 'day', range: {} }));
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

interface Look<Result> {
  /** The lists, without lower ends. */
  readonly templates: readonly Part[];
  readonly wanted: number;
  /** What windows are made for; as many as wanted unless told. */
  readonly lookFor?: number;
  readonly except?: Dimension;
  /** Goes on however many rows it takes. */
  readonly isEndless?: boolean;
  readonly run: (parts: readonly Part[]) => Promise<Result>;
}

interface Looked<Result> {
  readonly result: Result;
  readonly parts: readonly Part[];
  readonly isAll: boolean;
}

/** Looks through the lists from their best ends, in windows that grow until enough is found. */
async function look<Result extends { readonly found: readonly number[] }>(
  { db, filter, spread }: Finding,
  { templates, wanted, lookFor = wanted, except, isEndless = false, run }: Look<Result>,
): Promise<Looked<Result>> {
  const estimates = await estimateParts(db, filter, { parts: templates, except });
  let windows: readonly Window[] = planWindows(estimates, lookFor);
  for (let tries = 1; ; tries += 1) {
    const parts = windows.flatMap((window, index) => toPart(templates[index], window, spread));
    const result = await run(parts);
    const { found } = result;
    const isAll = windows.length === templates.length && windows.every((window) => window.share === 1);
    if (sum(found) >= wanted && !found.some(isCutShort)) return { result, parts, isAll };
    const next = found.some(isCutShort)
      ? narrower(windows, found)
      : widenWindows(windows, { found, estimates, wanted: lookFor });
    const examined = sum((next ?? []).map((window) => window.matches * window.share));
    if (next === undefined || tries >= MOST_TRIES || (examined > EXAMINED_AT_MOST && !isEndless)) {
      return { result, parts, isAll };
    }
    windows = next;
  }
}

const isCutShort = (found: number): boolean => found >= MOST_OF_A_PART;

/** Windows that hold far less than those which were cut short. */
const narrower = (windows: readonly Window[], found: readonly number[]): Window[] =>
  windows.map((window, index) =>
    isCutShort(found[index] ?? 0) ? { ...window, share: window.share / 4 } : window,
  );

function toPart(template: Part | undefined, { share }: Window, spread: Spread): Part[] {
  if (template === undefined) return [];
  const quantiles = spread[template.axis];
  const { to } = template.range;
  const from =
    share === 1 ? undefined : lowestOf(share + (to === undefined ? 0 : shareAbove(to, quantiles)), quantiles);
  return [
    { ...template, range: { from: from === undefined || to === undefined ? from : Math.min(from, to), to } },
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const summed = ({ found, counts }: Listed<unknown>, isAll: boolean): Omit<Found, 'hits'> => ({
  count: sum(found),
  isAll,
  counts,
});

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
