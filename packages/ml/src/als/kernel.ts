import { readFileSync } from 'node:fs';

/** Where in the shared memory (bytes) one side's matrices stand; `prior` is 0 without features. */
export interface SolveArguments {
  readonly rowStarts: number;
  readonly columns: number;
  readonly weights: number;
  readonly targets: number;
  readonly solved: number;
  readonly other: number;
  readonly gram: number;
  readonly prior: number;
  readonly dimensions: number;
  readonly regularisation: number;
  readonly unobserved: number;
  /** Rows of the other side. */
  readonly others: number;
  /** Own to each thread, {@link scratchFloats} long. */
  readonly scratch: number;
}

/** The arithmetic of ALS over one memory. Rows are `from` up to, not including, `to`. */
export interface AlsKernel {
  /** Upper triangle of XᵀX of rows [from, to) into `into`. */
  gram: (rows: { matrix: number; dimensions: number; from: number; to: number; into: number }) => void;
  solveByCholesky: (args: SolveArguments, from: number, to: number) => void;
  solveByConjugateGradient: (args: SolveArguments, from: number, to: number, steps: number) => void;
}

/** Floats of scratch memory a thread needs: a matrix, a block of 64 rows and a vector. */
export const scratchFloats = (dimensions: number): number => dimensions * dimensions + 66 * dimensions;

/** Opens a compiled kernel over a memory; null where the engine does not know its instructions. */
export function openWasmKernel(build: 'relaxed' | 'plain', memory: WebAssembly.Memory): AlsKernel | null {
  const bytes = readFileSync(new URL(`./als-${build}.wasm`, import.meta.url));
  if (!WebAssembly.validate(bytes)) return null;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    env: {
      memory,
      abort() {
        throw new Error('The ALS kernel stopped');
      },
    },
  });
  const gram = functionOf(exports, 'gram');
  const cholesky = functionOf(exports, 'solveByCholesky');
  const conjugateGradient = functionOf(exports, 'solveByConjugateGradient');
  return {
    gram: ({ matrix, dimensions, from, to, into }) => gram(matrix, dimensions, from, to, into),
    solveByCholesky: (args, from, to) => cholesky(...positional(args, from, to)),
    solveByConjugateGradient: (args, from, to, steps) =>
      conjugateGradient(...positional(args, from, to), steps),
  };
}

function positional(args: SolveArguments, from: number, to: number): number[] {
  return [
    args.rowStarts,
    args.columns,
    args.weights,
    args.targets,
    args.solved,
    args.other,
    args.gram,
    args.prior,
    args.dimensions,
    from,
    to,
    args.regularisation,
    args.unobserved,
    args.others,
    args.scratch,
  ];
}

type NumericFunction = (...args: number[]) => void;

function functionOf(exports: WebAssembly.Exports, name: string): NumericFunction {
  const found = exports[name];
  if (typeof found !== 'function') throw new Error(`The ALS kernel has no function ${name}`);
  return (...args) => {
    found(...args);
  };
}
