import { interactionMatrix, trainAls, type AlsSettings, type InteractionMatrix } from '@access/ml/als';
import { createVectorScan } from '@access/ml/onnx';

import { InputError, linesOf, wholeNumber } from '../commands/lines.ts';

export interface FullData {
  readonly interactions: InteractionMatrix;
  /** Held-out items by person; people without any have none. */
  readonly heldOut: readonly (readonly number[])[];
}

/** Reads one person a line: `user item item …`, as in the LightGCN and iALS-revisited benchmarks. */
export async function readFull(paths: { train: string; test: string }): Promise<FullData> {
  const train = await readLists(paths.train);
  const test = await readLists(paths.test);
  const rows = 1 + Math.max(...train.keys(), ...test.keys());
  let columns = 0;
  const rowIds: number[] = [];
  const columnIds: number[] = [];
  for (const [user, items] of train) {
    for (const item of items) {
      rowIds.push(user);
      columnIds.push(item);
      columns = Math.max(columns, item + 1);
    }
  }
  for (const items of test.values()) for (const item of items) columns = Math.max(columns, item + 1);
  const heldOut = Array.from({ length: rows }, (_, user) => [...(test.get(user) ?? [])]);
  return { interactions: interactionMatrix({ rows, columns }, { rowIds, columnIds }), heldOut };
}

async function readLists(path: string): Promise<Map<number, Set<number>>> {
  const lists = new Map<number, Set<number>>();
  for await (const { text, number } of linesOf(path)) {
    const [user, ...items] = text.trim().split(/\s+/);
    const where = { path, line: number };
    const id = wholeNumber(user, where);
    const list = lists.get(id) ?? new Set<number>();
    for (const item of items) list.add(wholeNumber(item, where));
    lists.set(id, list);
  }
  if (lists.size === 0) throw new InputError(`${path} is empty`);
  return lists;
}

export interface FullResult {
  readonly recall: number;
  readonly ndcg: number;
  readonly epochSeconds: number;
}

/** People ranked in one product of matrices. */
const PEOPLE_AT_ONCE = 64;

/** Trains ALS and ranks all items a person has not taken: recall@k and binary NDCG@k, mean over people with held-out items. */
export async function runFull(
  { interactions, heldOut }: FullData,
  { k, settings }: { k: number; settings: Partial<AlsSettings> },
): Promise<FullResult> {
  const times: number[] = [];
  const model = await trainAls({
    interactions,
    settings,
    onEpoch: ({ milliseconds }) => times.push(milliseconds),
  });
  const d = model.dimensions;
  const scan = await createVectorScan(d);
  const people = heldOut.flatMap((items, user) => (items.length > 0 ? [user] : []));
  let recall = 0;
  let ndcg = 0;
  for (let at = 0; at < people.length; at += PEOPLE_AT_ONCE) {
    const block = people.slice(at, at + PEOPLE_AT_ONCE);
    const queries = block.map((user) => model.users.subarray(user * d, (user + 1) * d));
    const { products, release } = await scan.scan(model.items, interactions.columns, queries);
    block.forEach((user, column) => {
      const { rowStarts, columnIds } = interactions;
      const taken = new Set(columnIds.subarray(rowStarts[user], rowStarts[user + 1]));
      const scoreOf = (item: number): number => products[item * block.length + column] ?? 0;
      const best = topItems({ items: interactions.columns, k, scoreOf, taken });
      const judged = judgeList(best, heldOut[user] ?? [], k);
      recall += judged.recall;
      ndcg += judged.ndcg;
    });
    release();
  }
  const epochSeconds = (times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN) / 1_000;
  return { recall: recall / people.length, ndcg: ndcg / people.length, epochSeconds };
}

interface Ranking {
  readonly items: number;
  readonly k: number;
  readonly scoreOf: (item: number) => number;
  readonly taken: ReadonlySet<number>;
}

/** The k best items, best first, by insertion into a short sorted list. */
function topItems({ items, k, scoreOf, taken }: Ranking): number[] {
  const best: { item: number; score: number }[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let item = 0; item < items; item++) {
    const score = scoreOf(item);
    if ((best.length === k && score <= least) || taken.has(item)) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.score ?? 0) < score) at -= 1;
    best.splice(at, 0, { item, score });
    if (best.length > k) best.pop();
    least = best.at(-1)?.score ?? least;
  }
  return best.map(({ item }) => item);
}

/** Recall = hits / held out; the ideal list of NDCG has as many hits as fit in k. */
export function judgeList(
  ranked: readonly number[],
  heldOut: readonly number[],
  k: number,
): { recall: number; ndcg: number } {
  const wanted = new Set(heldOut);
  let hits = 0;
  let gain = 0;
  ranked.slice(0, k).forEach((item, rank) => {
    if (!wanted.has(item)) return;
    hits += 1;
    gain += 1 / Math.log2(rank + 2);
  });
  let ideal = 0;
  for (let rank = 0; rank < Math.min(k, wanted.size); rank++) ideal += 1 / Math.log2(rank + 2);
  return { recall: hits / wanted.size, ndcg: gain / ideal };
}
