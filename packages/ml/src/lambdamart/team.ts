import { Worker } from 'node:worker_threads';

import type { ForestSettings } from './settings.ts';
import {
  openReferenceTreeKernel,
  openWasmTreeKernel,
  type LeafTotals,
  type TreeKernel,
} from './tree-kernel.ts';
import { ARGUMENTS, CONTROL_INTS, type TreeLayout } from './tree-memory.ts';

/*
 * The threads of one training. Each owns a share of the features; one split is one round: the leader writes the operation and its arguments,
 * raises the sequence number, does its own share, and waits until the others have done theirs. Rounds are too short for messages.
 */

/** What a helping thread is started with; it owns share `index`. */
export interface HelperData {
  readonly memory: WebAssembly.Memory;
  readonly layout: TreeLayout;
  readonly settings: ForestSettings;
  readonly index: number;
}

const SEQUENCE = 0;
const PENDING = 1;
const OPERATION = 2;
const FAILED = 3;
const STOP = 0;
const SPLIT = 1;

/** A leaf whose histogram is to be made, and where. */
export interface LeafWork {
  readonly histogram: number;
  readonly totals: LeafTotals;
}

/** One round: histograms of the rows [from, to) (`made`) and, by subtraction from its parent, of their sibling; the best split of each. */
export interface Round {
  readonly from: number;
  readonly to: number;
  readonly made: LeafWork;
  /** Its histogram slot holds the parent's. */
  readonly sibling: LeafWork | null;
}

/** Best kernel that the settings allow and the engine runs. */
export function openTreeKernel(memory: WebAssembly.Memory, backend: ForestSettings['backend']): TreeKernel {
  const compiled = backend === 'typescript' ? null : openWasmTreeKernel(memory);
  return compiled ?? openReferenceTreeKernel(memory.buffer);
}

interface Share {
  readonly kernel: TreeKernel;
  readonly layout: TreeLayout;
  readonly settings: ForestSettings;
  readonly index: number;
}

function runRound({ kernel, layout, settings, index }: Share, round: Round): void {
  const share = layout.shares[index];
  if (share === undefined) return;
  const slot = (work: LeafWork): number => share.histograms[work.histogram] ?? 0;
  const common = { table: share.table, features: share.features.length };
  kernel.buildHistogram({
    rowStarts: share.rowStarts,
    bins: share.bins,
    rowIds: layout.rowIds,
    from: round.from,
    to: round.to,
    gradients: layout.gradients,
    hessians: layout.hessians,
    histogram: slot(round.made),
    totalBins: share.totalBins,
  });
  kernel.fillDefaultBins({ ...common, histogram: slot(round.made), totals: round.made.totals });
  if (round.sibling !== null)
    kernel.subtractHistogram(slot(round.sibling), slot(round.made), share.totalBins);
  const { leastRows, leastHessian, l2 } = settings;
  [round.made, round.sibling].forEach((work, which) => {
    const out = share.splits[which];
    if (work === null || out === undefined) return;
    kernel.findSplit({
      ...common,
      histogram: slot(work),
      enabled: share.enabled,
      totals: work.totals,
      leastRows,
      leastHessian,
      l2,
      out,
    });
  });
}

export interface TreeTeam {
  run: (round: Round) => void;
  stop: () => void;
}

/** Starts one thread for each share but the first, which the caller's own thread does. */
export function startTreeTeam(data: Omit<HelperData, 'index'>): TreeTeam {
  const { memory, layout, settings } = data;
  const control = new Int32Array(memory.buffer, layout.control, CONTROL_INTS);
  const args = new Float64Array(memory.buffer, layout.args, ARGUMENTS);
  const kernel = openTreeKernel(memory, settings.backend);
  const helpers = layout.shares
    .slice(1)
    .map(
      (_, at) =>
        new Worker(new URL('./trees.thread.ts', import.meta.url), { workerData: { ...data, index: at + 1 } }),
    );
  const call = (operation: number): void => {
    control[OPERATION] = operation;
    Atomics.store(control, PENDING, helpers.length);
    Atomics.add(control, SEQUENCE, 1);
    Atomics.notify(control, SEQUENCE);
  };
  return {
    run(round) {
      if (helpers.length > 0) {
        writeRound(args, round);
        call(SPLIT);
      }
      runRound({ kernel, layout, settings, index: 0 }, round);
      for (
        let left = Atomics.load(control, PENDING);
        helpers.length > 0 && left > 0;
        left = Atomics.load(control, PENDING)
      )
        Atomics.wait(control, PENDING, left, 1);
      if (Atomics.load(control, FAILED) !== 0)
        throw new Error('A helping thread of the tree training failed');
    },
    stop() {
      if (helpers.length > 0) call(STOP);
    },
  };
}

/** Body of a helping thread: rounds until it is told to stop. */
export function helpTreeTeam({ memory, layout, settings, index }: HelperData): void {
  const control = new Int32Array(memory.buffer, layout.control, CONTROL_INTS);
  const args = new Float64Array(memory.buffer, layout.args, ARGUMENTS);
  const kernel = openTreeKernel(memory, settings.backend);
  for (let seen = 0; ;) {
    Atomics.wait(control, SEQUENCE, seen);
    const sequence = Atomics.load(control, SEQUENCE);
    if (sequence === seen) continue;
    seen = sequence;
    if (control[OPERATION] === STOP) return;
    try {
      runRound({ kernel, layout, settings, index }, readRound(args));
    } catch (error) {
      // The leader waits without hearing events: the flag is how it learns.
      Atomics.store(control, FAILED, 1);
      throw error;
    } finally {
      Atomics.sub(control, PENDING, 1);
      Atomics.notify(control, PENDING);
    }
  }
}

const NO_SIBLING = -1;

function writeRound(args: Float64Array, { from, to, made, sibling }: Round): void {
  const leaf = ({ histogram, totals: t }: LeafWork): number[] => [
    histogram,
    t.gradient,
    t.hessian,
    t.rows,
    t.low,
    t.high,
  ];
  args.set([from, to, ...leaf(made), ...(sibling === null ? [NO_SIBLING] : leaf(sibling))]);
}

function readRound(args: Float64Array): Round {
  const leaf = (at: number): LeafWork => {
    const [histogram = 0, gradient = 0, hessian = 0, rows = 0, low = 0, high = 0] = args.subarray(at, at + 6);
    return { histogram, totals: { gradient, hessian, rows, low, high } };
  };
  const [from = 0, to = 0] = args;
  return { from, to, made: leaf(2), sibling: args[8] === NO_SIBLING ? null : leaf(8) };
}
