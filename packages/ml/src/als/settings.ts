/** Settings of implicit ALS; the meaning of each is that of Rendle et al. 2021, "Revisiting the performance of iALS". */
export interface AlsSettings {
  /** Width of the vectors, a multiple of 8. */
  readonly dimensions: number;
  /** L2 penalty λ; scaled for each row by its entries plus `unobserved` times the other side's rows. */
  readonly regularisation: number;
  /** Weight α₀ of every pair, seen or not, towards 0. */
  readonly unobserved: number;
  readonly epochs: number;
  /** Standard deviation of the first vectors, before division by √dimensions. */
  readonly initialDeviation: number;
  /** Exact rows by Cholesky, or a few warm-started steps of conjugate gradient, cheaper from about 128 dimensions. */
  readonly solver: 'cholesky' | 'conjugate-gradient';
  readonly conjugateGradientSteps: number;
  /** L2 penalty of the feature weights, per feature, in units of `regularisation`. */
  readonly featureRegularisation: number;
  readonly seed: number;
  readonly threads: number;
  /** `auto` takes WebAssembly with relaxed SIMD, without it, or plain TypeScript: the first that the engine runs. */
  readonly backend: 'auto' | 'wasm' | 'wasm-plain' | 'typescript';
}

export const DEFAULT_ALS_SETTINGS: AlsSettings = {
  dimensions: 64,
  regularisation: 0.007,
  unobserved: 0.3,
  epochs: 12,
  initialDeviation: 0.1,
  solver: 'cholesky',
  conjugateGradientSteps: 3,
  featureRegularisation: 1,
  seed: 1,
  threads: 2,
  backend: 'auto',
};

/** @throws RangeError naming the setting that no training can run with. */
export function assertSettings(settings: AlsSettings): void {
  const { dimensions, epochs, threads, regularisation, unobserved } = settings;
  const problems = [
    Number.isInteger(dimensions) && dimensions > 0 && dimensions % 8 === 0 && dimensions <= 512
      ? null
      : `dimensions ${dimensions}: expected a multiple of 8 up to 512`,
    Number.isInteger(epochs) && epochs > 0 ? null : `epochs ${epochs}: expected a whole number above 0`,
    Number.isInteger(threads) && threads > 0 ? null : `threads ${threads}: expected a whole number above 0`,
    regularisation > 0 ? null : `regularisation ${regularisation}: expected a number above 0`,
    unobserved >= 0 ? null : `unobserved ${unobserved}: expected 0 or more`,
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw new RangeError(`The settings of ALS are wrong: ${problems.join('; ')}`);
}
