import { createHash } from 'node:crypto';

import { FEATURE_SCHEMA_HASH, FEATURES } from '../features/schema.ts';
import { scoreRow, scoreRows, trainForest, type ForestSettings } from '../lambdamart/index.ts';
import type { RankerMeta } from '../onnx/contract.ts';
import { exportForestRanker } from '../onnx/export-forest.ts';
import type { Ranker } from '../onnx/load-ranker.ts';
import { sigmoid } from '../ranker/linear-model.ts';
import { fitPlatt } from '../ranker/platt.ts';
import { balanceOutcomes } from './calibration.ts';
import { runGates, type Judgement } from './gates.ts';
import { splitByTime, toRankingData, type LabelledGroup } from './groups.ts';
import { forestCard } from './model-card.ts';

/** Where the choices learnt from came from. */
export type GroupSource = 'impressions' | 'replay';

export interface RankerTraining {
  readonly groups: readonly LabelledGroup[];
  readonly source: GroupSource;
  readonly version: string;
  /** Version of the ranker in use, and the ranker itself. */
  readonly parent: string;
  readonly champion: Pick<Ranker, 'rank'>;
  /** Of the retrieval model it will rank with; null where the lists were made without. */
  readonly retrievalSha256: string | null;
  readonly seed: number;
  readonly settings?: Partial<ForestSettings>;
  readonly onTree?: (trees: number, most: number) => void;
}

/** A ranker with everything that is kept of it. */
export interface TrainedRanker extends Judgement {
  readonly onnx: Uint8Array;
  readonly meta: RankerMeta;
  readonly card: string;
  /** Rows with the margins and scores TypeScript gives them; ONNX agrees to 1e-5. */
  readonly golden: string;
}

/** Fewer lists with a choice than this say too little; the model in use stays (ML.md §3). */
export const LEAST_GROUPS = 500;

/** Small, slow trees: there are few lists at first, and monotone directions hold the rest. */
const SETTINGS = { trees: 300, learningRate: 0.05, leaves: 12, leastRows: 30, patience: 40 } as const;
const GOLDEN_ROWS = 24;

/**
 * Trains LambdaMART on the first groups in time, stops by the next, calibrates on those, and holds the result to the gates on the last.
 * Holds its thread until it ends. The same groups and seed give the same bytes.
 * @throws RangeError for fewer than LEAST_GROUPS groups.
 */
export async function trainRanker(input: RankerTraining): Promise<TrainedRanker> {
  const { groups, source, version, parent, champion, seed, onTree } = input;
  if (groups.length < LEAST_GROUPS)
    throw new RangeError(`Training needs ${LEAST_GROUPS} lists with a choice; there are ${groups.length}`);
  const { train, validation, test } = splitByTime(groups);
  const settings = { ...SETTINGS, seed, ...input.settings };
  const [data, later] = [toRankingData(train), toRankingData(validation)];
  const forest = trainForest({
    data,
    validation: later,
    monotone: FEATURES.map(({ monotone }) => monotone),
    settings,
    onTree: ({ trees }) => onTree?.(trees, settings.trees),
  });
  const balanced = balanceOutcomes(
    scoreRows(forest, later.values, later.rows),
    Array.from(later.labels, (label) => label > 0),
    seed,
  );
  const platt = fitPlatt(balanced.scores, balanced.isChosen);
  const draft: RankerMeta = {
    name: 'ranker',
    version,
    kind: 'forest',
    featureSchemaHash: FEATURE_SCHEMA_HASH,
    featureNames: FEATURES.map(({ name }) => name),
    seed,
    dataWindow: windowOf(groups),
    parent,
    metrics: {},
    // A score compares with a job passed over; it is no chance of being hired or of a click.
    isCalibrated: false,
    retrievalSha256: input.retrievalSha256,
  };
  const onnx = exportForestRanker(forest, platt, draft);
  const margin = (row: Float32Array): number => platt.slope * scoreRow(forest, row) + platt.intercept;
  const judgement = await runGates({ onnx, meta: draft, test, champion, margin, seed });
  const meta = { ...draft, metrics: { ...judgement.metrics } };
  const golden = JSON.stringify({ rows: goldenRows(test, margin) });
  const counts = { train: train.length, validation: validation.length, test: test.length };
  const sha256 = createHash('sha256').update(onnx).digest('hex');
  const card = forestCard({
    meta,
    settings,
    source,
    counts,
    sha256,
    trees: forest.roots.length,
    ...judgement,
  });
  return { onnx, meta, card, golden, ...judgement };
}

function windowOf(groups: readonly LabelledGroup[]): NonNullable<RankerMeta['dataWindow']> {
  const times = groups.map(({ at }) => at);
  const iso = (time: number): string => new Date(time).toISOString();
  return {
    from: iso(times.reduce((a, b) => Math.min(a, b))),
    to: iso(times.reduce((a, b) => Math.max(a, b))),
  };
}

function goldenRows(test: readonly LabelledGroup[], margin: (row: Float32Array) => number) {
  const { values, rows, features } = toRankingData(test);
  return Array.from({ length: Math.min(GOLDEN_ROWS, rows) }, (_, i) => {
    const at = Math.floor((i * rows) / GOLDEN_ROWS) * features;
    const row = values.slice(at, at + features);
    return { features: [...row], margin: margin(row), score: sigmoid(margin(row)) };
  });
}
