import { readFileSync } from 'node:fs';

import { BIN_BYTES } from './tree-memory.ts';

/** The sums over a leaf and the outputs it may give. */
export interface LeafTotals {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
  readonly low: number;
  readonly high: number;
}

/** The histogram arithmetic over one memory; all places are bytes. */
export interface TreeKernel {
  buildHistogram: (args: {
    rowStarts: number;
    bins: number;
    rowIds: number;
    from: number;
    to: number;
    gradients: number;
    hessians: number;
    histogram: number;
    totalBins: number;
  }) => void;
  fillDefaultBins: (args: { histogram: number; table: number; features: number; totals: LeafTotals }) => void;
  subtractHistogram: (larger: number, smaller: number, totalBins: number) => void;
  findSplit: (args: {
    histogram: number;
    table: number;
    features: number;
    enabled: number;
    totals: LeafTotals;
    leastRows: number;
    leastHessian: number;
    l2: number;
    out: number;
  }) => void;
}

/** Splits that gain less are noise of rounding. */
const LEAST_GAIN = 1e-10;

/** Opens the compiled kernel over a memory; null where the engine does not know its instructions. */
export function openWasmTreeKernel(memory: WebAssembly.Memory): TreeKernel | null {
  const bytes = readFileSync(new URL('./trees-plain.wasm', import.meta.url));
  if (!WebAssembly.validate(bytes)) return null;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    env: {
      memory,
      abort() {
        throw new Error('The tree kernel stopped');
      },
    },
  });
  const functionOf = (name: string): ((...args: number[]) => void) => {
    const found = exports[name];
    if (typeof found !== 'function') throw new Error(`The tree kernel has no function ${name}`);
    return (...args) => {
      found(...args);
    };
  };
  const build = functionOf('buildHistogram');
  const fill = functionOf('fillDefaultBins');
  const subtract = functionOf('subtractHistogram');
  const find = functionOf('findSplit');
  return {
    buildHistogram: (a) =>
      build(a.rowStarts, a.bins, a.rowIds, a.from, a.to, a.gradients, a.hessians, a.histogram, a.totalBins),
    fillDefaultBins: ({ histogram, table, features, totals: t }) =>
      fill(histogram, table, features, t.gradient, t.hessian, t.rows),
    subtractHistogram: subtract,
    findSplit: ({ totals: t, ...a }) =>
      find(
        a.histogram,
        a.table,
        a.features,
        a.enabled,
        t.gradient,
        t.hessian,
        t.rows,
        t.low,
        t.high,
        a.leastRows,
        a.leastHessian,
        a.l2,
        LEAST_GAIN,
        a.out,
      ),
  };
}

/** The same in TypeScript: what the compiled kernel is tested against, and what runs without WebAssembly's SIMD. */
export function openReferenceTreeKernel(memory: ArrayBufferLike): TreeKernel {
  const ints = new Int32Array(memory);
  const doubles = new Float64Array(memory);
  const bytes = new Uint8Array(memory);
  return {
    buildHistogram(a) {
      const histogram = a.histogram / 8;
      doubles.fill(0, histogram, histogram + (a.totalBins * BIN_BYTES) / 8);
      for (let i = a.from; i < a.to; i++) {
        const row = ints[a.rowIds / 4 + i] ?? 0;
        const gradient = doubles[a.gradients / 8 + row] ?? 0;
        const hessian = doubles[a.hessians / 8 + row] ?? 0;
        const end = ints[a.rowStarts / 4 + row + 1] ?? 0;
        for (let at = ints[a.rowStarts / 4 + row] ?? 0; at < end; at++) {
          const bin = histogram + (ints[a.bins / 4 + at] ?? 0) * 3;
          doubles[bin] = (doubles[bin] ?? 0) + gradient;
          doubles[bin + 1] = (doubles[bin + 1] ?? 0) + hessian;
          doubles[bin + 2] = (doubles[bin + 2] ?? 0) + 1;
        }
      }
    },
    fillDefaultBins({ histogram, table, features, totals }) {
      for (let f = 0; f < features; f++) {
        const [first = 0, count = 0, fallback = 0] = ints.subarray(table / 4 + f * 4, table / 4 + f * 4 + 3);
        const start = histogram / 8 + first * 3;
        const left = [totals.gradient, totals.hessian, totals.rows];
        for (let b = 0; b < count; b++) {
          if (b !== fallback) left.forEach((sum, i) => (left[i] = sum - (doubles[start + b * 3 + i] ?? 0)));
        }
        doubles.set(left, start + fallback * 3);
      }
    },
    subtractHistogram(larger, smaller, totalBins) {
      for (let i = 0; i < totalBins * 3; i++)
        doubles[larger / 8 + i] = (doubles[larger / 8 + i] ?? 0) - (doubles[smaller / 8 + i] ?? 0);
    },
    findSplit(a) {
      const { totals } = a;
      const output = (gradient: number, hessian: number): number =>
        Math.max(totals.low, Math.min(totals.high, -gradient / (hessian + a.l2)));
      const gainOf = (gradient: number, hessian: number, w: number): number =>
        -(2 * gradient * w + (hessian + a.l2) * w * w);
      const own = gainOf(totals.gradient, totals.hessian, output(totals.gradient, totals.hessian));
      let best = LEAST_GAIN;
      doubles.set([0, -1], a.out / 8);
      for (let f = 0; f < a.features; f++) {
        if (bytes[a.enabled + f] === 0) continue;
        const [first = 0, count = 0, , direction = 0] = ints.subarray(
          a.table / 4 + f * 4,
          a.table / 4 + f * 4 + 4,
        );
        let [leftG, leftH, leftN] = [0, 0, 0];
        for (let b = 0; b < count - 1; b++) {
          const bin = a.histogram / 8 + (first + b) * 3;
          leftG += doubles[bin] ?? 0;
          leftH += doubles[bin + 1] ?? 0;
          leftN += doubles[bin + 2] ?? 0;
          if (leftN < a.leastRows || leftH < a.leastHessian) continue;
          const rightH = totals.hessian - leftH;
          if (totals.rows - leftN < a.leastRows || rightH < a.leastHessian) break;
          const rightG = totals.gradient - leftG;
          const left = output(leftG, leftH);
          const right = output(rightG, rightH);
          if ((direction > 0 && left > right) || (direction < 0 && left < right)) continue;
          const gain = gainOf(leftG, leftH, left) + gainOf(rightG, rightH, right) - own;
          if (gain <= best) continue;
          best = gain;
          doubles.set([gain, f, b, leftG, leftH, leftN], a.out / 8);
        }
      }
    },
  };
}
