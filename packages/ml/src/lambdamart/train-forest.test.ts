import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../content/seeded-random.ts';
import { binFeatures, binOf } from './bin-features.ts';
import { scoreRow, scoreRows, type Forest } from './forest.ts';
import type { RankingData } from './ranking-data.ts';
import { meanNdcg, trainForest } from './train-forest.ts';
import { createForestExplainer } from './tree-shap.ts';

const FEATURES = 6;

/** Groups of ten rows whose grade follows two of six features, with noise; the rest is noise, half of it sparse. */
function madeUp(groups: number, seed: number): RankingData {
  const random = seededRandom(seed);
  const rows = groups * 10;
  const values = Float32Array.from({ length: rows * FEATURES }, (_, at) =>
    at % FEATURES >= 3 && random() < 0.7 ? 0 : random(),
  );
  const labels = Float32Array.from({ length: rows }, (_, row) => {
    const signal = (values[row * FEATURES] ?? 0) * 2 - (values[row * FEATURES + 1] ?? 0) + 0.3 * random();
    return signal > 1.4 ? 2 : signal > 0.8 ? 1 : 0;
  });
  return {
    rows,
    features: FEATURES,
    values,
    labels,
    groupStarts: Int32Array.from({ length: groups + 1 }, (_, q) => q * 10),
  };
}

const settings = { trees: 20, leaves: 8, leastRows: 10, leastHessian: 0.5, bagging: 0.8 };

const expectClose = (a: Forest, b: Forest): void => {
  expect(b.splitFeatures).toEqual(a.splitFeatures);
  a.values.forEach((value, i) => expect(Math.abs(value - (b.values[i] ?? Number.NaN))).toBeLessThan(1e-6));
};

describe('LambdaMART', () => {
  it('orders unseen groups far better than chance', () => {
    const forest = trainForest({ data: madeUp(80, 1), settings });
    const test = madeUp(40, 2);
    const chance = meanNdcg(test, new Float32Array(test.rows), 10);
    expect(meanNdcg(test, scoreRows(forest, test.values, test.rows), 10)).toBeGreaterThan(
      Math.max(0.93, chance + 0.1),
    );
  });

  it('grows the same forest in TypeScript and in WebAssembly, and for the same seed', () => {
    const data = madeUp(40, 3);
    const train = (backend: 'typescript' | 'auto', seed = 5) =>
      trainForest({ data, settings: { ...settings, backend, seed } });
    const reference = train('typescript');
    expectClose(reference, train('auto'));
    expect(train('auto', 6).values).not.toEqual(reference.values);
  });

  it('does not depend on the order of the groups when nothing is drawn', () => {
    const data = madeUp(30, 4);
    const reversed = { ...data, values: data.values.slice(), labels: data.labels.slice() };
    for (let q = 0; q < 30; q++) {
      const [from, to] = [q * 10, (29 - q) * 10];
      reversed.values.set(data.values.subarray(from * FEATURES, (from + 10) * FEATURES), to * FEATURES);
      reversed.labels.set(data.labels.subarray(from, from + 10), to);
    }
    const whole = { ...settings, bagging: 1 };
    const one = trainForest({ data, settings: whole });
    const other = trainForest({ data: reversed, settings: whole });
    const scores = scoreRows(one, data.values, data.rows);
    scoreRows(other, data.values, data.rows).forEach((score, row) =>
      expect(score).toBeCloseTo(scores[row] ?? 0, 4),
    );
  });

  it.each([1, -1] as const)('never breaks a direction of %i', (direction) => {
    const data = madeUp(60, 7);
    const monotone = [direction, direction, direction, direction, direction, direction];
    const forest = trainForest({ data, monotone, settings: { ...settings, trees: 30 } });
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: FEATURES, maxLength: FEATURES }),
        fc.nat(FEATURES - 1),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (row, feature, more) => {
          const before = Float32Array.from(row);
          const after = before.slice();
          after[feature] = (after[feature] ?? 0) + more;
          expect(direction * (scoreRow(forest, after) - scoreRow(forest, before))).toBeGreaterThanOrEqual(
            -1e-6,
          );
        },
      ),
    );
  });

  it('keeps the trees up to the best validation, and stops after it', () => {
    const seen: number[] = [];
    const forest = trainForest({
      data: madeUp(30, 8),
      validation: madeUp(30, 9),
      settings: { ...settings, trees: 500, patience: 10 },
      onTree: ({ validation }) => seen.push(validation ?? Number.NaN),
    });
    const best = seen.indexOf(Math.max(...seen)) + 1;
    expect([forest.roots.length, seen.length]).toEqual([best, best + 10]);
  });

  it('makes a forest of one leaf where nothing tells rows apart', () => {
    const data = { ...madeUp(5, 1), values: new Float32Array(50 * FEATURES) };
    const forest = trainForest({ data, settings: { ...settings, trees: 3 } });
    expect(new Set(scoreRows(forest, data.values, 50)).size).toBe(1);
  });

  it('refuses data that does not fit and settings that cannot work', () => {
    const data = madeUp(5, 1);
    expect(() => trainForest({ data: { ...data, rows: 49 } })).toThrow(/does not fit/);
    expect(() => trainForest({ data: { ...data, values: data.values.fill(Number.NaN, 0, 1) } })).toThrow(
      /finite/,
    );
    expect(() => trainForest({ data: madeUp(5, 1), settings: { leaves: 1, bagging: 0 } })).toThrow(
      /leaves 1.*bagging 0/,
    );
  });
});

