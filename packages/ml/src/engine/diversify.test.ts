import { describe, expect, it } from 'vitest';

import { seededRandom } from '../content/seeded-random.ts';
import { diversify, type ScoredJob } from './diversify.ts';

const DIMENSIONS = 2;

/** Two like jobs that fit best, then others unlike them that fit far less, all of different companies. */
function jobs(scale: number): ScoredJob[] {
  return [1, 0.9, 0.2, 0.1].map((score, i) => ({ row: i, slot: i, score: score * scale, company: i }));
}
const vectors = Float32Array.of(1, 0, 1, 0, 0, 1, 0, 1);
const orderOf = (candidates: readonly ScoredJob[]): number[] =>
  diversify(candidates, { limit: 3, vectors, dimensions: DIMENSIONS, random: seededRandom(1) }).map(
    ({ slot }) => slot,
  );

describe('diversity', () => {
  it('never puts a job that fits far less before a like one that fits well', () => {
    expect(orderOf(jobs(0.95))).toEqual([0, 1, 2]);
  });

  it('orders alike whether all fit well or all fit badly', () => {
    expect(orderOf(jobs(0.1))).toEqual(orderOf(jobs(0.95)));
  });

  it('takes scores of zero as they come', () => {
    expect(orderOf(jobs(0))).toHaveLength(3);
  });
});
