import { createHash } from 'node:crypto';

import { FEATURE_COUNT } from '../features/schema.ts';
import { mean } from '../metrics/index.ts';
import { ModelContractError, type RankerMeta } from '../onnx/contract.ts';
import { loadRanker, type Ranker } from '../onnx/load-ranker.ts';
import { sigmoid } from '../ranker/linear-model.ts';
import { balanceOutcomes, calibrationError } from './calibration.ts';
import { blankRankColumns, type LabelledGroup } from './groups.ts';
import { bootstrapMargin, judge, type GroupScorer, type Verdict } from './judge.ts';

/** One condition that a candidate met or did not, in words for an admin. */
export interface Gate {
  readonly name:
    | 'contract'
    | 'finite'
    | 'agreement'
    | 'champion'
    | 'newcomers'
    | 'popularity'
    | 'content'
    | 'calibration'
    | 'coverage'
    | 'latency';
  readonly hasPassed: boolean;
  readonly value: number | null;
  readonly limit: number | null;
  readonly detail: string;
}

/** What the gates found; `metrics` are of the test window. */
export interface Judgement {
  readonly gates: readonly Gate[];
  readonly metrics: Readonly<Record<string, number>>;
}

export interface GateInput {
  readonly onnx: Uint8Array;
  readonly meta: RankerMeta;
  /** Groups that the candidate never saw. */
  readonly test: readonly LabelledGroup[];
  /** The ranker in use. */
  readonly champion: Pick<Ranker, 'rank'>;
  /** The candidate's own margin of a row; left out for a model trained elsewhere, whose file alone is compared then. */
  readonly margin?: (row: Float32Array) => number;
  readonly seed: number;
}

const AGREEMENT_ROWS = 1_000;
const AGREEMENT_LIMIT = 1e-5;
const CALIBRATION_LIMIT = 0.05;
/** Share of the champion's different jobs that a candidate has to show. */
const COVERAGE_SHARE = 0.8;
/** Past actions up to which a person is new, and how many of their lists say enough. */
const NEW_HISTORY = 3;
const LEAST_NEW_LISTS = 30;
/** A list has about 500 candidates; its ranking may take this long, in ms: the best of several runs, since a busy machine is not the model's fault. */
const LATENCY_MS = 25;
const LATENCY_ROWS = 500;
const LATENCY_RUNS = 20;

/** Holds a candidate to the conditions for serving people (ML.md §7). A file that breaks the contract is judged by nothing else. */
export async function runGates(input: GateInput): Promise<Judgement> {
  let candidate: Ranker;
  try {
    candidate = await loadRanker(input.onnx, input.meta);
  } catch (error) {
    if (!(error instanceof ModelContractError)) throw error;
    return { gates: [gate('contract', false, error.message)], metrics: {} };
  }
  try {
    const { gates: measured, metrics } = await qualityGates(input, candidate);
    const gates = [
      gate('contract', true, 'The file keeps the ranker contract and explains its own scores'),
      ...(await agreementGates(input, candidate)),
      ...measured,
      await latencyGate(input.test, candidate),
    ];
    return { gates, metrics };
  } finally {
    await candidate.close();
  }
}

function gate(
  name: Gate['name'],
  hasPassed: boolean,
  detail: string,
  { value = null, limit = null }: { value?: number | null; limit?: number | null } = {},
): Gate {
  return { name, hasPassed, detail, value, limit };
}

async function agreementGates({ test, margin, seed }: GateInput, candidate: Ranker): Promise<Gate[]> {
  const rows = probeRows(test, seed);
  const count = rows.length / FEATURE_COUNT;
  let worst = 0;
  try {
    const scores = await candidate.rank(rows, count);
    for (let row = 0; row < count; row++) {
      const features = rows.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
      const own = (margin ?? candidate.explainer.margin)(features);
      const difference = Math.abs(sigmoid(own) - (scores[row] ?? Number.NaN));
      worst = Number.isNaN(difference) ? Number.NaN : Math.max(worst, difference);
    }
  } catch (error) {
    if (!(error instanceof ModelContractError)) throw error;
    return [gate('finite', false, error.message)];
  }
  return [
    gate('finite', true, `Every score of ${count} rows is a number from 0 to 1`),
    gate(
      'agreement',
      worst <= AGREEMENT_LIMIT,
      `ONNX and TypeScript differ by at most ${worst.toExponential(1)}`,
      { value: worst, limit: AGREEMENT_LIMIT },
    ),
  ];
}

/** Rows of the test window, and random ones where it has fewer. */
function probeRows(test: readonly LabelledGroup[], seed: number): Float32Array {
  const rows = new Float32Array(AGREEMENT_ROWS * FEATURE_COUNT);
  let at = 0;
  for (const { values } of test) {
    const taken = values.subarray(0, rows.length - at);
    rows.set(taken, at);
    at += taken.length;
  }
  blankRankColumns(rows);
  for (; at < rows.length; at++) rows[at] = hashShare(seed, at);
  return rows;
}

