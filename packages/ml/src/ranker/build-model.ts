import { createHash } from 'node:crypto';

import { seededRandom } from '../content/seeded-random.ts';
import { FEATURE_COUNT, FEATURE_SCHEMA_HASH, FEATURES } from '../features/schema.ts';
import type { RankerMeta } from '../onnx/contract.ts';
import { exportLinearRanker } from '../onnx/export-linear.ts';
import { HAND_WEIGHTED_VERSION, handWeightedModel } from './hand-weights.ts';
import { linearMargin, sigmoid } from './linear-model.ts';

/** Description of the hand-weighted model. */
export const handWeightedMeta: RankerMeta = {
  name: 'ranker',
  version: HAND_WEIGHTED_VERSION,
  kind: 'linear',
  featureSchemaHash: FEATURE_SCHEMA_HASH,
  featureNames: FEATURES.map((f) => f.name),
  seed: 1,
  dataWindow: null,
  parent: null,
  metrics: {},
  isCalibrated: false,
  retrievalSha256: null,
};

/** The files of the hand-weighted model by path under ml-models/, the same bytes each time. */
export function buildModelFiles(): Map<string, Uint8Array> {
  const folder = `ranker/${HAND_WEIGHTED_VERSION}`;
  const onnx = exportLinearRanker(handWeightedModel, handWeightedMeta);
  const sha256 = createHash('sha256').update(onnx).digest('hex');
  const registry = {
    models: [
      {
        name: handWeightedMeta.name,
        version: HAND_WEIGHTED_VERSION,
        status: 'active',
        path: `${folder}/model.onnx`,
        sha256,
        bytes: onnx.byteLength,
        input: { name: 'features', type: 'float32', shape: ['n', FEATURE_COUNT] },
        output: { name: 'score', type: 'float32', shape: ['n', 1] },
        featureSchemaHash: FEATURE_SCHEMA_HASH,
        metrics: handWeightedMeta.metrics,
      },
    ],
  };
  return new Map<string, Uint8Array>([
    [`${folder}/model.onnx`, onnx],
    [`${folder}/meta.json`, json({ ...handWeightedMeta, sha256 })],
    [`${folder}/golden.json`, json({ rows: goldenRows() })],
    [`${folder}/MODEL_CARD.md`, Buffer.from(modelCard(sha256))],
    ['registry.json', json(registry)],
  ]);
}

/** Fixed rows and the scores that TypeScript gives them; ONNX must agree to 1e-5. */
function goldenRows(): { features: number[]; margin: number; score: number }[] {
  const random = seededRandom(handWeightedMeta.seed);
  const rows = Array.from({ length: 24 }, () => Float32Array.from(FEATURES, () => random()));
  rows.push(new Float32Array(FEATURE_COUNT), handWeightedModel.means.slice());
  return rows.map((row) => {
    const margin = linearMargin(handWeightedModel, row);
    return { features: [...row], margin, score: sigmoid(margin) };
  });
}

function modelCard(sha256: string): string {
  const rows = FEATURES.map(({ name, family, monotone, description }, i) => {
    const weight = Number((handWeightedModel.weights[i] ?? 0).toFixed(4));
    const mean = Number((handWeightedModel.means[i] ?? 0).toFixed(4));
    const direction = monotone === 0 ? 'free' : monotone === 1 ? 'up' : 'down';
    return `| ${name} | ${family} | ${direction} | ${weight} | ${mean} | ${description} |`;
  });
  return `# Ranker ${HAND_WEIGHTED_VERSION}

A hand-weighted monotone linear model. It was not trained on anyone's behaviour: its weights are judgement, set by looking at
lists for made-up people, and it serves until about 500 labelled lists exist to learn from.

- Input \`features\` float32 [n, ${FEATURE_COUNT}], output \`score\` float32 [n, 1]; score = sigmoid(base + Σ weight · (x − mean)), base ${Number(handWeightedModel.bias.toFixed(4))}.
- Scores are not calibrated: show bands (strong ≥ .75, good ≥ .5, fair ≥ .25), not percentages.
- Each feature can move the score in one direction only, where one is given. Contributions are relative to an average job.
- Ranks within candidate sources weigh nothing here: a pair of person and job has one score wherever it is explained.
- No name, photo, birth date, gender or other protected trait is an input. Place and pay can stand in for such traits;
  watch outcomes by group before relying on any ranking.
- SHA-256 of model.onnx: \`${sha256}\`; feature schema \`${FEATURE_SCHEMA_HASH}\`.

| feature | family | direction | weight (log-odds) | mean | meaning |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
