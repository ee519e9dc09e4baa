import {
  meanNdcg,
  scoreRows,
  trainForest,
  type ForestSettings,
  type RankingData,
} from '@access/ml/lambdamart';

import { InputError, linesOf, wholeNumber } from '../commands/lines.ts';

/** Reads an SVMlight file (`label index:value …`) and its group sizes, one a line; `features` is the highest index that counts, plus one. */
export async function readSvmLight(
  paths: { rows: string; query: string },
  features?: number,
): Promise<RankingData> {
  const labels: number[] = [];
  const entries: { row: number; feature: number; value: number }[] = [];
  let highest = -1;
  for await (const { text, number } of linesOf(paths.rows)) {
    const [label, ...pairs] = (text.split('#')[0] ?? '').trim().split(/\s+/);
    const row = labels.length;
    labels.push(finite(label, `${paths.rows}:${number}`));
    for (const pair of pairs) {
      if (pair.startsWith('qid:')) continue;
      const [index, value] = pair.split(':');
      const feature = wholeNumber(index, { path: paths.rows, line: number });
      highest = Math.max(highest, feature);
      entries.push({ row, feature, value: finite(value, `${paths.rows}:${number}`) });
    }
  }
  const width = features ?? highest + 1;
  const values = new Float32Array(labels.length * width);
  for (const { row, feature, value } of entries) if (feature < width) values[row * width + feature] = value;
  const groupStarts = [0];
  for await (const { text, number } of linesOf(paths.query))
    groupStarts.push(
      (groupStarts.at(-1) ?? 0) + wholeNumber(text.trim(), { path: paths.query, line: number }),
    );
  if (groupStarts.at(-1) !== labels.length)
    throw new InputError(
      `${paths.query} counts ${groupStarts.at(-1) ?? 0} rows, ${paths.rows} has ${labels.length}`,
    );
  return {
    rows: labels.length,
    features: width,
    values,
    labels: Float32Array.from(labels),
    groupStarts: Int32Array.from(groupStarts),
  };
}

function finite(text: string | undefined, where: string): number {
  const value = Number(text);
  if (text === undefined || text === '' || !Number.isFinite(value))
    throw new InputError(`${where} expected a number, found ${JSON.stringify(text ?? '')}`);
  return value;
}

/** NDCG on the test groups, and the seconds of training alone, binning included. */
export type RankResult = Readonly<
  Record<'seed' | 'ndcg@1' | 'ndcg@3' | 'ndcg@5' | 'ndcg@10' | 'seconds', number>
>;

/** Trains LambdaMART once and judges the last forest on the test groups; groups without anything relevant count 1, as LightGBM counts. */
export function runRank(
  { train, test }: { train: RankingData; test: RankingData },
  settings: Partial<ForestSettings> & { seed: number },
): RankResult {
  const from = performance.now();
  const forest = trainForest({ data: train, settings });
  const seconds = (performance.now() - from) / 1_000;
  const scores = scoreRows(forest, test.values, test.rows);
  const at = (k: number): number => meanNdcg(test, scores, k);
  return {
    seed: settings.seed,
    'ndcg@1': at(1),
    'ndcg@3': at(3),
    'ndcg@5': at(5),
    'ndcg@10': at(10),
    seconds,
  };
}
