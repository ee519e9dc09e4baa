import { FEATURES } from '../features/schema.ts';
import { createForestExplainer, scoreRow, type Forest } from '../lambdamart/index.ts';
import type { PlattScaling } from '../ranker/platt.ts';
import type { Contribution } from './explain-linear.ts';
import type { Explainer } from './explainer.ts';

/**
 * Explains calibrated trees exactly: TreeSHAP of the sum of leaves, scaled by the calibration's slope into log-odds. Features that add
 * nothing are left out; largest first.
 */
export function forestExplainer(forest: Forest, { slope, intercept }: PlattScaling): Explainer {
  const explain = createForestExplainer(forest);
  return {
    attribute(features) {
      const { base, contributions: values } = explain(features);
      const contributions = FEATURES.flatMap(({ name, family }, i): Contribution[] => {
        const value = slope * (values[i] ?? 0);
        return value === 0 ? [] : [{ feature: name, family, value }];
      });
      contributions.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
      const start = slope * base + intercept;
      return {
        base: start,
        contributions,
        margin: contributions.reduce((sum, { value }) => sum + value, start),
      };
    },
    margin: (features) => slope * scoreRow(forest, features) + intercept,
  };
}
