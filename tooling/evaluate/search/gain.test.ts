import { expect, it } from 'vitest';

import { ndcgAt10 } from './gain.ts';

it('is one for the best order and zero where nothing relevant is shown', () => {
  expect(ndcgAt10([3, 2, 1], [1, 2, 3])).toBe(1);
  expect(ndcgAt10([0, 0], [3])).toBe(0);
  expect(ndcgAt10([0], [])).toBe(0);
});

it('agrees with a value computed by hand', () => {
  // (1 / log2 2 + 7 / log2 3 + 3 / log2 4) / (7 / log2 2 + 3 / log2 3 + 1 / log2 4)
  expect(ndcgAt10([1, 3, 2], [3, 2, 1])).toBeCloseTo(0.736, 3);
});

it('knows of no eleventh place', () => {
  expect(ndcgAt10([...Array.from({ length: 10 }, () => 0), 3], [3])).toBe(0);
});
