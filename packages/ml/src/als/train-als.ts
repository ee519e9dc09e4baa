import { Worker } from 'node:worker_threads';

import { seededRandom } from '../content/seeded-random.ts';
import type { Side, Step, ThreadData } from './als.thread.ts';
import type { FeatureMatrix } from './features.ts';
import { transpose, type InteractionMatrix } from './interaction-matrix.ts';
import {
  allocate,
  floats,
  ints,
  layOut,
  writeSide,
  type MemoryLayout,
  type SideLayout,
} from './memory-layout.ts';
import { assertSettings, DEFAULT_ALS_SETTINGS, type AlsSettings } from './settings.ts';

/** Vectors and feature weights, float32, row-major, `dimensions` wide. */
export interface AlsModel {
  readonly dimensions: number;
  readonly settings: AlsSettings;
  readonly users: Float32Array;
  readonly items: Float32Array;
  /** One row a feature: a row's prior is the sum of its features' weights by value. Null without features. */
  readonly userFeatureWeights: Float32Array | null;
  readonly itemFeatureWeights: Float32Array | null;
}

export interface AlsTraining {
  /** Rows are users, columns items. */
  readonly interactions: InteractionMatrix;
  readonly userFeatures?: FeatureMatrix | undefined;
  readonly itemFeatures?: FeatureMatrix | undefined;
  readonly settings?: Partial<AlsSettings> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told after each epoch: how many are done, and how long it took. */
  readonly onEpoch?:
    ((epoch: { done: number; of: number; milliseconds: number; backend: string }) => void) | undefined;
}

/**
 * Trains feature-aware implicit ALS: item = featureWeights · features + δ, and the same for users. All arithmetic runs in worker threads over one
 * shared memory; the result depends on data, settings and seed alone, not on the speed of the threads.
 * @throws RangeError for settings or data that cannot be trained on; the signal's reason when aborted.
 */
export async function trainAls(training: AlsTraining): Promise<AlsModel> {
  const settings = { ...DEFAULT_ALS_SETTINGS, ...training.settings };
  assertSettings(settings);
  training.signal?.throwIfAborted();
  const data = {
    users: { interactions: training.interactions, features: training.userFeatures ?? null },
    items: { interactions: transpose(training.interactions), features: training.itemFeatures ?? null },
  };
  const layout = layOut(data, settings);
  const memory = allocate(layout);
  writeSide(memory.buffer, layout.users, data.users);
  writeSide(memory.buffer, layout.items, data.items);
  start(memory.buffer, layout, settings);
  const team = startTeam({ memory, layout, settings });
  try {
    for (let done = 1; done <= settings.epochs; done++) {
      training.signal?.throwIfAborted();
      const from = performance.now();
      await solveSide(team, { memory, layout, side: 'users', other: 'items' });
      const backend = await solveSide(team, { memory, layout, side: 'items', other: 'users' });
      training.onEpoch?.({ done, of: settings.epochs, milliseconds: performance.now() - from, backend });
    }
    return toModel(memory.buffer, layout, settings);
  } finally {
    await team.stop();
  }
}

interface Team {
  /** Has every thread do its share; the kernel's name. */
  run: (step: Step) => Promise<string>;
  stop: () => Promise<void>;
}

