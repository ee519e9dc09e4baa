import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { seededRandom } from '../content/seeded-random.ts';
import { FEATURE_COUNT, FEATURES } from '../features/schema.ts';
import { buildModelFiles, handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { linearMargin, sigmoid } from '../ranker/linear-model.ts';
import { matchBand } from '../ranker/match-band.ts';
import { openShippedRanker } from '../ranker/shipped-ranker.ts';
import { MAX_MODEL_BYTES, ModelContractError } from './contract.ts';
import { exportLinearRanker } from './export-linear.ts';
import { loadRanker } from './load-ranker.ts';
import type { Ranker } from './load-ranker.ts';
import { readOnnx } from './reader.ts';
import { createVectorScan } from './vector-scan.ts';
import { floatValue, model, node, tensor } from './writer.ts';

const file = exportLinearRanker(handWeightedModel, handWeightedMeta);
const Golden = z.object({
  rows: z.array(z.object({ features: z.array(z.number()), margin: z.number(), score: z.number() })),
});

describe('linear ranker', () => {
  let ranker: Ranker;
  beforeAll(async () => {
    ranker = await loadRanker(file, handWeightedMeta);
  });
  afterAll(() => ranker.close());

  it('scores 1,000 random rows as TypeScript does, and explains each exactly', async () => {
    const random = seededRandom(3);
    const features = Float32Array.from({ length: 1000 * FEATURE_COUNT }, () => random() * 2 - 0.5);
    const scores = await ranker.rank(features, 1000);
    for (let row = 0; row < 1000; row++) {
      const x = features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
      const { base, contributions, margin } = ranker.explainer.attribute(x);
      const sum = contributions.reduce((total, c) => total + c.value, base);
      expect(Math.abs(sum - margin)).toBeLessThan(1e-6);
      expect(Math.abs(ranker.explainer.margin(x) - margin)).toBeLessThan(1e-9);
      expect(Math.abs(linearMargin(handWeightedModel, x) - margin)).toBeLessThan(1e-6);
      expect(Math.abs(sigmoid(margin) - (scores[row] ?? 0))).toBeLessThanOrEqual(1e-5);
    }
  });

  it('keeps the golden scores', async () => {
    const golden = buildModelFiles().get('ranker/linear-1/golden.json') ?? new Uint8Array();
    const { rows } = Golden.parse(JSON.parse(Buffer.from(golden).toString()));
    const scores = await ranker.rank(Float32Array.from(rows.flatMap((r) => r.features)), rows.length);
    rows.forEach((row, i) => expect(Math.abs(row.score - (scores[i] ?? 0))).toBeLessThanOrEqual(1e-5));
  });

  it('gives an average job its base and no rows no scores', async () => {
    const { base, contributions, margin } = ranker.explainer.attribute(handWeightedModel.means);
    expect(contributions).toEqual([]);
    expect(margin).toBe(base);
    expect(await ranker.rank(new Float32Array(0), 0)).toHaveLength(0);
  });
});

describe('shipped ranker', () => {
  it('loads from ml-models by its registry', async () => {
    const ranker = await openShippedRanker(fileURLToPath(new URL('../../../../ml-models', import.meta.url)));
    expect(ranker.meta).toMatchObject({ version: 'linear-1', isCalibrated: false });
    await ranker.close();
  });
});

describe('ranker contract', () => {
  const width = FEATURE_COUNT;
  const metadata = readOnnx(file).metadata;
  const parts = {
    nodes: [node('ReduceMean', { inputs: ['features'], outputs: ['score'] }, { axes: [1], keepdims: 1 })],
    inputs: [floatValue('features', ['n', width])],
    outputs: [floatValue('score', ['n', 1])],
    metadata,
  };
  const refused = async (bytes: Uint8Array, meta = handWeightedMeta): Promise<string> => {
    const outcome = await loadRanker(bytes, meta).catch((error: unknown) => error);
    if (!(outcome instanceof ModelContractError))
      throw new Error(`Expected a refusal, got ${String(outcome)}`);
    return outcome.message;
  };

  it('refuses bytes that are no model, a damaged file and one beyond the size limit', async () => {
    expect(await refused(Buffer.from('hello'))).toContain('ONNX');
    expect(await refused(file.subarray(0, 400))).toMatch(/ONNX|contract|schema/);
    expect(await refused(new Uint8Array(MAX_MODEL_BYTES + 1))).toContain('limit');
    await expect(loadRanker(file, handWeightedMeta, { sha256: 'no' })).rejects.toThrow('damaged');
  });

  it('refuses a model for other features, or one that orders them otherwise', async () => {
    expect(await refused(model({ ...parts, metadata: { ...metadata, feature_schema_hash: 'x' } }))).toContain(
      'other features',
    );
    const names = JSON.stringify(FEATURES.map((f) => f.name).toReversed());
    expect(await refused(model({ ...parts, metadata: { ...metadata, feature_names: names } }))).toContain(
      'order',
    );
  });

  it('refuses other inputs, outputs and shapes', async () => {
    expect(await refused(model({ ...parts, inputs: [floatValue('x', ['n', width])] }))).toContain('features');
    expect(await refused(model({ ...parts, inputs: [floatValue('features', ['n', 3])] }))).toContain(
      '[n, 3]',
    );
    expect(await refused(model({ ...parts, inputs: [floatValue('features', [1, width])] }))).toContain('[1,');
    expect(await refused(model({ ...parts, outputs: [] }))).toContain('0 outputs');
  });

  it('refuses operators outside the list, and data outside the file', async () => {
    const loop = node('Loop', { inputs: ['features'], outputs: ['score'] });
    expect(await refused(model({ ...parts, nodes: [loop] }))).toContain('Loop');
    const custom = node('Add', { inputs: ['features'], outputs: ['score'] }, {}, 'evil.example');
    expect(await refused(model({ ...parts, nodes: [custom] }))).toContain('evil.example');
    // TensorProto.data_location = EXTERNAL, field 14 as a varint.
    const outside = Buffer.concat([tensor('w', [1], Float32Array.of(1)), Uint8Array.of(0x70, 1)]);
    expect(await refused(model({ ...parts, initializers: [outside] }))).toContain('external data');
  });

  it('refuses weights that are not finite and explanations that do not give the scores', async () => {
    const weights = handWeightedModel.weights.slice();
    weights[0] = Number.NaN;
    expect(await refused(exportLinearRanker({ ...handWeightedModel, weights }, handWeightedMeta))).toContain(
      'outside [0, 1]',
    );
    const tensors = [...readOnnx(file).floats].map(([name, values]) => tensor(name, [values.length], values));
    expect(await refused(model({ ...parts, initializers: tensors }))).toContain('explanation');
  });

  it('refuses a file whose version is not the described one', async () => {
    expect(await refused(file, { ...handWeightedMeta, version: 'linear-9' })).toContain('linear-9');
  });
});

describe('vector scan', () => {
  it('multiplies rows with queries, also while an earlier result is still in use', async () => {
    const { scan } = await createVectorScan(2);
    const matrix = Float32Array.of(1, 2, 3, 4, 9, 9);
    const queries = [Float32Array.of(1, 0), Float32Array.of(1, 1)];
    const first = await scan(matrix, 2, queries);
    const second = await scan(matrix, 1, queries);
    expect([...first.products]).toEqual([1, 3, 3, 7]);
    first.release();
    second.release();
    expect([...(await scan(matrix, 3, [Float32Array.of(0, 1)])).products]).toEqual([2, 4, 9]);
  });
});

describe('match band', () => {
  it('is strong from .75, good from .5, fair from .25', () => {
    expect([0.75, 0.749, 0.5, 0.499, 0.25, 0.249].map(matchBand)).toEqual([
      'strong',
      'good',
      'good',
      'fair',
      'fair',
      'low',
    ]);
  });
});
