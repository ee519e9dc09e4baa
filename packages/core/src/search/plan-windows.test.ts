import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { lowestOf, planWindows, shareAbove, widenWindows, type Window } from './plan-windows.ts';

const shares = (windows: readonly Window[] | undefined) =>
  windows?.map((window) => Number(window.share.toFixed(3)));

describe('planWindows', () => {
  it.each([
    ['all of few', [50], [1]],
    ['a part of many', [110_000], [0.1]],
    ['titles alone where they suffice', [44_000, 90_000, 300_000], [0.25]],
    ['the texts after all titles and skills', [2_000, 5_000, 66_000], [1, 1, 0.05]],
    ['everything of a rare word', [2, 5, 9], [1, 1, 1]],
  ])('%s', (_, estimates, expected) => expect(shares(planWindows(estimates, 10_000))).toEqual(expected));
});

describe('widenWindows', () => {
  it('trusts what was found more than the estimate', () => {
    const windows = planWindows([110_000], 10_000);
    expect(shares(widenWindows(windows, { found: [2_750], estimates: [110_000], wanted: 10_000 }))).toEqual([
      0.4,
    ]);
  });

  it('opens the next list when one is exhausted', () => {
    const windows = [{ matches: 15_000, share: 1 }];
    const wider = widenWindows(windows, { found: [800], estimates: [15_000, 20_000], wanted: 10_000 });
    expect(shares(wider)).toEqual([1, 0.506]);
  });

  it('always ends with everything looked through', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 3 }),
        fc.nat(10_000),
        (estimates, wanted) => {
          let windows: Window[] | undefined = planWindows(estimates, wanted);
          let tries = 0;
          while (windows !== undefined) {
            tries += 1;
            windows = widenWindows(windows, { found: windows.map(() => 0), estimates, wanted });
          }
          expect(tries).toBeLessThan(40);
        },
      ),
    );
  });
});

describe('lowestOf', () => {
  const days = [0, 10, 20, 30, 40];
  it.each([
    [1, undefined],
    [0.5, 20],
    [0.25, 30],
    [0.125, 35],
  ])('the upper %d of evenly spread days', (share, day) => expect(lowestOf(share, days)).toBe(day));
  it.each([
    [45, 0],
    [40, 0],
    [35, 0.125],
    [20, 0.5],
    [-1, 1],
  ])('above day %d lies its share', (day, share) => expect(shareAbove(day, days)).toBe(share));

  it('knows nothing without statistics', () => {
    expect(lowestOf(0.5, [])).toBeUndefined();
    expect(shareAbove(1, [])).toBe(0);
  });
});
