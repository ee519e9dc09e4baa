import { auc, mean } from '@access/ml/metrics';
import { seededRandom } from '@access/ml/random';

/** A figure with its 95 % interval over people. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const hitsAt10 = (ranks: readonly number[]): number[] => ranks.map((rank) => Number(rank <= 10));
export const ndcgAt10 = (ranks: readonly number[]): number[] =>
  ranks.map((rank) => (rank <= 10 ? 1 / Math.log2(rank + 1) : 0));

const RESAMPLES = 1_000;

/** Mean and percentile bootstrap interval (Efron 1979). */
export function figureOf(values: readonly number[], seed: number): Figure {
  const random = seededRandom(seed);
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(Array.from(values, () => values[Math.floor(random() * values.length)] ?? 0)),
  ).sort((a, b) => a - b);
  const at = (share: number): number => means[Math.floor(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { value: mean(values), low: at(0.025), high: at(0.975) };
}

/** Rank of a slot by score among all others that are not left out; jobs that score alike stand in an order by chance that is always the same. */
export function rankOf(scores: ArrayLike<number>, slot: number, leftOut: ReadonlySet<number>): number {
  const own = scores[slot] ?? 0;
  let rank = 1;
  for (let other = 0; other < scores.length; other++) {
    const score = scores[other] ?? 0;
    if (score < own || other === slot || leftOut.has(other)) continue;
    if (score > own || lot(other) < lot(slot)) rank += 1;
  }
  return rank;
}

/** A number by chance for each slot (the finaliser of MurmurHash3). */
function lot(slot: number): number {
  let hash = slot + 1;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * How well a person's scores tell jobs that nobody viewed in training from those that somebody did: AUC. A model that knows a job's own
 * views would tell them apart.
 */
export function auditOf(
  scores: ArrayLike<number>,
  isUnviewed: ArrayLike<number>,
  leftOut: ReadonlySet<number>,
): number {
  const slots = Array.from({ length: scores.length }, (_, slot) => slot).filter((slot) => !leftOut.has(slot));
  return auc(
    slots.map((slot) => scores[slot] ?? 0),
    slots.map((slot) => isUnviewed[slot] === 1),
  );
}
