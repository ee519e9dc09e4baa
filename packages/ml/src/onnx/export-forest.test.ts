import { describe, expect, it } from 'vitest';

import { seededRandom } from '../content/seeded-random.ts';
import { FEATURE_COUNT, FEATURE_SCHEMA_HASH, FEATURES } from '../features/schema.ts';
import { scoreRow, trainForest, type Forest } from '../lambdamart/index.ts';
import { fitPlatt } from '../ranker/platt.ts';
import { RankerMeta } from './contract.ts';
import { exportForestRanker } from './export-forest.ts';
import { loadRanker } from './load-ranker.ts';
import { readForest } from './read-forest.ts';
import { readOnnx } from './reader.ts';
import { floatValue, model, node } from './writer.ts';

const GROUPS = 60;

function trained() {
  const random = seededRandom(3);
  const rows = GROUPS * 10;
  const values = Float32Array.from({ length: rows * FEATURE_COUNT }, () => random());
  const labels = Float32Array.from({ length: rows }, (_, row) =>
    (values[row * FEATURE_COUNT] ?? 0) > 0.6 ? 1 : 0,
  );
  const forest = trainForest({
    data: {
      rows,
      features: FEATURE_COUNT,
      values,
      labels,
      groupStarts: Int32Array.from({ length: GROUPS + 1 }, (_, q) => q * 10),
    },
    monotone: FEATURES.map(({ monotone }) => monotone),
    settings: { trees: 15, leaves: 8, leastRows: 10, leastHessian: 0.5 },
  });
  const scores = Array.from({ length: rows }, (_, row) => scoreRow(forest, values, row * FEATURE_COUNT));
  const platt = fitPlatt(
    scores,
    Array.from(labels, (label) => label > 0),
  );
  return { forest, values, rows, platt };
}

const meta: RankerMeta = RankerMeta.parse({
  name: 'ranker',
  version: 'forest-test',
  kind: 'forest',
  featureSchemaHash: FEATURE_SCHEMA_HASH,
  featureNames: FEATURES.map((f) => f.name),
  seed: 3,
  dataWindow: null,
  parent: null,
  metrics: {},
  isCalibrated: true,
});

describe('a forest as an ONNX file', () => {
  it('scores as TypeScript does, to 1e-5', async () => {
    const { forest, values, rows, platt } = trained();
    const ranker = await loadRanker(exportForestRanker(forest, platt, meta), meta);
    const scores = await ranker.rank(values, rows);
    for (let row = 0; row < rows; row++) {
      const margin = platt.slope * scoreRow(forest, values, row * FEATURE_COUNT) + platt.intercept;
      expect(Math.abs((scores[row] ?? 0) - 1 / (1 + Math.exp(-margin)))).toBeLessThan(1e-5);
    }
    await ranker.close();
  });

  it('explains its scores from the file alone', async () => {
    const { forest, values, platt } = trained();
    const ranker = await loadRanker(exportForestRanker(forest, platt, meta), meta);
    for (let row = 0; row < 50; row++) {
      const features = values.slice(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
      const { base, contributions, margin } = ranker.explainer.attribute(features);
      expect(contributions.reduce((sum, { value }) => sum + value, base)).toBeCloseTo(margin, 9);
      expect(margin).toBeCloseTo(ranker.explainer.margin(features), 6);
      const [score = 0] = await ranker.rank(features, 1);
      expect(Math.abs(score - 1 / (1 + Math.exp(-margin)))).toBeLessThan(1e-5);
    }
    await ranker.close();
  });

  it('reads its trees back as they were', () => {
    const { forest, platt } = trained();
    const { trees } = readOnnx(exportForestRanker(forest, platt, meta));
    expect(trees === null ? null : readForest(trees, FEATURE_COUNT)).toEqual(forest);
  });
});

describe('trees made elsewhere', () => {
  const attributes = (
    change: Record<string, number | string | Float32Array | readonly string[] | readonly number[]>,
  ) => {
    const bytes = model({
      nodes: [
        node(
          'TreeEnsembleRegressor',
          { inputs: ['features'], outputs: ['score'] },
          {
            n_targets: 1,
            nodes_treeids: [0, 0, 0],
            nodes_nodeids: [0, 1, 2],
            nodes_featureids: [1, 0, 0],
            nodes_modes: ['BRANCH_LT', 'LEAF', 'LEAF'],
            nodes_values: Float32Array.of(0.5, 0, 0),
            nodes_truenodeids: [1, 0, 0],
            nodes_falsenodeids: [2, 0, 0],
            target_treeids: [0, 0],
            target_nodeids: [1, 2],
            target_ids: [0, 0],
            target_weights: Float32Array.of(-1, 1),
            ...change,
          },
          'ai.onnx.ml',
        ),
      ],
      inputs: [floatValue('features', ['n', 2])],
      outputs: [floatValue('score', ['n', 1])],
    });
    const { trees } = readOnnx(bytes);
    if (trees === null) throw new Error('no trees');
    return trees;
  };
  const scoreOf = (forest: Forest, second: number) => scoreRow(forest, Float32Array.of(0, second));

  it('may branch by <', () => {
    const forest = readForest(attributes({}), 2);
    expect([scoreOf(forest, 0.499_99), scoreOf(forest, 0.5)]).toEqual([-1, 1]);
    expect([...forest.covers]).toEqual([2, 1, 1]);
  });

  it.each([
    ['branch otherwise', { nodes_modes: ['BRANCH_EQ', 'LEAF', 'LEAF'] }, /BRANCH_EQ/],
    ['run in circles', { nodes_truenodeids: [0, 0, 0] }, /circles/],
    ['share a node', { nodes_truenodeids: [2, 0, 0] }, /circles|share/],
    ['point nowhere', { nodes_truenodeids: [7, 0, 0] }, /not there/],
    ['split on a stranger', { nodes_featureids: [2, 0, 0] }, /feature/],
    ['average', { aggregate_function: 'AVERAGE' }, /sum/],
    ['have two targets', { target_ids: [0, 1] }, /target/],
    ['lack a list', { nodes_values: Float32Array.of(0.5) }, /nodes_values/],
  ] as const)('are refused when they %s', (_, change, reason) => {
    expect(() => readForest(attributes(change), 2)).toThrow(reason);
  });
});
