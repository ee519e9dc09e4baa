import { parentPort, workerData } from 'node:worker_threads';

import { fitWeights, writePriors, type FeatureViews } from './features.ts';
import { openWasmKernel, type AlsKernel, type SolveArguments } from './kernel.ts';
import { floats, ints, type MemoryLayout, type SideLayout } from './memory-layout.ts';
import { openReferenceKernel } from './reference-kernel.ts';
import type { AlsSettings } from './settings.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly memory: WebAssembly.Memory;
  readonly layout: MemoryLayout;
  readonly settings: AlsSettings;
  readonly index: number;
}

export type Side = 'users' | 'items';

/** One step of an epoch; every thread does its share and answers. */
export type Step =
  | { readonly kind: 'gram'; readonly side: Side }
  | { readonly kind: 'solve'; readonly side: Side }
  | { readonly kind: 'fit-features'; readonly side: Side }
  | { readonly kind: 'write-priors'; readonly side: Side };

/** Rows taken at a time: small enough that threads end together, large enough that the counter is no bottleneck. */
const ROWS_TAKEN = 64;
const FEATURE_STEPS = 4;

/** Opens the best kernel that the settings allow and the engine runs; names it, for reports. */
export function openKernel(
  memory: WebAssembly.Memory,
  settings: AlsSettings,
): { kernel: AlsKernel; name: string } {
  const { backend, dimensions } = settings;
  const relaxed = backend === 'auto' || backend === 'wasm' ? openWasmKernel('relaxed', memory) : null;
  if (relaxed !== null) return { kernel: relaxed, name: 'wasm relaxed-simd' };
  const plain = backend === 'typescript' ? null : openWasmKernel('plain', memory);
  if (plain !== null) return { kernel: plain, name: 'wasm simd' };
  return { kernel: openReferenceKernel(memory.buffer, dimensions), name: 'typescript' };
}

function startThread({ memory, layout, settings, index }: ThreadData): void {
  const { kernel, name } = openKernel(memory, settings);
  const { dimensions, threads } = settings;
  const buffer = memory.buffer;
  const counter = ints(buffer, layout.counter, 1);

  const takeRows = (rows: number, work: (from: number, to: number) => void): void => {
    for (;;) {
      const from = Atomics.add(counter, 0, ROWS_TAKEN);
      if (from >= rows) return;
      work(from, Math.min(rows, from + ROWS_TAKEN));
    }
  };
  const argumentsOf = (side: SideLayout, other: SideLayout): SolveArguments => ({
    rowStarts: side.rowStarts,
    columns: side.columns,
    weights: side.weights,
    targets: side.targets,
    solved: side.vectors,
    other: other.vectors,
    gram: layout.gram,
    prior: side.features?.priors ?? 0,
    dimensions,
    regularisation: settings.regularisation,
    unobserved: settings.unobserved,
    others: other.rows,
    scratch: layout.scratches[index] ?? 0,
  });

  const run = (step: Step): void => {
    const side = layout[step.side];
    const other = step.side === 'users' ? layout.items : layout.users;
    if (step.kind === 'gram') {
      // Fixed shares, whatever the speed of the threads: sums of floats depend on their order.
      const share = Math.ceil(side.rows / threads / ROWS_TAKEN) * ROWS_TAKEN;
      const from = Math.min(side.rows, index * share);
      const to = Math.min(side.rows, from + share);
      kernel.gram({ matrix: side.vectors, dimensions, from, to, into: layout.partialGrams[index] ?? 0 });
    } else if (step.kind === 'solve') {
      const args = argumentsOf(side, other);
      if (settings.solver === 'cholesky')
        takeRows(side.rows, (from, to) => kernel.solveByCholesky(args, from, to));
      else
        takeRows(side.rows, (from, to) =>
          kernel.solveByConjugateGradient(args, from, to, settings.conjugateGradientSteps),
        );
    } else if (step.kind === 'write-priors') {
      const views = viewsOf(buffer, side, dimensions);
      if (views !== null) takeRows(side.rows, (from, to) => writePriors(views, from, to));
    } else fit(side);
  };

  const fit = (side: SideLayout): void => {
    const views = viewsOf(buffer, side, dimensions);
    if (views === null || side.features === null) return;
    const rowWeights = floats(buffer, side.features.rowWeights, side.rows);
    const share = Math.ceil(dimensions / threads);
    const from = Math.min(dimensions, index * share);
    const to = Math.min(dimensions, from + share);
    fitWeights(views, { rowWeights, ridge: settings.featureRegularisation, from, to, steps: FEATURE_STEPS });
  };

  parentPort?.on('message', (step: Step) => {
    run(step);
    parentPort?.postMessage(name);
  });
}

function viewsOf(memory: ArrayBufferLike, side: SideLayout, dimensions: number): FeatureViews | null {
  const { features } = side;
  if (features === null) return null;
  return {
    rowStarts: ints(memory, features.rowStarts, side.rows + 1),
    featureIds: ints(memory, features.featureIds, features.size),
    values: floats(memory, features.values, features.size),
    weights: floats(memory, features.weights, features.count * dimensions),
    vectors: floats(memory, side.vectors, side.rows * dimensions),
    priors: floats(memory, features.priors, side.rows * dimensions),
    dimensions,
  };
}

if (parentPort !== null) startThread(workerData as ThreadData);
