import type { FeatureMatrix } from './features.ts';
import type { InteractionMatrix } from './interaction-matrix.ts';
import { scratchFloats } from './kernel.ts';

/** Where one side (users or items) stands in the memory, in bytes. Sizes are in values. */
export interface SideLayout {
  readonly rows: number;
  readonly entries: number;
  readonly rowStarts: number;
  readonly columns: number;
  readonly weights: number;
  readonly targets: number;
  readonly vectors: number;
  readonly features: FeatureLayout | null;
}

export interface FeatureLayout {
  readonly count: number;
  readonly size: number;
  readonly rowStarts: number;
  readonly featureIds: number;
  readonly values: number;
  readonly weights: number;
  readonly priors: number;
  readonly rowWeights: number;
}

export interface MemoryLayout {
  readonly dimensions: number;
  /** Next row to be taken, moved atomically. */
  readonly counter: number;
  readonly users: SideLayout;
  readonly items: SideLayout;
  /** The symmetric sum of the threads' partial Gram matrices. */
  readonly gram: number;
  readonly partialGrams: readonly number[];
  readonly scratches: readonly number[];
  readonly bytes: number;
}

interface SideData {
  readonly interactions: InteractionMatrix;
  readonly features: FeatureMatrix | null;
}

const LINE = 64;
/** WebAssembly addresses 4 GiB; far above what one machine's catalogue needs at 64 dimensions (about 500 bytes a row and 24 an entry). */
const MOST_BYTES = 65_536 * 65_536;

/** Places everything a training touches on cache lines of one memory. @throws RangeError above 4 GiB. */
export function layOut(
  { users, items }: { users: SideData; items: SideData },
  { dimensions, threads }: { dimensions: number; threads: number },
): MemoryLayout {
  let end = LINE;
  const take = (values: number): number => {
    const at = end;
    end += Math.ceil((values * 4) / LINE) * LINE;
    return at;
  };
  const features = (matrix: FeatureMatrix): FeatureLayout => ({
    count: matrix.features,
    size: matrix.featureIds.length,
    rowStarts: take(matrix.rows + 1),
    featureIds: take(matrix.featureIds.length),
    values: take(matrix.featureIds.length),
    weights: take(matrix.features * dimensions),
    priors: take(matrix.rows * dimensions),
    rowWeights: take(matrix.rows),
  });
  const side = ({ interactions, features: given }: SideData): SideLayout => ({
    rows: interactions.rows,
    entries: interactions.columnIds.length,
    rowStarts: take(interactions.rows + 1),
    columns: take(interactions.columnIds.length),
    weights: take(interactions.columnIds.length),
    targets: take(interactions.columnIds.length),
    vectors: take(interactions.rows * dimensions),
    features: given === null ? null : features(given),
  });
  const each = <Value>(make: () => Value): Value[] => Array.from({ length: threads }, make);
  const layout = {
    counter: take(1),
    users: side(users),
    items: side(items),
    gram: take(dimensions * dimensions),
    partialGrams: each(() => take(dimensions * dimensions)),
    scratches: each(() => take(scratchFloats(dimensions))),
  };
  if (end > MOST_BYTES)
    throw new RangeError(`The training needs ${end} bytes; WebAssembly has ${MOST_BYTES}`);
  return { ...layout, dimensions, bytes: end };
}

/** A memory that threads share, large enough for the layout. */
export function allocate(layout: MemoryLayout): WebAssembly.Memory {
  const pages = Math.ceil(layout.bytes / 65_536);
  return new WebAssembly.Memory({ initial: pages, maximum: 65_536, shared: true });
}

/** Copies the data of one side into its place. */
export function writeSide(
  memory: ArrayBufferLike,
  layout: SideLayout,
  { interactions, features }: SideData,
): void {
  ints(memory, layout.rowStarts, layout.rows + 1).set(interactions.rowStarts);
  ints(memory, layout.columns, layout.entries).set(interactions.columnIds);
  floats(memory, layout.weights, layout.entries).set(interactions.weights);
  floats(memory, layout.targets, layout.entries).set(interactions.targets);
  if (features === null || layout.features === null) return;
  ints(memory, layout.features.rowStarts, layout.rows + 1).set(features.rowStarts);
  ints(memory, layout.features.featureIds, layout.features.size).set(features.featureIds);
  floats(memory, layout.features.values, layout.features.size).set(features.values);
}

export const floats = (memory: ArrayBufferLike, at: number, length: number): Float32Array =>
  new Float32Array(memory, at, length);
export const ints = (memory: ArrayBufferLike, at: number, length: number): Int32Array =>
  new Int32Array(memory, at, length);
