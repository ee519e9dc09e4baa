import { seededRandom } from '../content/seeded-random.ts';
import { FEATURE_COUNT, FEATURE_SCHEMA_HASH, FEATURES } from '../features/schema.ts';
import { scoreRows, trainForest } from '../lambdamart/index.ts';
import { exportForestRanker } from '../onnx/export-forest.ts';
import { loadRanker, type Ranker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { linearMargin } from '../ranker/linear-model.ts';
import { fitPlatt } from '../ranker/platt.ts';
import { describeRanker } from './behaviour-suite.ts';

const GROUPS = 400;
const PER_GROUP = 30;

/** A forest that learnt the hand-weighted model's taste from random rows: it behaves as one learnt from people would. */
async function openForest(): Promise<Ranker> {
  const random = seededRandom(11);
  const rows = GROUPS * PER_GROUP;
  const values = Float32Array.from({ length: rows * FEATURE_COUNT }, (_, at) =>
    FEATURES[at % FEATURE_COUNT]?.name.startsWith('rank_') === true ? 0 : random(),
  );
  const margins = Array.from({ length: rows }, (_, row) =>
    linearMargin(handWeightedModel, values.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT)),
  );
  const labels = Float32Array.from(margins, (margin) =>
    margin > 1.5 ? 3 : margin > 0.5 ? 2 : margin > -0.5 ? 1 : 0,
  );
  const forest = trainForest({
    data: {
      rows,
      features: FEATURE_COUNT,
      values,
      labels,
      groupStarts: Int32Array.from({ length: GROUPS + 1 }, (_, q) => q * PER_GROUP),
    },
    monotone: FEATURES.map(({ monotone }) => monotone),
    settings: { trees: 150, leaves: 16, leastRows: 30, threads: 1 },
  });
  const scores = scoreRows(forest, values, rows);
  const platt = fitPlatt(
    scores,
    margins.map((margin) => margin > 0),
  );
  const meta = {
    ...handWeightedMeta,
    kind: 'forest' as const,
    version: 'forest-test',
    featureSchemaHash: FEATURE_SCHEMA_HASH,
  };
  return loadRanker(exportForestRanker(forest, platt, meta), meta);
}

describeRanker('a learnt forest', openForest);
