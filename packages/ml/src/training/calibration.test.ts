import { describe, expect, it } from 'vitest';

import { balanceOutcomes, calibrationError } from './calibration.ts';

describe('calibration', () => {
  it('draws as many passed over as chosen, the same for a seed', () => {
    const scores = [0.9, 0.1, 0.2, 0.3, 0.8, 0.4];
    const isChosen = [true, false, false, false, true, false];
    const drawn = balanceOutcomes(scores, isChosen, 7);
    expect(drawn.isChosen).toEqual([true, true, false, false]);
    expect(drawn.scores.slice(0, 2)).toEqual([0.9, 0.8]);
    expect(new Set(drawn.scores.slice(2)).size).toBe(2);
    expect(balanceOutcomes(scores, isChosen, 7)).toEqual(drawn);
  });

  it('draws every passed-over row about as often', () => {
    const scores = [1, 0, 0.25, 0.5, 0.75];
    const isChosen = [true, false, false, false, false];
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 400; seed++) {
      const [, passed = -1] = balanceOutcomes(scores, isChosen, seed).scores;
      counts.set(passed, (counts.get(passed) ?? 0) + 1);
    }
    for (const passed of [0, 0.25, 0.5, 0.75]) expect(counts.get(passed)).toBeGreaterThan(60);
  });

  it('measures the expected error by hand-computed bins', () => {
    // Two bins: means .2 and .9 against shares 0 and .5: (2 × .2 + 2 × .4) / 4.
    const outcomes = { scores: [0.9, 0.1, 0.9, 0.3], isChosen: [true, false, false, false] };
    expect(calibrationError(outcomes, 2)).toBeCloseTo(0.3, 12);
  });

  it('is nought for scores that are the shares themselves', () => {
    const outcomes = { scores: [0.5, 0.5, 0.5, 0.5], isChosen: [true, false, true, false] };
    expect(calibrationError(outcomes, 1)).toBeCloseTo(0, 12);
  });
});
