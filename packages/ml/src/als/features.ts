/** Sparse features of one side's rows: row r has the features `featureIds[rowStarts[r]]` up to `rowStarts[r + 1]` with their values. */
export interface FeatureMatrix {
  readonly rows: number;
  /** Number of distinct features. */
  readonly features: number;
  readonly rowStarts: Int32Array;
  readonly featureIds: Int32Array;
  readonly values: Float32Array;
}

/** Packs one list of features a row; values are 1 where left out. */
export function featureMatrix(
  features: number,
  rows: readonly { readonly ids: readonly number[]; readonly values?: readonly number[] }[],
): FeatureMatrix {
  const rowStarts = new Int32Array(rows.length + 1);
  rows.forEach(({ ids }, row) => {
    rowStarts[row + 1] = (rowStarts[row] ?? 0) + ids.length;
  });
  const size = rowStarts[rows.length] ?? 0;
  const featureIds = new Int32Array(size);
  const values = new Float32Array(size).fill(1);
  rows.forEach((row, at) => {
    const start = rowStarts[at] ?? 0;
    featureIds.set(row.ids, start);
    if (row.values !== undefined) values.set(row.values, start);
  });
  const stranger = featureIds.find((id) => id < 0 || id >= features);
  if (stranger !== undefined) throw new RangeError(`Feature ${stranger} is outside 0–${features - 1}`);
  return { rows: rows.length, features, rowStarts, featureIds, values };
}

/** Views of one side's features, weights and vectors inside a memory; `weights` and `vectors` are row-major, `dimensions` wide. */
export interface FeatureViews {
  readonly rowStarts: Int32Array;
  readonly featureIds: Int32Array;
  readonly values: Float32Array;
  readonly weights: Float32Array;
  readonly vectors: Float32Array;
  readonly priors: Float32Array;
  readonly dimensions: number;
}

/** Writes the prior of rows [from, to): the weights of each row's features, summed by value. */
export function writePriors(views: FeatureViews, from: number, to: number): void {
  const { rowStarts, featureIds, values, weights, priors, dimensions: d } = views;
  priors.fill(0, from * d, to * d);
  for (let row = from; row < to; row++) {
    const end = rowStarts[row + 1] ?? 0;
    for (let at = rowStarts[row] ?? 0; at < end; at++) {
      const value = values[at] ?? 0;
      const weight = (featureIds[at] ?? 0) * d;
      for (let k = 0; k < d; k++)
        priors[row * d + k] = (priors[row * d + k] ?? 0) + value * (weights[weight + k] ?? 0);
    }
  }
}

/**
 * Improves columns [from, to) of the feature weights by conjugate gradient: least squares of the vectors by the features, each row weighing
 * `rowWeights` (0: left out), ridge penalty `ridge`. Columns are independent, so that threads share the work without sharing sums.
 */
export function fitWeights(
  views: FeatureViews,
  options: { rowWeights: Float32Array; ridge: number; from: number; to: number; steps: number },
): void {
  const { weights, vectors, dimensions: d } = views;
  const { rowWeights, ridge, from, to, steps } = options;
  const features = weights.length / d;
  const rows = rowWeights.length;
  const projected = new Float64Array(rows);
  for (let k = from; k < to; k++) {
    const x = new Float64Array(features);
    for (let f = 0; f < features; f++) x[f] = weights[f * d + k] ?? 0;
    // Residual of the normal equations at x: Fᵀ Λ (v − F x) − ridge · x.
    forward(views, x, projected);
    for (let row = 0; row < rows; row++)
      projected[row] = (rowWeights[row] ?? 0) * ((vectors[row * d + k] ?? 0) - (projected[row] ?? 0));
    const residual = backward(views, projected, features);
    for (let f = 0; f < features; f++) residual[f] = (residual[f] ?? 0) - ridge * (x[f] ?? 0);
    const direction = residual.slice();
    let norm = squared(residual);
    for (let step = 0; step < steps && norm > 1e-18; step++) {
      forward(views, direction, projected);
      for (let row = 0; row < rows; row++) projected[row] = (rowWeights[row] ?? 0) * (projected[row] ?? 0);
      const image = backward(views, projected, features);
      let curvature = 0;
      for (let f = 0; f < features; f++) {
        image[f] = (image[f] ?? 0) + ridge * (direction[f] ?? 0);
        curvature += (direction[f] ?? 0) * (image[f] ?? 0);
      }
      const length = norm / curvature;
      for (let f = 0; f < features; f++) {
        x[f] = (x[f] ?? 0) + length * (direction[f] ?? 0);
        residual[f] = (residual[f] ?? 0) - length * (image[f] ?? 0);
      }
      const next = squared(residual);
      for (let f = 0; f < features; f++)
        direction[f] = (residual[f] ?? 0) + (next / norm) * (direction[f] ?? 0);
      norm = next;
    }
    for (let f = 0; f < features; f++) weights[f * d + k] = x[f] ?? 0;
  }
}

function forward({ rowStarts, featureIds, values }: FeatureViews, x: Float64Array, out: Float64Array): void {
  for (let row = 0; row < out.length; row++) {
    let sum = 0;
    const end = rowStarts[row + 1] ?? 0;
    for (let at = rowStarts[row] ?? 0; at < end; at++)
      sum += (values[at] ?? 0) * (x[featureIds[at] ?? 0] ?? 0);
    out[row] = sum;
  }
}

function backward(
  { rowStarts, featureIds, values }: FeatureViews,
  y: Float64Array,
  features: number,
): Float64Array {
  const out = new Float64Array(features);
  for (let row = 0; row < y.length; row++) {
    const value = y[row] ?? 0;
    if (value === 0) continue;
    const end = rowStarts[row + 1] ?? 0;
    for (let at = rowStarts[row] ?? 0; at < end; at++) {
      const f = featureIds[at] ?? 0;
      out[f] = (out[f] ?? 0) + value * (values[at] ?? 0);
    }
  }
  return out;
}

function squared(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return sum;
}
