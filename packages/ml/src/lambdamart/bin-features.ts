import type { RankingData } from './ranking-data.ts';

/** Values replaced by the number of the interval they fall in. */
export interface BinnedData {
  /** Upper ends of all intervals but the last, by feature: a value belongs to the first one it does not exceed. */
  readonly cuts: readonly Float32Array[];
  /** Column-major, features × rows. */
  readonly bins: Uint8Array;
  /** The most frequent bin of each feature. */
  readonly defaults: Uint8Array;
}

/** An interval holds at least so many rows, save around zero: absent and present must part. */
const LEAST_IN_BIN = 3;

/** Cuts every feature at quantiles into at most `maxBins` (2–256) intervals. */
export function binFeatures(data: RankingData, maxBins: number): BinnedData {
  const { rows, features, values } = data;
  const cuts: Float32Array[] = [];
  const bins = new Uint8Array(rows * features);
  const defaults = new Uint8Array(features);
  const column = new Float32Array(rows);
  for (let f = 0; f < features; f++) {
    for (let row = 0; row < rows; row++) column[row] = values[row * features + f] ?? 0;
    const ends = cutColumn(column, maxBins);
    cuts.push(ends);
    const counts = new Int32Array(ends.length + 1);
    for (let row = 0; row < rows; row++) {
      const bin = binOf(ends, column[row] ?? 0);
      bins[f * rows + row] = bin;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    defaults[f] = counts.indexOf(Math.max(...counts));
  }
  return { cuts, bins, defaults };
}

/** Number of the interval that holds a value. */
export function binOf(cuts: Float32Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (cuts[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function cutColumn(column: Float32Array, maxBins: number): Float32Array {
  const sorted = column.slice().sort();
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    const last = distinct.length - 1;
    if (last >= 0 && distinct[last] === value) counts[last] = (counts[last] ?? 0) + 1;
    else {
      // −0 and 0 are one value.
      distinct.push(value === 0 ? 0 : value);
      counts.push(1);
    }
  }
  const least = distinct.length <= maxBins ? LEAST_IN_BIN : column.length / maxBins;
  const cuts: number[] = [];
  let held = 0;
  for (let i = 0; i + 1 < distinct.length; i++) {
    const value = distinct[i] ?? 0;
    const next = distinct[i + 1] ?? 0;
    held += counts[i] ?? 0;
    if (held < least && value !== 0 && next !== 0) continue;
    cuts.push(between(value, next));
    held = 0;
  }
  return Float32Array.from(thinned(cuts, maxBins - 1));
}

/** A float32 at or above `low` and below `high`. */
function between(low: number, high: number): number {
  const middle = Math.fround((low + high) / 2);
  return middle < high ? middle : low;
}

/** At most `most` of the cuts, evenly. */
function thinned(cuts: readonly number[], most: number): readonly number[] {
  if (cuts.length <= most) return cuts;
  return Array.from({ length: most }, (_, i) => cuts[Math.floor(((i + 0.5) * cuts.length) / most)] ?? 0);
}
