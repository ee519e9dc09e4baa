import { describe, expect, it } from 'vitest';

import { seededRandom } from '../content/seeded-random.ts';
import { featureMatrix } from './features.ts';
import { interactionMatrix, transpose } from './interaction-matrix.ts';
import { createPersonSolver } from './person-solver.ts';
import type { AlsSettings } from './settings.ts';
import { trainAls } from './train-als.ts';

const USERS = 60;
const ITEMS = 40;

/** People of two tastes: even ones take even items, odd ones odd items, with some noise. */
function twoTastes(seed = 7) {
  const random = seededRandom(seed);
  const rowIds: number[] = [];
  const columnIds: number[] = [];
  const weights: number[] = [];
  const targets: number[] = [];
  for (let user = 0; user < USERS; user++) {
    for (let item = 0; item < ITEMS; item++) {
      const isTaste = user % 2 === item % 2;
      if (random() > (isTaste ? 0.4 : 0.03)) continue;
      rowIds.push(user);
      columnIds.push(item);
      weights.push(0.3 + random() * 4);
      targets.push(random() < 0.1 ? 0 : 1);
    }
  }
  return interactionMatrix({ rows: USERS, columns: ITEMS }, { rowIds, columnIds, weights, targets });
}

const small: Partial<AlsSettings> = {
  dimensions: 16,
  epochs: 4,
  regularisation: 0.02,
  unobserved: 0.1,
  threads: 1,
};

const largestDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);

describe('training by alternating least squares', () => {
  it('gives people of one taste items of that taste', async () => {
    const interactions = twoTastes();
    const { users, items, dimensions } = await trainAls({ interactions, settings: small });
    const score = (user: number, item: number): number => {
      let sum = 0;
      for (let k = 0; k < dimensions; k++)
        sum += (users[user * dimensions + k] ?? 0) * (items[item * dimensions + k] ?? 0);
      return sum;
    };
    for (let user = 0; user < 10; user++) {
      const mine = Array.from({ length: ITEMS }, (_, item) => score(user, item));
      const best = mine.indexOf(Math.max(...mine));
      expect(best % 2).toBe(user % 2);
    }
  });

  it.each(['cholesky', 'conjugate-gradient'] as const)('agrees between backends: %s', async (solver) => {
    const interactions = twoTastes();
    const train = (backend: AlsSettings['backend']) =>
      trainAls({ interactions, settings: { ...small, solver, backend } });
    const reference = await train('typescript');
    for (const backend of ['wasm', 'wasm-plain'] as const) {
      const model = await train(backend);
      expect(largestDifference(model.users, reference.users)).toBeLessThan(1e-4);
      expect(largestDifference(model.items, reference.items)).toBeLessThan(1e-4);
    }
  });

  it('gives the same vectors for the same seed, and others for another', async () => {
    const interactions = twoTastes();
    const train = (seed: number) => trainAls({ interactions, settings: { ...small, threads: 2, seed } });
    const [first, again, other] = [await train(1), await train(1), await train(2)];
    expect(again.items).toEqual(first.items);
    expect(other.items).not.toEqual(first.items);
  });

  it('does not depend on the order entries come in', () => {
    const matrix = twoTastes();
    const back = transpose(transpose(matrix));
    expect(back).toEqual(matrix);
  });

  it('places an item nobody saw by its features', async () => {
    // The last four items were never shown; their one feature is their taste.
    const seen = twoTastes();
    const rowIds: number[] = [];
    const columnIds: number[] = [];
    for (let row = 0; row < USERS; row++) {
      for (let at = seen.rowStarts[row] ?? 0; at < (seen.rowStarts[row + 1] ?? 0); at++) {
        const column = seen.columnIds[at] ?? 0;
        if (column >= ITEMS - 4) continue;
        rowIds.push(row);
        columnIds.push(column);
      }
    }
    const interactions = interactionMatrix({ rows: USERS, columns: ITEMS }, { rowIds, columnIds });
    const itemFeatures = featureMatrix(
      2,
      Array.from({ length: ITEMS }, (_, item) => ({ ids: [item % 2] })),
    );
    const { users, items, dimensions } = await trainAls({
      interactions,
      itemFeatures,
      settings: { ...small, epochs: 8 },
    });
    const score = (user: number, item: number): number => {
      let sum = 0;
      for (let k = 0; k < dimensions; k++)
        sum += (users[user * dimensions + k] ?? 0) * (items[item * dimensions + k] ?? 0);
      return sum;
    };
    for (let user = 0; user < USERS; user++)
      expect(score(user, ITEMS - 4 + (user % 2))).toBeGreaterThan(score(user, ITEMS - 3 - (user % 2)));
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const training = trainAls({
      interactions: twoTastes(),
      settings: { ...small, epochs: 1_000 },
      signal: controller.signal,
      onEpoch: () => controller.abort(new Error('enough')),
    });
    await expect(training).rejects.toThrow('enough');
  });

  it('refuses entries outside the matrix and settings that cannot work', async () => {
    expect(() => interactionMatrix({ rows: 1, columns: 1 }, { rowIds: [0], columnIds: [1] })).toThrow(
      /outside/,
    );
    await expect(trainAls({ interactions: twoTastes(), settings: { dimensions: 12 } })).rejects.toThrow(
      /multiple of 8/,
    );
  });
});

describe('folding one person in', () => {
  const fold = async () => {
    const interactions = twoTastes();
    const model = await trainAls({ interactions, settings: { ...small, epochs: 12 } });
    const { regularisation, unobserved } = model.settings;
    const solver = createPersonSolver({
      trained: model.items,
      rows: ITEMS,
      dimensions: model.dimensions,
      regularisation,
      unobserved,
    });
    const d = model.dimensions;
    const vectorOf = (item: number) => model.items.subarray(item * d, (item + 1) * d);
    const entriesOf = (user: number) =>
      Array.from(
        { length: (interactions.rowStarts[user + 1] ?? 0) - (interactions.rowStarts[user] ?? 0) },
        (_, i) => {
          const at = (interactions.rowStarts[user] ?? 0) + i;
          return {
            vector: vectorOf(interactions.columnIds[at] ?? 0),
            weight: interactions.weights[at] ?? 0,
            target: interactions.targets[at] ?? 0,
          };
        },
      );
    return { model, solver, entriesOf };
  };

  it('gives shares that add up to the score of the folded vector', async () => {
    const { model, solver, entriesOf } = await fold();
    const d = model.dimensions;
    const prior = Float32Array.from({ length: d }, (_, i) => i / 100);
    for (let user = 0; user < 8; user++) {
      const vector = solver.vector(entriesOf(user), prior);
      const item = model.items.subarray(user * d, (user + 1) * d);
      const direct = vector.reduce((sum, value, i) => sum + value * (item[i] ?? 0), 0);
      const shares = solver.shares(entriesOf(user), item, prior);
      expect(shares.score).toBeCloseTo(direct, 5);
      expect(shares.entries.reduce((sum, share) => sum + share, shares.prior)).toBeCloseTo(shares.score, 10);
    }
  });

  it('answers with the prior for a person who did nothing', async () => {
    const { model, solver } = await fold();
    const prior = new Float32Array(model.dimensions).fill(0.25);
    expect(solver.vector([], prior)).toEqual(prior);
    expect(solver.vector([])).toEqual(new Float32Array(model.dimensions));
  });
});
