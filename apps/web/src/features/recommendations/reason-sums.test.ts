import { expect, test } from 'vitest';

import { recommended } from '../../../test/samples.ts';
import { accountOf, splitByEffect, sumByFamily } from './reason-sums.ts';

const { explanation, score } = recommended(1, 'Analyst');

test('the contributions of a family add up to its share, the strongest family first', () => {
  const sums = sumByFamily(explanation);
  expect(sums.map(({ family, value }) => [family, value])).toEqual([
    ['skills', 1.75],
    ['seniority', -0.5],
    ['pay', 0],
  ]);
  expect(sums[0]?.parts.map((part) => part.feature)).toEqual(['required_coverage', 'skills_content']);
});

test('base plus the families is the margin, and its sigmoid the score', () => {
  const families = sumByFamily(explanation).reduce((sum, { value }) => sum + value, 0);
  expect(explanation.base + families).toBeCloseTo(explanation.margin, 6);
  const { base, plus, minus, margin } = accountOf(explanation);
  expect(base + plus + minus).toBeCloseTo(margin, 6);
  expect(1 / (1 + Math.exp(-margin))).toBeCloseTo(score, 5);
});

test('a family that moved nothing is told apart, but one whose parts cancel out is shown', () => {
  const cancelling = {
    ...explanation,
    contributions: [
      { feature: 'same_city', family: 'place' as const, value: 0.4 },
      { feature: 'remote_fit', family: 'place' as const, value: -0.4 },
      { feature: 'salary_fit', family: 'pay' as const, value: 0.001 },
    ],
  };
  const { active, silent } = splitByEffect(sumByFamily(cancelling));
  expect(active.map((sum) => sum.family)).toEqual(['place']);
  expect(silent.map((sum) => sum.family)).toEqual(['pay']);
});
