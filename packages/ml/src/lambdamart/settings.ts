/** Settings of LambdaMART; defaults are those of LightGBM's ranking example where it names one. */
export interface ForestSettings {
  readonly trees: number;
  readonly learningRate: number;
  /** Leaves of a tree at most, grown best first. */
  readonly leaves: number;
  readonly leastRows: number;
  readonly leastHessian: number;
  readonly l2: number;
  /** Intervals of a feature, 2–256. */
  readonly maxBins: number;
  /** Share of the rows that each tree sees. */
  readonly bagging: number;
  /** Share of the features that each tree may split on. */
  readonly featureShare: number;
  /** Ranks whose order counts. */
  readonly truncation: number;
  /** Stop after so many trees without a better NDCG@10 on the validation groups, and keep the best. */
  readonly patience: number;
  readonly seed: number;
  readonly threads: number;
  readonly backend: 'auto' | 'wasm' | 'typescript';
}

export const DEFAULT_FOREST_SETTINGS: ForestSettings = {
  trees: 100,
  learningRate: 0.1,
  leaves: 31,
  leastRows: 50,
  leastHessian: 5,
  l2: 0,
  maxBins: 255,
  bagging: 0.9,
  featureShare: 1,
  truncation: 30,
  patience: 50,
  seed: 1,
  threads: 2,
  backend: 'auto',
};

/** @throws RangeError naming every setting that no training can run with. */
export function assertForestSettings(settings: ForestSettings): void {
  const whole = (
    name: 'trees' | 'leaves' | 'maxBins' | 'threads' | 'truncation',
    low: number,
    high: number,
  ) => {
    const value = settings[name];
    return Number.isInteger(value) && value >= low && value <= high
      ? []
      : [`${name} ${value}: expected a whole number from ${low} to ${high}`];
  };
  const share = (name: 'bagging' | 'featureShare' | 'learningRate') =>
    settings[name] > 0 && settings[name] <= 1
      ? []
      : [`${name} ${settings[name]}: expected above 0, at most 1`];
  const problems = [
    ...whole('trees', 1, 10_000),
    ...whole('leaves', 2, 1_024),
    ...whole('maxBins', 2, 256),
    ...whole('threads', 1, 64),
    ...whole('truncation', 1, 10_000),
    ...share('bagging'),
    ...share('featureShare'),
    ...share('learningRate'),
  ];
  if (problems.length > 0)
    throw new RangeError(`The settings of LambdaMART are wrong: ${problems.join('; ')}`);
}