function startTeam(data: Omit<ThreadData, 'index'>): Team {
  const workers = Array.from(
    { length: data.settings.threads },
    (_, index) => new Worker(new URL('./als.thread.ts', import.meta.url), { workerData: { ...data, index } }),
  );
  const answer = (worker: Worker, step: Step): Promise<string> => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const settle = (): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const onMessage = (name: string): void => {
      settle();
      resolve(name);
    };
    const onError = (error: unknown): void => {
      settle();
      reject(error);
    };
    const onExit = (code: number): void => {
      settle();
      reject(new Error(`A training thread ended with code ${code}`));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(step);
    return promise;
  };
  return {
    async run(step) {
      const [name = ''] = await Promise.all(workers.map((worker) => answer(worker, step)));
      return name;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

interface SideStep {
  readonly memory: WebAssembly.Memory;
  readonly layout: MemoryLayout;
  readonly side: Side;
  readonly other: Side;
}

async function solveSide(team: Team, { memory, layout, side, other }: SideStep): Promise<string> {
  const restart = (): void => {
    Atomics.store(ints(memory.buffer, layout.counter, 1), 0, 0);
  };
  await team.run({ kind: 'gram', side: other });
  sumGrams(memory.buffer, layout);
  restart();
  const backend = await team.run({ kind: 'solve', side });
  if (layout[side].features !== null) {
    await team.run({ kind: 'fit-features', side });
    restart();
    await team.run({ kind: 'write-priors', side });
  }
  return backend;
}

/** Adds the threads' upper triangles in their order and mirrors the sum. */
function sumGrams(memory: ArrayBufferLike, { gram, partialGrams, dimensions: d }: MemoryLayout): void {
  const sums = floats(memory, gram, d * d);
  const parts = partialGrams.map((at) => floats(memory, at, d * d));
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      let sum = 0;
      for (const part of parts) sum += part[i * d + j] ?? 0;
      sums[i * d + j] = sum;
      sums[j * d + i] = sum;
    }
  }
}

/** First vectors from the seed, and how much each row counts when features are fitted: its λ relative to the mean one, 0 without entries. */
function start(memory: ArrayBufferLike, layout: MemoryLayout, settings: AlsSettings): void {
  const { dimensions, seed, unobserved, initialDeviation } = settings;
  const random = seededRandom(seed);
  const deviation = initialDeviation / Math.sqrt(dimensions);
  const sides: readonly (readonly [SideLayout, number])[] = [
    [layout.users, layout.items.rows],
    [layout.items, layout.users.rows],
  ];
  for (const [side, others] of sides) {
    const vectors = floats(memory, side.vectors, side.rows * dimensions);
    for (let i = 0; i < vectors.length; i++) vectors[i] = deviation * gaussian(random);
    if (side.features === null) continue;
    const rowStarts = ints(memory, side.rowStarts, side.rows + 1);
    const rowWeights = floats(memory, side.features.rowWeights, side.rows);
    const mean = side.entries / Math.max(1, side.rows) + unobserved * others;
    for (let row = 0; row < side.rows; row++) {
      const entries = (rowStarts[row + 1] ?? 0) - (rowStarts[row] ?? 0);
      rowWeights[row] = entries === 0 ? 0 : (entries + unobserved * others) / mean;
    }
  }
}

/** Standard normal by Box and Muller. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function toModel(memory: ArrayBufferLike, layout: MemoryLayout, settings: AlsSettings): AlsModel {
  const { dimensions } = settings;
  const weightsOf = ({ features }: SideLayout): Float32Array | null =>
    features === null ? null : floats(memory, features.weights, features.count * dimensions).slice();
  return {
    dimensions,
    settings,
    users: vectorsOf(memory, layout.users, dimensions),
    items: vectorsOf(memory, layout.items, dimensions),
    userFeatureWeights: weightsOf(layout.users),
    itemFeatureWeights: weightsOf(layout.items),
  };
}

/** A row that nobody touched is its prior (δ = 0): the penalty on unseen pairs would shrink it below every known one. */
function vectorsOf(memory: ArrayBufferLike, side: SideLayout, dimensions: number): Float32Array {
  const vectors = floats(memory, side.vectors, side.rows * dimensions).slice();
  if (side.features === null) return vectors;
  const rowStarts = ints(memory, side.rowStarts, side.rows + 1);
  const priors = floats(memory, side.features.priors, side.rows * dimensions);
  for (let row = 0; row < side.rows; row++) {
    if (rowStarts[row] === rowStarts[row + 1])
      vectors.set(priors.subarray(row * dimensions, (row + 1) * dimensions), row * dimensions);
  }
  return vectors;
}
