import { FEATURES } from '../features/schema.ts';
import type { FeatureFamily, FeatureName } from '../features/schema.ts';
import type { LinearModel } from '../ranker/linear-model.ts';

/** One feature's share of a margin, in log-odds. */
export interface Contribution {
  feature: FeatureName;
  family: FeatureFamily;
  value: number;
}

/** A margin taken apart: base + Σ value = margin within 1e-6, sigmoid(margin) = score within 1e-5. */
export interface Attribution {
  base: number;
  contributions: Contribution[];
  margin: number;
}

/**
 * Exact attribution of a linear ranker: weight·(x − mean) per feature against an average job, largest first.
 * Computed in double precision from the float32 features the model saw; features that add nothing are left out.
 */
export function explainLinear(model: LinearModel, features: Float32Array): Attribution {
  const contributions: Contribution[] = [];
  let margin = model.bias;
  FEATURES.forEach(({ name, family }, i) => {
    const value = (model.weights[i] ?? 0) * ((features[i] ?? 0) - (model.means[i] ?? 0));
    if (value === 0) return;
    margin += value;
    contributions.push({ feature: name, family, value });
  });
  contributions.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return { base: model.bias, contributions, margin };
}
