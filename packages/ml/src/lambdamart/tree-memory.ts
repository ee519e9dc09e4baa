import type { BinnedData } from './bin-features.ts';
import type { RankingData } from './ranking-data.ts';
import type { ForestSettings } from './settings.ts';

/** Bytes of one histogram bin: gradient, hessian and rows in float64. */
export const BIN_BYTES = 24;
/** Float64 values that finding a split writes: gain, feature, bin, left gradient, left hessian, left rows. */
export const SPLIT_VALUES = 6;

/** The features one thread works on, numbered from 0 within its share. Offsets are bytes. */
export interface ShareLayout {
  readonly features: Int32Array;
  readonly totalBins: number;
  readonly rowStarts: number;
  readonly bins: number;
  /** Rows of first bin, bins, default bin, direction (int32). */
  readonly table: number;
  readonly enabled: number;
  /** One histogram for each leaf that may live at once. */
  readonly histograms: readonly number[];
  /** Results for a smaller and a larger child. */
  readonly splits: readonly [number, number];
}

/** Where everything stands that the threads share. */
export interface TreeLayout {
  readonly rows: number;
  /** Int32: sequence number, threads still at work, operation; see team.ts. */
  readonly control: number;
  /** Float64 arguments of the operation. */
  readonly args: number;
  readonly gradients: number;
  readonly hessians: number;
  readonly rowIds: number;
  readonly shares: readonly ShareLayout[];
  readonly bytes: number;
}

/** Below this many values a round is shorter than waking a thread: measured on LightGBM's example, one thread is 1.4 times as fast as two. */
const LEAST_SHARED = 2_000_000;

export const CONTROL_INTS = 16;
export const ARGUMENTS = 32;

/** The entries of rows in bins other than the default, for one share of the features. */
interface SparseBins {
  readonly rowStarts: Int32Array;
  readonly bins: Int32Array;
  readonly table: Int32Array;
  readonly totalBins: number;
}

/** A share's place, and what is to be written there. */
export interface PlacedShare {
  readonly layout: ShareLayout;
  readonly data: SparseBins;
}

/** Places the data of a training, features dealt to `threads` shares by the work they cause. */
export function layOutTrees(
  data: RankingData,
  binned: BinnedData,
  options: { settings: ForestSettings; monotone: Int8Array },
): { layout: TreeLayout; placed: readonly PlacedShare[] } {
  const { settings, monotone } = options;
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 64) * 64;
    return at;
  };
  const control = take(CONTROL_INTS * 4);
  const args = take(ARGUMENTS * 8);
  const gradients = take(data.rows * 8);
  const hessians = take(data.rows * 8);
  const rowIds = take(data.rows * 4);
  const shared = data.rows * data.features < LEAST_SHARED ? 1 : settings.threads;
  const placed = dealFeatures(data, binned, shared).map((features): PlacedShare => {
    const sparse = sparseBins(data, binned, { features, monotone });
    const layout: ShareLayout = {
      features,
      totalBins: sparse.totalBins,
      rowStarts: take(sparse.rowStarts.byteLength),
      bins: take(sparse.bins.byteLength),
      table: take(sparse.table.byteLength),
      enabled: take(features.length),
      histograms: Array.from({ length: settings.leaves + 1 }, () => take(sparse.totalBins * BIN_BYTES)),
      splits: [take(SPLIT_VALUES * 8), take(SPLIT_VALUES * 8)],
    };
    return { layout, data: sparse };
  });
  const shares = placed.map(({ layout }) => layout);
  return {
    layout: { rows: data.rows, control, args, gradients, hessians, rowIds, shares, bytes: end },
    placed,
  };
}

/** Features that have more than one interval, dealt out so that every share holds about as many entries. */
function dealFeatures({ rows, features }: RankingData, binned: BinnedData, shares: number): Int32Array[] {
  const work = Array.from({ length: features }, (_, feature) => {
    let entries = 0;
    const fallback = binned.defaults[feature];
    for (let row = 0; row < rows; row++) if (binned.bins[feature * rows + row] !== fallback) entries++;
    return { feature, entries };
  }).filter(({ feature }) => (binned.cuts[feature]?.length ?? 0) > 0);
  work.sort((a, b) => b.entries - a.entries || a.feature - b.feature);
  const dealt = Array.from({ length: shares }, () => ({ features: [] as number[], entries: 0 }));
  for (const { feature, entries } of work) {
    const lightest = dealt.reduce((least, share) => (share.entries < least.entries ? share : least));
    lightest.features.push(feature);
    lightest.entries += entries + 1;
  }
  return dealt
    .map(({ features: mine }) => Int32Array.from(mine).sort())
    .filter((mine, index) => mine.length > 0 || index === 0);
}

function sparseBins(
  { rows }: RankingData,
  { cuts, bins, defaults }: BinnedData,
  { features, monotone }: { features: Int32Array; monotone: Int8Array },
): SparseBins {
  const table = new Int32Array(features.length * 4);
  const rowStarts = new Int32Array(rows + 1);
  let totalBins = 0;
  features.forEach((feature, at) => {
    const count = (cuts[feature]?.length ?? 0) + 1;
    table.set([totalBins, count, defaults[feature] ?? 0, monotone[feature] ?? 0], at * 4);
    totalBins += count;
    for (let row = 0; row < rows; row++)
      if (bins[feature * rows + row] !== defaults[feature])
        rowStarts[row + 1] = (rowStarts[row + 1] ?? 0) + 1;
  });
  for (let row = 0; row < rows; row++) rowStarts[row + 1] = (rowStarts[row + 1] ?? 0) + (rowStarts[row] ?? 0);
  const next = rowStarts.slice(0, rows);
  const entries = new Int32Array(rowStarts[rows] ?? 0);
  features.forEach((feature, at) => {
    for (let row = 0; row < rows; row++) {
      const bin = bins[feature * rows + row] ?? 0;
      if (bin === defaults[feature]) continue;
      entries[next[row] ?? 0] = (table[at * 4] ?? 0) + bin;
      next[row] = (next[row] ?? 0) + 1;
    }
  });
  return { rowStarts, bins: entries, table, totalBins };
}

/** Copies a share's data into its place. */
export function writeShare(memory: ArrayBufferLike, { layout, data }: PlacedShare): void {
  new Int32Array(memory, layout.rowStarts, data.rowStarts.length).set(data.rowStarts);
  new Int32Array(memory, layout.bins, data.bins.length).set(data.bins);
  new Int32Array(memory, layout.table, data.table.length).set(data.table);
  new Uint8Array(memory, layout.enabled, layout.features.length).fill(1);
}
