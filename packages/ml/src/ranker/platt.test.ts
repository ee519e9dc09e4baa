import { describe, expect, it } from 'vitest';

import { seededRandom } from '../content/seeded-random.ts';
import { fitPlatt } from './platt.ts';

describe('calibration', () => {
  it('finds the slope and intercept that made the outcomes', () => {
    const random = seededRandom(9);
    const scores = Array.from({ length: 20_000 }, () => random() * 6 - 3);
    const outcomes = scores.map((score) => random() < 1 / (1 + Math.exp(-(1.7 * score - 0.8))));
    const { slope, intercept } = fitPlatt(scores, outcomes);
    expect(slope).toBeGreaterThan(1.6);
    expect(slope).toBeLessThan(1.8);
    expect(intercept).toBeGreaterThan(-0.9);
    expect(intercept).toBeLessThan(-0.7);
  });

  it('makes the mean probability the share of outcomes', () => {
    const scores = [0.1, 0.4, 0.35, 0.8, -0.2, 0.9, 0.5, 0.45];
    const outcomes = [false, false, true, true, false, true, false, true];
    const { slope, intercept } = fitPlatt(scores, outcomes);
    const mean =
      scores.reduce((sum, s) => sum + 1 / (1 + Math.exp(-(slope * s + intercept))), 0) / scores.length;
    expect(mean).toBeCloseTo(0.5, 5);
  });

  it('never turns the order around', () => {
    const { slope } = fitPlatt([1, 2, 3, 4], [true, true, false, false]);
    expect(slope).toBeGreaterThan(0);
  });

  it('needs both outcomes', () => {
    expect(() => fitPlatt([1, 2], [true, true])).toThrow(/both kinds/);
  });
});
