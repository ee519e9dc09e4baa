import { describe, expect, it } from 'vitest';

import { auc, hitRateAt, mean, ndcgAt, reciprocalRank } from './ranking-metrics.ts';

describe('ndcg', () => {
  it('is the hand-computed value of a graded list', () => {
    // DCG = 7/1 + 0 + 1/2 = 7.5; ideal = 7/1 + 1/log2(3) = 7.6309298; 7.5 / 7.6309298 = 0.9828422
    expect(ndcgAt(10, [3, 0, 1])).toBeCloseTo(0.982_842_2, 6);
  });

  it('cuts at k and judges against all items', () => {
    // DCG@1 = 1; ideal@1 = 3
    expect(ndcgAt(1, [1, 2], [2, 1, 0])).toBeCloseTo(1 / 3, 12);
  });

  it('is 1 for the ideal order and 0 without anything relevant', () => {
    expect(ndcgAt(3, [2, 1, 0])).toBe(1);
    expect(ndcgAt(3, [0, 0])).toBe(0);
  });
});

describe('hit rate and reciprocal rank', () => {
  it('look for the first relevant item', () => {
    expect([hitRateAt(2, [0, 0, 1]), hitRateAt(3, [0, 0, 1])]).toEqual([0, 1]);
    expect([reciprocalRank([0, 0, 1]), reciprocalRank([0])]).toEqual([1 / 3, 0]);
    expect(mean([1, 0.5])).toBe(0.75);
  });
});

describe('auc', () => {
  it('counts pairs, ties as half', () => {
    // Pairs (positive over negative): .9>.8, .9>.4, .4<.8, .4=.4 → (1 + 1 + 0 + .5) / 4
    expect(auc([0.9, 0.8, 0.4, 0.4], [true, false, true, false])).toBeCloseTo(0.625, 12);
  });

  it('is not a number without both kinds', () => {
    expect(auc([1, 2], [true, true])).toBeNaN();
  });
});
