import { FEATURES } from '../features/schema.ts';
import type { FeatureName } from '../features/schema.ts';

/** margin = bias + Σ weight·(x − mean), in log-odds. All numbers are float32 values, as in the ONNX file. */
export interface LinearModel {
  weights: Float32Array;
  means: Float32Array;
  bias: number;
}

/** Weight in log-odds a unit, and the value at an average job, per feature. */
export type LinearTable = Record<FeatureName, readonly [weight: number, mean: number]>;

/** Builds a model from a table; throws an Error when a weight goes against its feature's direction. */
export function linearModelOf(table: LinearTable, bias: number): LinearModel {
  for (const { name, monotone } of FEATURES) {
    if (monotone !== 0 && Math.sign(table[name][0]) === -monotone)
      throw new Error(`Weight of ${name} goes against its direction`);
  }
  return {
    weights: Float32Array.from(FEATURES, ({ name }) => table[name][0]),
    means: Float32Array.from(FEATURES, ({ name }) => table[name][1]),
    bias: Math.fround(bias),
  };
}

/** Margin of one row in double precision. */
export function linearMargin(model: LinearModel, features: Float32Array): number {
  let margin = model.bias;
  for (let i = 0; i < model.weights.length; i++) {
    margin += (model.weights[i] ?? 0) * ((features[i] ?? 0) - (model.means[i] ?? 0));
  }
  return margin;
}

/** Logistic function. */
export function sigmoid(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}
