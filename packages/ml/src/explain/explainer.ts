import { FEATURE_COUNT } from '../features/schema.ts';
import type { RankerMeta } from '../onnx/contract.ts';
import { ModelContractError } from '../onnx/contract.ts';
import { PLATT_TENSORS } from '../onnx/export-forest.ts';
import { LINEAR_TENSORS } from '../onnx/export-linear.ts';
import { readForest } from '../onnx/read-forest.ts';
import type { OnnxSummary } from '../onnx/reader.ts';
import { linearMargin } from '../ranker/linear-model.ts';
import { forestExplainer } from './explain-forest.ts';
import { explainLinear } from './explain-linear.ts';
import type { Attribution } from './explain-linear.ts';

/** Takes the margin of one row of features apart. */
export interface Explainer {
  attribute: (features: Float32Array) => Attribution;
  /** The margin alone, which is far cheaper for trees. */
  margin: (features: Float32Array) => number;
}

type RankerKind = RankerMeta['kind'];

/** How each kind of ranker is explained, from its own file, so that explanation and score cannot drift apart. */
const EXPLAINERS: Record<RankerKind, (summary: OnnxSummary) => Explainer> = {
  linear(summary) {
    const weights = tensorOf(summary, LINEAR_TENSORS.weights);
    const means = tensorOf(summary, LINEAR_TENSORS.means);
    const [bias = 0] = tensorOf(summary, LINEAR_TENSORS.bias);
    const model = { weights, means, bias };
    return {
      attribute: (features) => explainLinear(model, features),
      margin: (features) => linearMargin(model, features),
    };
  },
  forest(summary) {
    if (summary.trees === null) throw new ModelContractError('The model is said to be trees and has none');
    const [slope = 0] = tensorOf(summary, PLATT_TENSORS.slope);
    const [intercept = 0] = tensorOf(summary, PLATT_TENSORS.intercept);
    return forestExplainer(readForest(summary.trees, FEATURE_COUNT), { slope, intercept });
  },
};

/** Explainer of a ranker file; throws a ModelContractError when the file lacks what its kind is explained by. */
export function explainerFor(kind: RankerKind, summary: OnnxSummary): Explainer {
  return EXPLAINERS[kind](summary);
}

function tensorOf(summary: OnnxSummary, name: string): Float32Array {
  const values = summary.floats.get(name);
  if (values === undefined) throw new ModelContractError(`The model has no tensor named ${name}`);
  return values;
}
