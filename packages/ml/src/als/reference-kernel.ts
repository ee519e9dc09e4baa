import type { AlsKernel, SolveArguments } from './kernel.ts';

/*
 * The kernels in TypeScript, in double precision: what the compiled ones are tested against, and what runs where WebAssembly's SIMD or
 * shared memory does not. Indices into typed arrays are inside by construction; `?? 0` satisfies the type checker.
 */

interface Memory {
  readonly ints: Int32Array;
  readonly floats: Float32Array;
}

/** The arithmetic of ALS over one memory, without WebAssembly. */
export function openReferenceKernel(memory: ArrayBufferLike, dimensions: number): AlsKernel {
  const views: Memory = { ints: new Int32Array(memory), floats: new Float32Array(memory) };
  const system = new Float64Array(dimensions * dimensions);
  const side = new Float64Array(dimensions);
  return {
    gram: (rows) => gram(views.floats, rows),
    solveByCholesky(args, from, to) {
      for (let row = from; row < to; row++) {
        const isKnown = setUp(views, args, { row, system, side });
        if (isKnown) solveSystem(views.floats, { system, side, at: args.solved / 4 + row * dimensions });
      }
    },
    // Few rows or no WebAssembly: an exact solution is at least as good as the steps asked for, but must stay near them to be compared.
    solveByConjugateGradient(args, from, to, steps) {
      for (let row = from; row < to; row++) {
        const isKnown = setUp(views, args, { row, system, side });
        if (isKnown)
          stepTowards(views.floats, { system, side, at: args.solved / 4 + row * dimensions, steps });
      }
    },
  };
}

function gram(
  floats: Float32Array,
  { matrix, dimensions: d, from, to, into }: Parameters<AlsKernel['gram']>[0],
): void {
  const sums = new Float64Array(d * d);
  for (let row = from; row < to; row++) {
    const x = matrix / 4 + row * d;
    for (let i = 0; i < d; i++) {
      const factor = floats[x + i] ?? 0;
      for (let j = i; j < d; j++) sums[i * d + j] = (sums[i * d + j] ?? 0) + factor * (floats[x + j] ?? 0);
    }
  }
  floats.set(sums, into / 4);
}

interface System {
  readonly row: number;
  /** Upper triangle of the row's normal equations. */
  readonly system: Float64Array;
  readonly side: Float64Array;
}

/** Fills the normal equations of one row; false where the row has neither entries nor features and so is zero. */
function setUp({ ints, floats }: Memory, args: SolveArguments, { row, system, side }: System): boolean {
  const d = args.dimensions;
  const start = ints[args.rowStarts / 4 + row] ?? 0;
  const end = ints[args.rowStarts / 4 + row + 1] ?? 0;
  if (start === end && args.prior === 0) {
    floats.fill(0, args.solved / 4 + row * d, args.solved / 4 + (row + 1) * d);
    return false;
  }
  const lambda = args.regularisation * (end - start + args.unobserved * args.others);
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++)
      system[i * d + j] = args.unobserved * (floats[args.gram / 4 + i * d + j] ?? 0);
    system[i * d + i] = (system[i * d + i] ?? 0) + lambda;
    side[i] = args.prior === 0 ? 0 : lambda * (floats[args.prior / 4 + row * d + i] ?? 0);
  }
  for (let entry = start; entry < end; entry++) {
    const y = args.other / 4 + (ints[args.columns / 4 + entry] ?? 0) * d;
    const weight = floats[args.weights / 4 + entry] ?? 0;
    const pull = weight * (floats[args.targets / 4 + entry] ?? 0);
    for (let i = 0; i < d; i++) {
      const value = floats[y + i] ?? 0;
      side[i] = (side[i] ?? 0) + pull * value;
      const factor = weight * value;
      for (let j = i; j < d; j++)
        system[i * d + j] = (system[i * d + j] ?? 0) + factor * (floats[y + j] ?? 0);
    }
  }
  return true;
}

/** Cholesky in the upper triangle, forward and back substitution; the answer goes to `at`. */
export function solveSystem(
  into: Float32Array | Float64Array,
  { system, side, at }: { system: Float64Array; side: Float64Array; at: number },
): void {
  const d = side.length;
  for (let k = 0; k < d; k++) {
    const inverse = 1 / Math.sqrt(system[k * d + k] ?? 0);
    for (let j = k; j < d; j++) system[k * d + j] = (system[k * d + j] ?? 0) * inverse;
    const solved = (side[k] ?? 0) * inverse;
    side[k] = solved;
    for (let i = k + 1; i < d; i++) {
      const factor = system[k * d + i] ?? 0;
      for (let j = i; j < d; j++)
        system[i * d + j] = (system[i * d + j] ?? 0) - factor * (system[k * d + j] ?? 0);
      side[i] = (side[i] ?? 0) - factor * solved;
    }
    system[k * d + k] = inverse;
  }
  for (let k = d - 1; k >= 0; k--) {
    let sum = side[k] ?? 0;
    for (let j = k + 1; j < d; j++) sum -= (system[k * d + j] ?? 0) * (side[j] ?? 0);
    side[k] = sum * (system[k * d + k] ?? 0);
  }
  into.set(side, at);
}

function stepTowards(
  floats: Float32Array,
  { system, side, at, steps }: { system: Float64Array; side: Float64Array; at: number; steps: number },
): void {
  const d = side.length;
  const x = Float64Array.from(floats.subarray(at, at + d));
  const residual = side.slice();
  const image = multiplied(system, x);
  for (let i = 0; i < d; i++) residual[i] = (residual[i] ?? 0) - (image[i] ?? 0);
  const direction = residual.slice();
  let norm = inner(residual, residual);
  for (let step = 0; step < steps && norm >= 1e-20; step++) {
    const along = multiplied(system, direction);
    const length = norm / inner(direction, along);
    for (let i = 0; i < d; i++) {
      x[i] = (x[i] ?? 0) + length * (direction[i] ?? 0);
      residual[i] = (residual[i] ?? 0) - length * (along[i] ?? 0);
    }
    const next = inner(residual, residual);
    for (let i = 0; i < d; i++) direction[i] = (residual[i] ?? 0) + (next / norm) * (direction[i] ?? 0);
    norm = next;
  }
  floats.set(x, at);
}

/** Product of a symmetric matrix, given by its upper triangle, and a vector. */
function multiplied(upper: Float64Array, vector: Float64Array): Float64Array {
  const d = vector.length;
  const out = new Float64Array(d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++)
      out[i] = (out[i] ?? 0) + (upper[i <= j ? i * d + j : j * d + i] ?? 0) * (vector[j] ?? 0);
  }
  return out;
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