const hashShare = (seed: number, at: number): number =>
  createHash('sha256').update(`${seed}:${at}`).digest().readUInt32BE() / 4_294_967_296;

/** Scores groups by a ranker, without ranks in sources as in training. */
export const byRanker =
  (ranker: Pick<Ranker, 'rank'>): GroupScorer =>
  ({ values, jobIds }) =>
    ranker.rank(blankRankColumns(values.slice()), jobIds.length);

async function qualityGates(input: GateInput, candidate: Ranker): Promise<Judgement> {
  const { test, champion, seed } = input;
  const scored = byRanker(candidate);
  const [own, reigning, popular, content] = [
    await judge(test, scored),
    await judge(test, byRanker(champion)),
    await judge(test, ({ popularity }) => popularity),
    await judge(test, ({ content: likeness }) => likeness),
  ];
  const [ndcg, best] = [mean(own.ndcg), mean(reigning.ndcg)];
  const margin = bootstrapMargin(own.ndcg, reigning.ndcg, seed);
  const isNew = (_: number, i: number): boolean => (test[i]?.history ?? 0) <= NEW_HISTORY;
  const newcomers = { own: own.ndcg.filter(isNew), reigning: reigning.ndcg.filter(isNew) };
  const error = await testCalibration(test, scored, seed);
  const coverageLimit = Math.floor(reigning.coverage * COVERAGE_SHARE);
  return {
    gates: [
      gate(
        'champion',
        ndcg >= best - margin,
        `NDCG@10 ${show(ndcg)} on ${test.length} later lists; the model in use ${show(best)}, chance ${show(margin)}`,
        { value: ndcg, limit: best - margin },
      ),
      ...newcomersGate(newcomers, seed),
      above('popularity', ndcg, popular),
      above('content', ndcg, content),
      gate('calibration', error <= CALIBRATION_LIMIT, `Expected calibration error ${show(error)}`, {
        value: error,
        limit: CALIBRATION_LIMIT,
      }),
      gate(
        'coverage',
        own.coverage >= coverageLimit,
        `${own.coverage} different jobs among the first ten of all lists; the model in use ${reigning.coverage}`,
        { value: own.coverage, limit: coverageLimit },
      ),
    ],
    metrics: {
      'ndcg@10': ndcg,
      'hit_rate@10': own.hitRate,
      'champion_ndcg@10': best,
      'popularity_ndcg@10': mean(popular.ndcg),
      'content_ndcg@10': mean(content.ndcg),
      calibration_error: error,
      coverage: own.coverage,
      test_lists: test.length,
    },
  };
}

/** A model that leans on habits may serve the many well and those without any badly; too few lists of such people judge nothing. */
function newcomersGate(
  { own, reigning }: { own: readonly number[]; reigning: readonly number[] },
  seed: number,
): Gate[] {
  if (own.length < LEAST_NEW_LISTS) return [];
  const [value, best] = [mean(own), mean(reigning)];
  const limit = best - bootstrapMargin(own, reigning, seed);
  const detail = `NDCG@10 ${show(value)} on ${own.length} lists of people with at most ${NEW_HISTORY} past actions; the model in use ${show(best)}`;
  return [gate('newcomers', value >= limit, detail, { value, limit })];
}

function above(name: 'popularity' | 'content', ndcg: number, other: Verdict): Gate {
  const limit = mean(other.ndcg);
  const what = name === 'popularity' ? 'Popularity alone' : 'Likeness alone';
  return gate(name, ndcg > limit, `${what} reaches ${show(limit)}`, { value: ndcg, limit });
}

const show = (value: number): string => value.toFixed(3);

async function testCalibration(
  test: readonly LabelledGroup[],
  scored: GroupScorer,
  seed: number,
): Promise<number> {
  const scores: number[] = [];
  const isChosen: boolean[] = [];
  for (const group of test) {
    const given = await scored(group);
    group.grades.forEach((grade, row) => {
      scores.push(given[row] ?? 0);
      isChosen.push(grade > 0);
    });
  }
  return calibrationError(balanceOutcomes(scores, isChosen, seed));
}

async function latencyGate(test: readonly LabelledGroup[], candidate: Ranker): Promise<Gate> {
  const rows = probeRows(test, 0).subarray(0, LATENCY_ROWS * FEATURE_COUNT);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < LATENCY_RUNS; run++) {
    const startedAt = performance.now();
    await candidate.rank(rows, LATENCY_ROWS);
    best = Math.min(best, performance.now() - startedAt);
  }
  return gate('latency', best <= LATENCY_MS, `${LATENCY_ROWS} jobs are ranked in ${best.toFixed(1)} ms`, {
    value: best,
    limit: LATENCY_MS,
  });
}
