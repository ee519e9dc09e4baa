import { interactionMatrix, trainAls, type AlsSettings, type InteractionMatrix } from '@access/ml/als';

import { InputError, linesOf, wholeNumber } from '../commands/lines.ts';

/** The 1 + 99 protocol of He et al. 2017: each person's held-out item among sampled ones. */
export interface NcfData {
  readonly interactions: InteractionMatrix;
  /** The held-out item first, then the negatives. */
  readonly cases: readonly { readonly user: number; readonly items: Int32Array }[];
}

/** Reads `user⇥item⇥…` lines of training and test, and `(user,item)⇥negative⇥…` lines matching the test line by line. */
export async function readNcf(paths: { train: string; test: string; negatives: string }): Promise<NcfData> {
  const pairs = await readPairs(paths.train);
  const tests = await readPairs(paths.test);
  const cases: { user: number; items: Int32Array }[] = [];
  for await (const { text, number } of linesOf(paths.negatives)) {
    const [, ...negatives] = text.split('\t');
    const at = cases.length;
    const user = tests.users[at];
    const item = tests.items[at];
    if (user === undefined || item === undefined)
      throw new InputError(`${paths.negatives}:${number} has no line in ${paths.test}`);
    const where = { path: paths.negatives, line: number };
    cases.push({ user, items: Int32Array.from([item, ...negatives.map((id) => wholeNumber(id, where))]) });
  }
  if (cases.length === 0 || cases.length !== tests.users.length)
    throw new InputError(
      `${paths.test} has ${tests.users.length} lines, ${paths.negatives} has ${cases.length}`,
    );
  const rows = 1 + Math.max(highest(pairs.users), highest(tests.users));
  const columns = 1 + Math.max(highest(pairs.items), ...cases.map(({ items }) => highest(items)));
  const { users, items } = withoutRepeats(pairs, columns);
  return { interactions: interactionMatrix({ rows, columns }, { rowIds: users, columnIds: items }), cases };
}

interface Pairs {
  readonly users: readonly number[];
  readonly items: readonly number[];
}

async function readPairs(path: string): Promise<Pairs> {
  const users: number[] = [];
  const items: number[] = [];
  for await (const { text, number } of linesOf(path)) {
    const [user, item] = text.split('\t');
    users.push(wholeNumber(user, { path, line: number }));
    items.push(wholeNumber(item, { path, line: number }));
  }
  if (users.length === 0) throw new InputError(`${path} is empty`);
  return { users, items };
}

function withoutRepeats({ users, items }: Pairs, columns: number): Pairs {
  const seen = new Set<number>();
  const kept = users.flatMap((user, i) => {
    const key = user * columns + (items[i] ?? 0);
    if (seen.has(key)) return [];
    seen.add(key);
    return [i];
  });
  return { users: kept.map((i) => users[i] ?? 0), items: kept.map((i) => items[i] ?? 0) };
}

function highest(values: ArrayLike<number>): number {
  let most = -1;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i] ?? -1);
  return most;
}

export interface NcfResult {
  readonly 'hr@10': number;
  readonly 'ndcg@10': number;
  /** Median time of an epoch, in seconds. */
  readonly epochSeconds: number;
}

/** Trains ALS and judges it. A negative that ties with the held-out item counts as above it. */
export async function runNcf(
  { interactions, cases }: NcfData,
  settings: Partial<AlsSettings>,
): Promise<NcfResult> {
  const times: number[] = [];
  const { users, items, dimensions } = await trainAls({
    interactions,
    settings,
    onEpoch: ({ milliseconds }) => times.push(milliseconds),
  });
  const score = (user: number, item: number): number => {
    let sum = 0;
    for (let k = 0; k < dimensions; k++)
      sum += (users[user * dimensions + k] ?? 0) * (items[item * dimensions + k] ?? 0);
    return sum;
  };
  return { ...judge(cases, score), epochSeconds: median(times) / 1_000 };
}

/** How many people know an item: what every learned model must beat. */
export function runPopularity({ interactions, cases }: NcfData): Omit<NcfResult, 'epochSeconds'> {
  const counts = new Int32Array(interactions.columns);
  for (const item of interactions.columnIds) counts[item] = (counts[item] ?? 0) + 1;
  return judge(cases, (_, item) => counts[item] ?? 0);
}

function judge(
  cases: NcfData['cases'],
  score: (user: number, item: number) => number,
): Omit<NcfResult, 'epochSeconds'> {
  let hits = 0;
  let gain = 0;
  for (const { user, items } of cases) {
    const held = score(user, items[0] ?? 0);
    let above = 0;
    for (let i = 1; i < items.length; i++) if (score(user, items[i] ?? 0) >= held) above++;
    if (above >= 10) continue;
    hits += 1;
    gain += 1 / Math.log2(above + 2);
  }
  return { 'hr@10': hits / cases.length, 'ndcg@10': gain / cases.length };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
