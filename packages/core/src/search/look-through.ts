import type { Db } from '@access/db';

import { MOST_OF_A_PART, type Part } from './candidates.repository.ts';
import { allDimensions, isFiltered, type Dimension } from './conditions.repository.ts';
import {
  lowestOf,
  planWindows,
  shareAbove,
  widenWindows,
  type Quantiles,
  type Window,
} from './plan-windows.ts';
import type { ResolvedFilter } from './resolve-filter.ts';
import { countParts, estimateParts } from './statistics.repository.ts';

/** Matches are counted exactly to here. */
export const COUNTED = 10_000;
/** Where many times as many match, so many of the best are ranked and counted by value. */
const RANKED = 4_000;
/** Estimates this far above the count decide that there is no need to count. */
const FAR_MORE = 2 * COUNTED;
/** Rows looked at before a search gives up counting: words that seldom stand side by side are told apart row by row. */
const EXAMINED_AT_MOST = 100_000;
const MOST_TRIES = 12;
/** The part of the catalogue where a broad search is tried out. */
const SAMPLE = 0.015;

/** How dates and pay are spread over all jobs. */
export interface Spread {
  readonly day: Quantiles;
  readonly pay: Quantiles;
}

interface Looking {
  readonly db: Db;
  readonly filter: ResolvedFilter;
  readonly spread: Spread;
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

export interface Looked<Result> {
  readonly result: Result;
  /** The lists as far down as they were read. */
  readonly parts: readonly Part[];
  /** All of every list was read. */
  readonly isAll: boolean;
  /** Many times more match than are counted. */
  readonly isFarMore: boolean;
}

/** Looks through the lists from their best ends, in windows that grow until enough is found. */
export async function lookThrough<Result extends { readonly found: readonly number[] }>(
  looking: Looking,
  { templates, wanted, lookFor = wanted, except, isEndless = false, run }: Look<Result>,
): Promise<Looked<Result>> {
  const { sizes, isFarMore } = await estimate(looking, { templates, lookFor, except });
  const enough = isFarMore ? Math.min(RANKED, wanted) : wanted;
  const target = isFarMore ? Math.min(RANKED, lookFor) : lookFor;
  let windows: readonly Window[] = planWindows(sizes, target);
  for (let tries = 1; ; tries += 1) {
    const parts = windows.flatMap((window, index) => toPart(templates[index], window, looking.spread));
    const result = await run(parts);
    const { found } = result;
    const isAll = windows.length === templates.length && windows.every((window) => window.share === 1);
    const looked = { result, parts, isAll, isFarMore };
    const isCut = found.some(isCutShort);
    if (sum(found) >= enough && !isCut) return looked;
    const next = isCut
      ? narrower(windows, found)
      : widenWindows(windows, { found, estimates: sizes, wanted: target });
    const examined = sum((next ?? []).map((window) => window.matches * window.share));
    if (next === undefined || tries >= MOST_TRIES || (examined > EXAMINED_AT_MOST && !isEndless))
      return { ...looked, isFarMore: false };
    windows = next;
  }
}

interface Estimating {
  readonly templates: readonly Part[];
  readonly lookFor: number;
  readonly except: Dimension | undefined;
}

/**
 * How many jobs each list has that those before it have not. The planner knows how frequent a word or a property is, and takes them as independent:
 * "registered nurse" is fifty times as frequent as that would make it. Where it matters, jobs of the newest days are counted instead; many times more
 * than are counted there must be on a day in the middle, too.
 */
async function estimate(
  { db, filter, spread }: Looking,
  { templates, lookFor, except }: Estimating,
): Promise<{ sizes: readonly number[]; isFarMore: boolean }> {
  const rows = await estimateParts(db, filter, { parts: templates, except });
  const planned = rows.map((count, index) =>
    templates[index]?.pay === undefined ? Math.max(1, count - (rows[index - 1] ?? 0)) : count,
  );
  const isBroad = sum(planned) > lookFor / 10;
  const isByDay = templates.every((part) => part.axis === 'day' && part.range.to === undefined);
  const isPlainFilter = isPlain(filter, except);
  if (!isBroad || !isByDay || isPlainFilter) {
    return { sizes: planned, isFarMore: isPlainFilter && sum(planned) > FAR_MORE };
  }
  const sample = async (share: number): Promise<readonly number[] | undefined> => {
    const low = lowestOf(share, spread.day);
    if (low === undefined) return undefined;
    const from = Math.floor(low);
    const to = share === SAMPLE ? undefined : from;
    const part = shareAbove(from, spread.day) - (to === undefined ? 0 : shareAbove(to + 1, spread.day));
    const found = await countParts(db, filter, {
      parts: templates.map((template) => ({ ...template, range: { from, to } })),
      except,
    });
    return part > 0 ? found.map((jobs) => jobs / part) : undefined;
  };
  const sizes = (await sample(SAMPLE)) ?? planned;
  return { sizes, isFarMore: sum(sizes) > FAR_MORE && sum((await sample(0.5)) ?? []) > FAR_MORE };
}

/** Of one word or one property the planner knows the frequency. */
function isPlain(filter: ResolvedFilter, except: Dimension | undefined): boolean {
  const filtered = allDimensions.filter((dimension) => dimension !== except && isFiltered(filter, dimension));
  const words = filter.text?.lexemes.length ?? 0;
  return words + filtered.length + (filter.text?.excluded === undefined ? 0 : 1) < 2;
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
  const above = to === undefined ? 0 : shareAbove(to, quantiles);
  const from = share === 1 ? undefined : lowestOf(share + above, quantiles);
  const low = from === undefined || to === undefined ? from : Math.min(from, to);
  return [{ ...template, range: { from: low, to } }];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
