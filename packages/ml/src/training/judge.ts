import { seededRandom } from '../content/seeded-random.ts';
import { mean, ndcgAt } from '../metrics/index.ts';
import type { LabelledGroup } from './groups.ts';

/** How a ranker orders the jobs of groups. */
export interface Verdict {
  /** NDCG@10 of each group. */
  readonly ndcg: readonly number[];
  /** Share of groups whose best job is among the first ten. */
  readonly hitRate: number;
  /** Different jobs among the first ten of all groups. */
  readonly coverage: number;
}

/** Scores the jobs of a group, one after the other. */
export type GroupScorer = (group: LabelledGroup) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** Orders every group by a scorer and compares with what was chosen. Ties keep the group's order, which tells nothing. */
export async function judge(groups: readonly LabelledGroup[], scorer: GroupScorer): Promise<Verdict> {
  const ndcg: number[] = [];
  const first = new Set<string>();
  let hits = 0;
  for (const group of groups) {
    const scores = await scorer(group);
    const { jobIds, grades } = group;
    const order = [...jobIds.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    const listed = order.map((row) => grades[row] ?? 0);
    ndcg.push(ndcgAt(10, listed));
    if (Math.max(...listed.slice(0, 10)) === Math.max(...grades)) hits += 1;
    for (const row of order.slice(0, 10)) first.add(jobIds[row] ?? '');
  }
  return { ndcg, hitRate: hits / groups.length, coverage: first.size };
}

const RESAMPLES = 1_000;

/**
 * How far the mean of paired differences may be below zero by chance: their mean less the 5 % quantile of it over bootstrap samples of
 * the groups (Efron 1979).
 */
export function bootstrapMargin(
  challenger: readonly number[],
  champion: readonly number[],
  seed: number,
): number {
  const differences = challenger.map((value, i) => value - (champion[i] ?? 0));
  const random = seededRandom(seed);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < differences.length; i++)
      sum += differences[Math.floor(random() * differences.length)] ?? 0;
    return sum / differences.length;
  });
  means.sort((a, b) => a - b);
  return mean(differences) - (means[Math.floor(RESAMPLES * 0.05)] ?? 0);
}
