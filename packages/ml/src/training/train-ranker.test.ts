import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { FEATURE_COUNT, featureIndex } from '../features/schema.ts';
import { exportLinearRanker } from '../onnx/export-linear.ts';
import { loadRanker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { runGates, type Gate } from './gates.ts';
import { splitByTime } from './groups.ts';
import { madeUpGroups } from './testing.ts';
import { LEAST_GROUPS, trainRanker, type TrainedRanker } from './train-ranker.ts';

const groups = madeUpGroups(600, 1);
const FRESH = featureIndex('posting_freshness');
/** Prefers old jobs. */
const badChampion = {
  rank: async (values: Float32Array, rows: number) =>
    Float32Array.from({ length: rows }, (_, row) => 1 - (values[row * FEATURE_COUNT + FRESH] ?? 0)),
};
const input = {
  groups,
  source: 'replay' as const,
  version: 'forest-test',
  parent: 'linear-1',
  champion: badChampion,
  retrievalSha256: null,
  seed: 1,
  settings: { trees: 60, leastRows: 20 },
};
const failed = (gates: readonly Gate[]): string[] =>
  gates.filter(({ hasPassed }) => !hasPassed).map(({ name }) => name);

describe('training a ranker', () => {
  let trained: TrainedRanker;
  beforeAll(async () => {
    trained = await trainRanker(input);
  }, 60_000);

  it('learns what people choose and passes every gate', () => {
    expect(failed(trained.gates)).toEqual([]);
    const { metrics } = trained;
    expect(metrics['ndcg@10']).toBeGreaterThan((metrics['content_ndcg@10'] ?? 1) + 0.2);
    expect(metrics['ndcg@10']).toBeGreaterThan((metrics['champion_ndcg@10'] ?? 1) + 0.2);
  });

  it('gives a file that scores as its golden rows say, and a card that names its hash', async () => {
    const ranker = await loadRanker(trained.onnx, trained.meta);
    const { rows } = JSON.parse(trained.golden) as { rows: { features: number[]; score: number }[] };
    expect(rows.length).toBeGreaterThan(10);
    const scores = await ranker.rank(
      Float32Array.from(rows.flatMap(({ features }) => features)),
      rows.length,
    );
    rows.forEach(({ score }, i) => expect(Math.abs(score - (scores[i] ?? 0))).toBeLessThan(1e-5));
    await ranker.close();
    expect(trained.card).toContain(createHash('sha256').update(trained.onnx).digest('hex'));
    expect(trained.card).toContain('| champion | passed |');
  });

  it('gives the same bytes for the same lists and seed', async () => {
    const again = await trainRanker(input);
    expect(Buffer.from(again.onnx).equals(trained.onnx)).toBe(true);
  }, 60_000);

  it('tells how far it is', async () => {
    const said: number[] = [];
    await trainRanker({
      ...input,
      settings: { trees: 5, leastRows: 20 },
      onTree: (trees) => void said.push(trees),
    });
    expect(said).toEqual([1, 2, 3, 4, 5]);
  });

  it('wants enough lists', async () => {
    await expect(trainRanker({ ...input, groups: groups.slice(0, LEAST_GROUPS - 1) })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('gates', () => {
  const { test } = splitByTime(groups);
  const linear = exportLinearRanker(handWeightedModel, handWeightedMeta);
  const judged = { onnx: linear, meta: handWeightedMeta, test, seed: 1 };
  /** Knows the answers. */
  const oracle = {
    rank: async (values: Float32Array, rows: number) => {
      const group = test.find((each) => each.values.every((value, i) => value === values[i]));
      return Float32Array.from({ length: rows }, (_, row) => group?.grades[row] ?? 0);
    },
  };

  it('hold back a file that breaks the contract, by that alone', async () => {
    const { gates } = await runGates({ ...judged, onnx: linear.subarray(0, 500), champion: badChampion });
    expect(gates).toHaveLength(1);
    expect(failed(gates)).toEqual(['contract']);
  });

  it('hold back a model that is worse than the one in use, for newcomers too', async () => {
    const { gates } = await runGates({ ...judged, champion: oracle });
    expect(failed(gates)).toEqual(expect.arrayContaining(['champion', 'newcomers']));
    expect(gates.find(({ name }) => name === 'champion')?.detail).toContain('the model in use 1.000');
  });

  it('hold back one whose own formula is not what the file says', async () => {
    const { gates } = await runGates({ ...judged, champion: badChampion, margin: () => 0.25 });
    expect(failed(gates)).toContain('agreement');
  });

  it('hold back one that is no better than popularity or likeness', async () => {
    const flat = test.map((group) => ({
      ...group,
      popularity: Float32Array.from(group.grades),
      content: Float32Array.from(group.grades),
    }));
    const { gates } = await runGates({ ...judged, test: flat, champion: badChampion });
    expect(failed(gates)).toEqual(expect.arrayContaining(['popularity', 'content']));
  });

  it('hold back one whose scores are no chances', async () => {
    const { gates } = await runGates({ ...judged, champion: badChampion });
    // The hand-weighted model was fitted to nobody.
    expect(failed(gates)).toContain('calibration');
  });
});
