import type { RankerMeta } from '../onnx/contract.ts';
import { ModelContractError } from '../onnx/contract.ts';
import { LINEAR_TENSORS } from '../onnx/export-linear.ts';
import type { OnnxSummary } from '../onnx/reader.ts';
import { explainLinear } from './explain-linear.ts';
import type { Attribution } from './explain-linear.ts';

/** Takes the margin of one row of features apart. */
export type Explainer = (features: Float32Array) => Attribution;

type RankerKind = RankerMeta['kind'];

/** How each kind of ranker is explained, from its own file, so that explanation and score cannot drift apart. */
const EXPLAINERS: Record<RankerKind, (summary: OnnxSummary) => Explainer> = {
  linear(summary) {
    const weights = tensorOf(summary, LINEAR_TENSORS.weights);
    const means = tensorOf(summary, LINEAR_TENSORS.means);
    const [bias = 0] = tensorOf(summary, LINEAR_TENSORS.bias);
    return (features) => explainLinear({ weights, means, bias }, features);
  },
};

/** Explainer of a ranker file; throws a ModelContractError when the file lacks what its kind is explained by. */
export function explainerFor(kind: RankerKind, summary: OnnxSummary): Explainer {
  return EXPLAINERS[kind](summary);
}

function tensorOf(summary: OnnxSummary, name: string): Float32Array {
  const values = summary.floats.get(name);
  if (values === undefined) throw new ModelContractError(`The linear model has no tensor named ${name}`);
  return values;
}
