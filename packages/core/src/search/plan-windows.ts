/**
 * A list of candidates that is looked through from its best end: the newest days, the highest pay. `matches` is how many the whole of it
 * holds, as far as is known; `share` how much of it is looked at.
 */
export interface Window {
  readonly matches: number;
  readonly share: number;
}

/** Estimates are seldom exact: this much more is looked at than should be needed. */
const MARGIN = 1.2;
/** The least part of a list that is worth a look. */
const LEAST = 0.001;
/** Above this the rest costs less than looking twice. */
const ALMOST_ALL = 0.7;

/**
 * How much of each list to look through for `wanted` matches in all: a list is opened after all of the one before it (jobs whose title matches,
 * then those whose skills do, then the texts).
 */
export function planWindows(estimates: readonly number[], wanted: number): Window[] {
  const windows: Window[] = [];
  let missing = wanted;
  for (const estimate of estimates) {
    const matches = Math.max(1, estimate);
    const share = Math.min(1, Math.max(LEAST, (missing * MARGIN) / matches));
    windows.push({ matches, share: share > ALMOST_ALL ? 1 : share });
    if (share <= ALMOST_ALL) break;
    missing = Math.max(wanted * 0.05, missing - matches);
  }
  return windows;
}

/**
 * The windows to try after these brought `found` matches each, fewer than wanted in all: what was found corrects the estimates, and
 * the last window at least doubles, so that it ends. Undefined when all was looked through.
 */
export function widenWindows(
  windows: readonly Window[],
  { found, estimates, wanted }: { found: readonly number[]; estimates: readonly number[]; wanted: number },
): Window[] | undefined {
  const isAll = windows.length === estimates.length && windows.every((window) => window.share === 1);
  if (isAll) return undefined;
  const known = estimates.map((estimate, index) => {
    const window = windows[index];
    return window === undefined ? estimate : (found[index] ?? 0) / window.share;
  });
  const last = windows.length - 1;
  const before = windows[last]?.share ?? 0;
  const next = planWindows(known, wanted).map((window, index) => {
    const share = index < last ? 1 : Math.max(window.share, index === last ? 2 * before : 0);
    return { ...window, share: share > ALMOST_ALL ? 1 : share };
  });
  if (before < 1 || next.length > windows.length) return next;
  const missing = wanted - found.reduce((sum, count) => sum + count, 0);
  return [...next, ...planWindows(known.slice(windows.length, windows.length + 1), missing)];
}

/** Values that part a column into equally many rows each, ascending, as PostgreSQL's statistics hold them. */
export type Quantiles = readonly number[];

/** The value above which about the share lies, or undefined for all of it or where nothing is known. */
export function lowestOf(share: number, quantiles: Quantiles): number | undefined {
  if (share >= 1 || quantiles.length < 2) return undefined;
  const position = (1 - share) * (quantiles.length - 1);
  const below = quantiles[Math.floor(position)] ?? 0;
  const above = quantiles[Math.ceil(position)] ?? below;
  return Math.floor(below + (above - below) * (position - Math.floor(position)));
}

/** The share of all values that lie above this one; 0 where nothing is known. */
export function shareAbove(value: number, quantiles: Quantiles): number {
  if (quantiles.length < 2) return 0;
  return quantiles.filter((bound) => bound > value).length / quantiles.length;
}
