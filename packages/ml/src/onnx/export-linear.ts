import type { LinearModel } from '../ranker/linear-model.ts';
import type { RankerMeta } from './contract.ts';
import { contractMetadata } from './contract.ts';
import { floatValue, model, node, tensor } from './writer.ts';

/** Names of the initializers by which a linear ranker's file is explained. */
export const LINEAR_TENSORS = { means: 'means', weights: 'weights', bias: 'bias' } as const;

/** ONNX file of a linear model under the ranker contract: sigmoid((features − means) · weights + bias). */
export function exportLinearRanker(linear: LinearModel, meta: RankerMeta): Uint8Array {
  const width = linear.weights.length;
  return model({
    nodes: [
      node('Sub', { inputs: ['features', LINEAR_TENSORS.means], outputs: ['centred'] }),
      node('MatMul', { inputs: ['centred', LINEAR_TENSORS.weights], outputs: ['product'] }),
      node('Add', { inputs: ['product', LINEAR_TENSORS.bias], outputs: ['margin'] }),
      node('Sigmoid', { inputs: ['margin'], outputs: ['score'] }),
    ],
    initializers: [
      tensor(LINEAR_TENSORS.means, [width], linear.means),
      tensor(LINEAR_TENSORS.weights, [width, 1], linear.weights),
      tensor(LINEAR_TENSORS.bias, [1], Float32Array.of(linear.bias)),
    ],
    inputs: [floatValue('features', ['n', width])],
    outputs: [floatValue('score', ['n', 1])],
    metadata: contractMetadata(meta),
  });
}