describe('bins', () => {
  it('put a value in the first interval that it does not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 200 }),
        (given) => {
          const values = Float32Array.from(given);
          const rows = values.length;
          const { cuts, bins } = binFeatures(
            {
              rows,
              features: 1,
              values,
              labels: new Float32Array(rows),
              groupStarts: Int32Array.of(0, rows),
            },
            16,
          );
          const [ends = new Float32Array(0)] = cuts;
          expect(ends.length).toBeLessThan(16);
          values.forEach((value, row) => {
            const bin = bins[row] ?? 0;
            expect(bin).toBe(binOf(ends, value));
            expect(value).toBeLessThanOrEqual(ends[bin] ?? Infinity);
            expect(value).toBeGreaterThan(ends[bin - 1] ?? -Infinity);
          });
        },
      ),
    );
  });
});

describe('contributions of features', () => {
  it('add up to the score', () => {
    const data = madeUp(40, 11);
    const forest = trainForest({ data, settings });
    const explain = createForestExplainer(forest);
    for (let row = 0; row < 100; row++) {
      const { base, contributions } = explain(data.values, row * FEATURES);
      const sum = contributions.reduce((total, value) => total + value, base);
      expect(sum).toBeCloseTo(scoreRow(forest, data.values, row * FEATURES), 8);
    }
  });

  it('are those computed by the definition over all subsets', () => {
    const data = madeUp(40, 12);
    const forest = trainForest({ data, settings: { ...settings, trees: 3 } });
    const explain = createForestExplainer(forest);
    for (const row of [0, 17, 123]) {
      const x = data.values.slice(row * FEATURES, (row + 1) * FEATURES);
      const { contributions } = explain(x);
      bruteForce(forest, x).forEach((value, f) => expect(contributions[f]).toBeCloseTo(value, 8));
    }
  });
});

/** Shapley values by their definition; an unknown feature follows both branches by their covers. */
function bruteForce(forest: Forest, x: Float32Array): number[] {
  const expected = (node: number, known: number): number => {
    const feature = forest.splitFeatures[node] ?? -1;
    if (feature < 0) return forest.values[node] ?? 0;
    const left = forest.lefts[node] ?? 0;
    const right = forest.rights[node] ?? 0;
    if ((known >> feature) & 1)
      return expected((x[feature] ?? 0) <= (forest.thresholds[node] ?? 0) ? left : right, known);
    const cover = forest.covers[node] ?? 1;
    return (
      ((forest.covers[left] ?? 0) * expected(left, known) +
        (forest.covers[right] ?? 0) * expected(right, known)) /
      cover
    );
  };
  const worth = (known: number): number => forest.roots.reduce((sum, root) => sum + expected(root, known), 0);
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: FEATURES }, (_, feature) => {
    let value = 0;
    for (let known = 0; known < 1 << FEATURES; known++) {
      if ((known >> feature) & 1) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(FEATURES - size - 1)) / factorial(FEATURES);
      value += weight * (worth(known | (1 << feature)) - worth(known));
    }
    return value;
  });
}
