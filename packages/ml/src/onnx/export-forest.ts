import type { Forest } from '../lambdamart/index.ts';
import type { PlattScaling } from '../ranker/platt.ts';
import { contractMetadata, type RankerMeta } from './contract.ts';
import { floatValue, model, node, tensor } from './writer.ts';

/** Names of the initializers that calibrate a forest's score. */
export const PLATT_TENSORS = { slope: 'slope', intercept: 'intercept' } as const;

/**
 * ONNX file of calibrated trees under the ranker contract: sigmoid(slope · Σ leaves + intercept). Covers travel as the operator's own
 * `nodes_hitrates`, so that the file alone can be explained.
 */
export function exportForestRanker(forest: Forest, platt: PlattScaling, meta: RankerMeta): Uint8Array {
  return model({
    nodes: [
      node(
        'TreeEnsembleRegressor',
        { inputs: ['features'], outputs: ['raw'] },
        treeAttributes(forest),
        'ai.onnx.ml',
      ),
      node('Mul', { inputs: ['raw', PLATT_TENSORS.slope], outputs: ['scaled'] }),
      node('Add', { inputs: ['scaled', PLATT_TENSORS.intercept], outputs: ['margin'] }),
      node('Sigmoid', { inputs: ['margin'], outputs: ['score'] }),
    ],
    initializers: [
      tensor(PLATT_TENSORS.slope, [1], Float32Array.of(platt.slope)),
      tensor(PLATT_TENSORS.intercept, [1], Float32Array.of(platt.intercept)),
    ],
    inputs: [floatValue('features', ['n', forest.features])],
    outputs: [floatValue('score', ['n', 1])],
    metadata: contractMetadata(meta),
  });
}

function treeAttributes({ roots, splitFeatures, thresholds, lefts, rights, values, covers }: Forest) {
  const nodes = splitFeatures.length;
  const trees = Array.from({ length: nodes }, () => 0);
  const own = Array.from({ length: nodes }, () => 0);
  roots.forEach((root, tree) => {
    const end = roots[tree + 1] ?? nodes;
    for (let at = root; at < end; at++) {
      trees[at] = tree;
      own[at] = at - root;
    }
  });
  const local = (child: number, at: number): number => (child < 0 ? 0 : child - (roots[trees[at] ?? 0] ?? 0));
  const leaves = own.flatMap((_, at) => ((splitFeatures[at] ?? -1) < 0 ? [at] : []));
  return {
    n_targets: 1,
    aggregate_function: 'SUM',
    post_transform: 'NONE',
    nodes_treeids: trees,
    nodes_nodeids: own,
    nodes_featureids: Array.from(splitFeatures, (feature) => Math.max(0, feature)),
    nodes_modes: Array.from(splitFeatures, (feature) => (feature < 0 ? 'LEAF' : 'BRANCH_LEQ')),
    nodes_values: thresholds,
    nodes_hitrates: covers,
    nodes_truenodeids: Array.from(lefts, local),
    nodes_falsenodeids: Array.from(rights, local),
    target_treeids: leaves.map((at) => trees[at] ?? 0),
    target_nodeids: leaves.map((at) => own[at] ?? 0),
    target_ids: leaves.map(() => 0),
    target_weights: Float32Array.from(leaves, (at) => values[at] ?? 0),
  };
}
