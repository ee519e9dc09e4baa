import { solveSystem } from './reference-kernel.ts';

/** One thing a person did: `vector` is the item's, `weight` its confidence, `target` 1 or, for what they refused, 0. */
export interface PersonEntry {
  readonly vector: Float32Array;
  readonly weight: number;
  readonly target: number;
}

/** What a score is made of: Σ shares + prior = score, by the linearity of the solution (Hu et al. 2008, section 5). */
export interface ScoreShares {
  /** One value an entry, in the order given. */
  readonly entries: Float64Array;
  /** What the person's features add before they did anything. */
  readonly prior: number;
  readonly score: number;
}

/** Folds people into a trained model without training. */
export interface PersonSolver {
  /** The person's vector; without entries the prior itself, or zeros. */
  vector: (entries: readonly PersonEntry[], prior?: Float32Array) => Float32Array;
  /** Takes the score of one item vector apart by what the person did. */
  shares: (entries: readonly PersonEntry[], item: Float32Array, prior?: Float32Array) => ScoreShares;
}

/**
 * Prepares fold-in for one set of trained item vectors. Their Gram matrix is summed once; later items join retrieval but not the penalty, so
 * that a person's vector does not move when a job is added.
 */
export function createPersonSolver(options: {
  readonly trained: Float32Array;
  readonly rows: number;
  readonly dimensions: number;
  readonly regularisation: number;
  readonly unobserved: number;
}): PersonSolver {
  const { trained, rows, dimensions: d, regularisation, unobserved } = options;
  const gram = gramOf(trained, rows, d);
  const system = new Float64Array(d * d);

  const setUp = (entries: readonly PersonEntry[]): number => {
    const lambda = regularisation * (entries.length + unobserved * rows);
    for (let i = 0; i < d * d; i++) system[i] = unobserved * (gram[i] ?? 0);
    for (let i = 0; i < d; i++) system[i * d + i] = (system[i * d + i] ?? 0) + lambda;
    for (const { vector, weight } of entries) {
      for (let i = 0; i < d; i++) {
        const factor = weight * (vector[i] ?? 0);
        for (let j = i; j < d; j++) system[i * d + j] = (system[i * d + j] ?? 0) + factor * (vector[j] ?? 0);
      }
    }
    return lambda;
  };

  return {
    vector(entries, prior) {
      const out = new Float32Array(d);
      if (entries.length === 0) {
        if (prior !== undefined) out.set(prior);
        return out;
      }
      const lambda = setUp(entries);
      const side = new Float64Array(d);
      for (let i = 0; i < d; i++) side[i] = lambda * (prior?.[i] ?? 0);
      for (const { vector, weight, target } of entries) {
        for (let i = 0; i < d; i++) side[i] = (side[i] ?? 0) + weight * target * (vector[i] ?? 0);
      }
      solveSystem(out, { system, side, at: 0 });
      return out;
    },
    shares(entries, item, prior) {
      if (entries.length === 0) {
        const score = inner(prior, item);
        return { entries: new Float64Array(0), prior: score, score };
      }
      const lambda = setUp(entries);
      // The system is symmetric: item · A⁻¹ b = (A⁻¹ item) · b, so one solution serves every entry.
      const side = Float64Array.from(item);
      const seen = new Float64Array(d);
      solveSystem(seen, { system, side, at: 0 });
      const shares = Float64Array.from(
        entries,
        ({ vector, weight, target }) => weight * target * inner(vector, seen),
      );
      const fromPrior = lambda * inner(prior, seen);
      return {
        entries: shares,
        prior: fromPrior,
        score: shares.reduce((sum, share) => sum + share, fromPrior),
      };
    },
  };
}

/** Upper triangle of YᵀY. */
function gramOf(items: Float32Array, rows: number, d: number): Float64Array {
  const gram = new Float64Array(d * d);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < d; i++) {
      const factor = items[row * d + i] ?? 0;
      for (let j = i; j < d; j++)
        gram[i * d + j] = (gram[i * d + j] ?? 0) + factor * (items[row * d + j] ?? 0);
    }
  }
  return gram;
}

function inner(a: Float32Array | undefined, b: Float32Array | Float64Array): number {
  if (a === undefined) return 0;
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
