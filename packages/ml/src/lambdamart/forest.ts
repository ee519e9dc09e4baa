/**
 * Regression trees in parallel arrays over all nodes. A row goes left where its value does not exceed the threshold; leaves have
 * feature −1. `covers` are the training rows that passed each node: explanations weigh branches by them.
 */
export interface Forest {
  readonly features: number;
  /** First node of each tree. */
  readonly roots: Int32Array;
  readonly splitFeatures: Int32Array;
  readonly thresholds: Float32Array;
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  readonly values: Float32Array;
  readonly covers: Float32Array;
}

/** One tree while it grows; node numbers are its own. */
export interface Tree {
  readonly splitFeatures: number[];
  readonly thresholds: number[];
  readonly lefts: number[];
  readonly rights: number[];
  readonly values: number[];
  readonly covers: number[];
}

export const newTree = (): Tree => ({
  splitFeatures: [],
  thresholds: [],
  lefts: [],
  rights: [],
  values: [],
  covers: [],
});

/** Adds a leaf; its number. */
export function addLeaf(tree: Tree, value: number, cover: number): number {
  tree.splitFeatures.push(-1);
  tree.thresholds.push(0);
  tree.lefts.push(-1);
  tree.rights.push(-1);
  tree.values.push(Math.fround(value));
  tree.covers.push(cover);
  return tree.values.length - 1;
}

/** Lays trees one behind the other. */
export function toForest(features: number, trees: readonly Tree[]): Forest {
  const total = trees.reduce((sum, tree) => sum + tree.values.length, 0);
  const forest = {
    features,
    roots: new Int32Array(trees.length),
    splitFeatures: new Int32Array(total),
    thresholds: new Float32Array(total),
    lefts: new Int32Array(total),
    rights: new Int32Array(total),
    values: new Float32Array(total),
    covers: new Float32Array(total),
  };
  let offset = 0;
  trees.forEach((tree, t) => {
    const shifted = (child: number): number => (child < 0 ? -1 : child + offset);
    forest.roots[t] = offset;
    forest.splitFeatures.set(tree.splitFeatures, offset);
    forest.thresholds.set(tree.thresholds, offset);
    forest.lefts.set(tree.lefts.map(shifted), offset);
    forest.rights.set(tree.rights.map(shifted), offset);
    forest.values.set(tree.values, offset);
    forest.covers.set(tree.covers, offset);
    offset += tree.values.length;
  });
  return forest;
}

/** Sum of the leaves that a row of features, starting at `at` in `rows`, falls into. */
export function scoreRow(forest: Forest, rows: Float32Array, at = 0): number {
  const { roots, splitFeatures, thresholds, lefts, rights, values } = forest;
  let sum = 0;
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t] ?? 0;
    let feature = splitFeatures[node] ?? -1;
    while (feature >= 0) {
      node = ((rows[at + feature] ?? 0) <= (thresholds[node] ?? 0) ? lefts[node] : rights[node]) ?? 0;
      feature = splitFeatures[node] ?? -1;
    }
    sum += values[node] ?? 0;
  }
  return sum;
}

/** Scores of `count` rows laid out one after the other. */
export function scoreRows(forest: Forest, rows: Float32Array, count: number): Float32Array {
  const scores = new Float32Array(count);
  for (let row = 0; row < count; row++) scores[row] = scoreRow(forest, rows, row * forest.features);
  return scores;
}
