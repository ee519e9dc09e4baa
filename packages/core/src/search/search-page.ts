import type { JobId } from '@access/contracts/ids';
import type { JobFacets, JobSort, SearchFilter } from '@access/contracts/jobs';
import type { Total } from '@access/contracts/pages';

import { allDimensions, isFiltered, type Dimension } from './conditions.repository.ts';
import { decodeCursor, encodeCursor, hashFilter, type Departure, type Place } from './cursor.ts';
import { toFacets } from './facets.ts';
import { countWithout, findFirst, findNext, type Finding, type Found } from './find-jobs.ts';
import { COUNTED } from './look-through.ts';
import { dollarRate } from './lookups.repository.ts';
import type { ResolvedFilter } from './resolve-filter.ts';
import type { SearchContext } from './search-context.ts';
import { depart, departures, withAnyWord } from './widen-search.ts';

/** A search as it was asked for. */
export interface Asked {
  readonly filter: SearchFilter;
  readonly sort: JobSort;
  readonly limit: number;
  /** Counts by value are wanted. */
  readonly facets: boolean;
  /** Nothing is corrected or widened. */
  readonly isExact: boolean;
}

/** What was found, and as what it was searched for in the end. */
interface Outcome {
  readonly finding: Finding;
  readonly found: Found;
  readonly total: Total;
  readonly departure: Departure;
}

export interface FoundPage extends Outcome {
  readonly ids: readonly JobId[];
  readonly nextCursor: string | null;
}

/** Fewer matches than this are too few to leave a person with. */
const FEW = 5;

/** One page of a search, the first or the one that `cursor` names. */
export async function findPage(
  context: SearchContext,
  asked: Asked,
  cursor: string | undefined,
): Promise<FoundPage> {
  const { filter, sort, isExact, limit } = asked;
  const filterHash = hashFilter({ ...filter, sort, isExact });
  const outcome =
    cursor === undefined
      ? await firstPage(context, asked)
      : await laterPage(context, asked, decodeCursor(cursor, filterHash));
  const { found, total, departure } = outcome;
  const hits = found.hits.slice(0, limit);
  const last = hits.at(-1);
  const hasMore = found.hits.length > limit && last !== undefined;
  return {
    ...outcome,
    ids: hits.map((hit) => hit.id),
    nextCursor: hasMore ? encodeCursor({ position: last.position, total, departure }, filterHash) : null,
  };
}

/** The counts of a first page; a dimension that is filtered by is counted without its own filter. */
export async function facetsOf(
  { db }: SearchContext,
  { finding, found }: Outcome,
  { currency = 'USD' }: SearchFilter,
): Promise<JobFacets> {
  const filtered = allDimensions.filter((dimension) => isCountedApart(finding.filter, dimension));
  const [counted, usdRate] = await Promise.all([
    Promise.all(
      filtered.map(async (dimension) => [dimension, await countWithout(finding, dimension)] as const),
    ),
    dollarRate(db, currency),
  ]);
  const without = new Map(counted);
  const isAll = found.isAll && counted.every(([, each]) => each.isAll);
  return toFacets((dimension) => without.get(dimension)?.counts ?? found.counts, {
    db,
    relation: isAll ? 'eq' : 'gte',
    // Without a rate the figures are dollars, and say so.
    currency: usdRate === undefined ? 'USD' : currency,
    usdRate: usdRate ?? 1,
  });
}

/** Other values of what is filtered by are counted without that filter; other companies, or countries far from a circle, nobody asks for. */
const isCountedApart = (filter: ResolvedFilter, dimension: Dimension): boolean =>
  isFiltered(filter, dimension) &&
  dimension !== 'company' &&
  !(dimension === 'country' && filter.circle !== undefined);

/** The first page; where it holds few, the search is widened step by step until it does not. */
async function firstPage(context: SearchContext, asked: Asked): Promise<Outcome> {
  const narrow = await searchAs(context, asked, {});
  if (asked.isExact) return narrow;
  let best = narrow;
  for (const departure of departures(asked.filter, narrow.finding.filter)) {
    if (best.total.value >= FEW) break;
    const wider = await searchAs(context, asked, { ...narrow.departure, ...departure });
    if (wider.total.value > best.total.value) best = wider;
  }
  return best;
}

async function searchAs(context: SearchContext, asked: Asked, departure: Departure): Promise<Outcome> {
  const { filter, sort, limit, facets, isExact } = asked;
  const { filter: resolved, correctedQuery } = await context.read(...depart(filter, departure, isExact));
  const finding: Finding = {
    db: context.db,
    sort,
    spread: await context.spread(),
    filter: withAnyWord(resolved, departure),
  };
  const isCounted = sort === 'relevance' || facets;
  const key = hashFilter({ ...filter, ...departure, isExact });
  const known = isCounted ? undefined : context.totals.get(key);
  const found = await findFirst(finding, {
    limit: limit + 1,
    count: facets ? allDimensions.filter((dimension) => !isCountedApart(finding.filter, dimension)) : [],
    wanted: known === undefined ? COUNTED + 1 : limit + 1,
  });
  const total = known ?? found.total;
  context.totals.set(key, total);
  return {
    finding,
    found,
    total,
    departure: correctedQuery === null ? departure : { ...departure, correctedQuery },
  };
}

async function laterPage(
  context: SearchContext,
  asked: Asked,
  { position, total, departure }: Place,
): Promise<Outcome> {
  const { filter } = await context.read(...depart(asked.filter, departure, asked.isExact));
  const finding: Finding = {
    db: context.db,
    sort: asked.sort,
    spread: await context.spread(),
    filter: withAnyWord(filter, departure),
  };
  const hits = await findNext(finding, { after: position, limit: asked.limit + 1 });
  return { finding, total, departure, found: { hits, total, isAll: false, counts: {} } };
}
