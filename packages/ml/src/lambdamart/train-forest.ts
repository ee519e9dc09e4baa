import { seededRandom } from '../content/seeded-random.ts';
import { ndcgAt } from '../metrics/index.ts';
import { binFeatures } from './bin-features.ts';
import { scoreRow, toForest, type Forest, type Tree } from './forest.ts';
import { growTree, type Growing } from './grow-tree.ts';
import { createLambdaGradients } from './lambda-gradients.ts';
import { assertRankingData, type RankingData } from './ranking-data.ts';
import { assertForestSettings, DEFAULT_FOREST_SETTINGS, type ForestSettings } from './settings.ts';
import { startTreeTeam } from './team.ts';
import { layOutTrees, writeShare } from './tree-memory.ts';

/** What happened to a training after each tree. */
export interface TreeProgress {
  readonly trees: number;
  /** Mean NDCG@10 of the validation groups; null without them. */
  readonly validation: number | null;
}

export interface ForestTraining {
  readonly data: RankingData;
  /** Later groups that decide when to stop. */
  readonly validation?: RankingData | undefined;
  /** Direction of each feature: 1 never lowers the score, −1 never raises it, 0 free. Left out: all free. */
  readonly monotone?: ArrayLike<number> | undefined;
  readonly settings?: Partial<ForestSettings> | undefined;
  readonly onTree?: ((progress: TreeProgress) => void) | undefined;
}

/**
 * Trains LambdaMART: trees fitted one after the other to the gradients of NDCG. Holds its thread until it ends; in an app it runs in a thread or
 * process of its own. The same data, settings and seed give the same forest, whatever the number of threads.
 * @throws RangeError for settings or data that cannot be trained on.
 */
export function trainForest({ data, validation, monotone, settings: given, onTree }: ForestTraining): Forest {
  const settings = { ...DEFAULT_FOREST_SETTINGS, ...given };
  assertForestSettings(settings);
  assertRankingData(data);
  if (validation !== undefined) assertRankingData(validation);
  const directions = Int8Array.from({ length: data.features }, (_, f) => monotone?.[f] ?? 0);
  const binned = binFeatures(data, settings.maxBins);
  const { layout, placed } = layOutTrees(data, binned, { settings, monotone: directions });
  const pages = Math.ceil(layout.bytes / 65_536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: 65_536, shared: true });
  for (const share of placed) writeShare(memory.buffer, share);
  const team = startTreeTeam({ memory, layout, settings });
  try {
    const growing: Growing = {
      team,
      layout,
      settings,
      binned,
      monotone: directions,
      gradients: new Float64Array(memory.buffer, layout.gradients, data.rows),
      hessians: new Float64Array(memory.buffer, layout.hessians, data.rows),
      rowIds: new Int32Array(memory.buffer, layout.rowIds, data.rows),
      doubles: new Float64Array(memory.buffer, 0, Math.floor(layout.bytes / 8)),
    };
    return boost(growing, { data, validation, onTree });
  } finally {
    team.stop();
  }
}

function boost(growing: Growing, { data, validation, onTree }: Omit<ForestTraining, 'settings'>): Forest {
  const { settings } = growing;
  const random = seededRandom(settings.seed);
  const addGradients = createLambdaGradients(data, settings.truncation);
  const scores = new Float64Array(data.rows);
  const judge = validation === undefined ? null : createJudge(validation);
  const trees: Tree[] = [];
  let best = { trees: 0, validation: Number.NEGATIVE_INFINITY };
  while (trees.length < settings.trees && (judge === null || trees.length - best.trees < settings.patience)) {
    addGradients(scores, growing);
    const count = drawRows(growing.rowIds, settings.bagging, random);
    drawFeatures(growing, random);
    const { tree, leaves } = growTree(growing, count);
    if (leaves.length === 1 && settings.bagging === 1 && settings.featureShare === 1) break;
    trees.push(tree);
    addScores(scores, { tree, leaves, growing, count, data });
    const validated = judge === null ? null : judge(tree);
    if (validated !== null && validated > best.validation)
      best = { trees: trees.length, validation: validated };
    onTree?.({ trees: trees.length, validation: validated });
  }
  return toForest(data.features, judge === null ? trees : trees.slice(0, best.trees));
}

/** Fills `rowIds` with the rows a tree sees; how many. */
function drawRows(rowIds: Int32Array, bagging: number, random: () => number): number {
  let count = 0;
  for (let row = 0; row < rowIds.length; row++) if (bagging >= 1 || random() < bagging) rowIds[count++] = row;
  return count;
}

function drawFeatures({ layout, settings, doubles, binned }: Growing, random: () => number): void {
  if (settings.featureShare >= 1) return;
  const isDrawn = binned.cuts.map(() => random() < settings.featureShare);
  const bytes = new Uint8Array(doubles.buffer);
  for (const share of layout.shares)
    share.features.forEach((feature, at) => {
      bytes[share.enabled + at] = isDrawn[feature] === true ? 1 : 0;
    });
}

interface Scoring {
  readonly tree: Tree;
  readonly leaves: ReturnType<typeof growTree>['leaves'];
  readonly growing: Growing;
  readonly count: number;
  readonly data: RankingData;
}

/** Rows the tree saw stand in their leaves; only the others walk it. */
function addScores(scores: Float64Array, { tree, leaves, growing, count, data }: Scoring): void {
  const { rowIds } = growing;
  const hasSeen = new Uint8Array(count === data.rows ? 0 : data.rows);
  for (const { node, from, to } of leaves) {
    const value = tree.values[node] ?? 0;
    for (let i = from; i < to; i++) {
      const row = rowIds[i] ?? 0;
      scores[row] = (scores[row] ?? 0) + value;
      if (count !== data.rows) hasSeen[row] = 1;
    }
  }
  if (count === data.rows) return;
  const forest = toForest(data.features, [tree]);
  for (let row = 0; row < data.rows; row++) {
    if (hasSeen[row] === 0)
      scores[row] = (scores[row] ?? 0) + scoreRow(forest, data.values, row * data.features);
  }
}

/** Adds each tree's share to the validation scores; their mean NDCG@10. */
function createJudge(data: RankingData): (tree: Tree) => number {
  const scores = new Float64Array(data.rows);
  return (tree) => {
    const forest = toForest(data.features, [tree]);
    for (let row = 0; row < data.rows; row++)
      scores[row] = (scores[row] ?? 0) + scoreRow(forest, data.values, row * data.features);
    return meanNdcg(data, scores, 10);
  };
}

/** Mean NDCG@k over groups; as LightGBM and XGBoost do, a group without anything relevant counts 1. Ties keep the order of the rows. */
export function meanNdcg(data: RankingData, scores: ArrayLike<number>, k: number): number {
  const { groupStarts, labels } = data;
  let total = 0;
  for (let q = 0; q + 1 < groupStarts.length; q++) {
    const from = groupStarts[q] ?? 0;
    const rows = Array.from({ length: (groupStarts[q + 1] ?? 0) - from }, (_, i) => from + i);
    rows.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    const grades = rows.map((row) => labels[row] ?? 0);
    total += grades.some((grade) => grade > 0) ? ndcgAt(k, grades) : 1;
  }
  return total / (groupStarts.length - 1);
}
