/**
 * A list of candidates that is looked through from its best end: the newest days, the highest pay. `matches` is how many the whole of it
 * holds, as far as is known; `share` how much of it is looked at.
 */
export interface Window {
  readonly matches: number;
  readonly share: number;
}

/** Estimates are seldom exact: this much more is looked at than should be needed. */
const MARGIN = 1.1;
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
  const through = known.slice(0, last).map((matches) => ({ matches, share: 1 }));
  const [next] = planWindows(known.slice(last, last + 1), wanted - sumOf(known.slice(0, last)));
  const share = Math.max(2 * before, next?.share ?? 1);
  const widened = [...through, { matches: known[last] ?? 0, share: share > ALMOST_ALL ? 1 : share }];
  const missing = wanted - sumOf(known.slice(0, windows.length));
  const isThrough = share > ALMOST_ALL && (before === 1 || missing > 0);
  return isThrough ? [...widened, ...planWindows(known.slice(windows.length), missing)] : widened;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Values that part a column into equally many rows each, ascending, as PostgreSQL's statistics hold them. */
export type Quantiles = readonly number[];

/** The value above which about the share lies, or undefined for all of it or where nothing is known. */
export function lowestOf(share: number, quantiles: Quantiles): number | undefined {
  if (share >= 1 || quantiles.length < 2) return undefined;
  const position = (1 - share) * (quantiles.length - 1);
  const below = quantiles[Math.floor(position)] ?? 0;
  const above = quantiles[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}

/** The share of all values that lie above this one; 0 where nothing is known. */
export function shareAbove(value: number, quantiles: Quantiles): number {
  const above = quantiles.findIndex((bound) => bound > value);
  if (quantiles.length < 2 || above < 0) return 0;
  if (above === 0) return 1;
  const [low, high] = [quantiles[above - 1] ?? value, quantiles[above] ?? value];
  return 1 - (above - 1 + (value - low) / (high - low)) / (quantiles.length - 1);
}
