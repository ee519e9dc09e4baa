import type { Forest } from './forest.ts';

/** A forest's score of one row taken apart: base + Σ contributions = score, to rounding. */
export interface ForestAttribution {
  /** What the forest gives on average over its training rows. */
  readonly base: number;
  /** One value a feature. */
  readonly contributions: Float64Array;
}

/** Takes rows apart, one after the other, in memory of its own. */
export type ForestExplainer = (rows: Float32Array, at?: number) => ForestAttribution;

/**
 * Exact path-dependent SHAP values of trees (Lundberg et al. 2018, algorithm 2), O(leaves · depth²) a tree. The path of features on the way
 * to a node lives in flat arrays, one stretch a depth, so that a row allocates nothing but its answer.
 */
export function createForestExplainer(forest: Forest): ForestExplainer {
  const base = expectedScore(forest);
  const depth = deepest(forest) + 2;
  const path = {
    features: new Int32Array((depth * (depth + 1)) / 2 + depth),
    zeros: new Float64Array((depth * (depth + 1)) / 2 + depth),
    ones: new Float64Array((depth * (depth + 1)) / 2 + depth),
    weights: new Float64Array((depth * (depth + 1)) / 2 + depth),
  };
  return (rows, at = 0) => {
    const contributions = new Float64Array(forest.features);
    const walk = walker(forest, path, { rows, at, contributions });
    for (const root of forest.roots) walk(root, { start: 0, length: 0, zero: 1, one: 1, feature: -1 });
    return { base, contributions };
  };
}

interface Path {
  readonly features: Int32Array;
  readonly zeros: Float64Array;
  readonly ones: Float64Array;
  readonly weights: Float64Array;
}

interface Step {
  /** Where the parent's path begins, and how many elements it has. */
  readonly start: number;
  readonly length: number;
  /** Shares of the training rows, and of this row (1 or 0), that come this way. */
  readonly zero: number;
  readonly one: number;
  readonly feature: number;
}

function walker(
  forest: Forest,
  path: Path,
  { rows, at, contributions }: { rows: Float32Array; at: number; contributions: Float64Array },
): (node: number, step: Step) => void {
  const { splitFeatures, thresholds, lefts, rights, values, covers } = forest;
  const walk = (node: number, step: Step): void => {
    const start = copyPath(path, step);
    let length = extend(path, start, step);
    const feature = splitFeatures[node] ?? -1;
    if (feature < 0) {
      for (let i = 1; i < length; i++) {
        const element = start + i;
        const weight = unwoundSum(path, { start, length, index: i });
        const id = path.features[element] ?? 0;
        const share = weight * ((path.ones[element] ?? 0) - (path.zeros[element] ?? 0)) * (values[node] ?? 0);
        contributions[id] = (contributions[id] ?? 0) + share;
      }
      return;
    }
    const isLeft = (rows[at + feature] ?? 0) <= (thresholds[node] ?? 0);
    const hot = (isLeft ? lefts[node] : rights[node]) ?? 0;
    const cold = (isLeft ? rights[node] : lefts[node]) ?? 0;
    let zero = 1;
    let one = 1;
    for (let i = 1; i < length; i++) {
      if (path.features[start + i] !== feature) continue;
      // Split on before: its element is taken out and its shares go into the new one.
      zero = path.zeros[start + i] ?? 0;
      one = path.ones[start + i] ?? 0;
      unwind(path, { start, length, index: i });
      length -= 1;
      break;
    }
    const cover = covers[node] ?? 1;
    walk(hot, { start, length, zero: (zero * (covers[hot] ?? 0)) / cover, one, feature });
    walk(cold, { start, length, zero: (zero * (covers[cold] ?? 0)) / cover, one: 0, feature });
  };
  return walk;
}

/** The child's stretch begins behind the parent's; both children of a node use the same one in turn. */
function copyPath({ features, zeros, ones, weights }: Path, { start, length }: Step): number {
  const to = start + length;
  features.copyWithin(to, start, to);
  zeros.copyWithin(to, start, to);
  ones.copyWithin(to, start, to);
  weights.copyWithin(to, start, to);
  return to;
}

function extend(
  { features, zeros, ones, weights }: Path,
  start: number,
  { length, zero, one, feature }: Step,
): number {
  features[start + length] = feature;
  zeros[start + length] = zero;
  ones[start + length] = one;
  weights[start + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    const weight = weights[start + i] ?? 0;
    weights[start + i + 1] = (weights[start + i + 1] ?? 0) + (one * weight * (i + 1)) / (length + 1);
    weights[start + i] = (zero * weight * (length - i)) / (length + 1);
  }
  return length + 1;
}

interface Element {
  readonly start: number;
  readonly length: number;
  readonly index: number;
}

function unwind({ features, zeros, ones, weights }: Path, { start, length, index }: Element): void {
  const last = length - 1;
  const one = ones[start + index] ?? 0;
  const zero = zeros[start + index] ?? 0;
  let next = weights[start + last] ?? 0;
  for (let i = last - 1; i >= 0; i--) {
    const weight = weights[start + i] ?? 0;
    if (one === 0) weights[start + i] = (weight * length) / (zero * (last - i));
    else {
      weights[start + i] = (next * length) / ((i + 1) * one);
      next = weight - ((weights[start + i] ?? 0) * zero * (last - i)) / length;
    }
  }
  for (let i = index; i < last; i++) {
    features[start + i] = features[start + i + 1] ?? 0;
    zeros[start + i] = zeros[start + i + 1] ?? 0;
    ones[start + i] = ones[start + i + 1] ?? 0;
  }
}

/** Sum of the weights that the path would have without one element. */
function unwoundSum({ zeros, ones, weights }: Path, { start, length, index }: Element): number {
  const last = length - 1;
  const one = ones[start + index] ?? 0;
  const zero = zeros[start + index] ?? 0;
  let next = weights[start + last] ?? 0;
  let sum = 0;
  for (let i = last - 1; i >= 0; i--) {
    const weight = weights[start + i] ?? 0;
    if (one === 0) sum += (weight * length) / (zero * (last - i));
    else {
      const without = (next * length) / ((i + 1) * one);
      sum += without;
      next = weight - (without * zero * (last - i)) / length;
    }
  }
  return sum;
}

/** Mean over the training rows of each tree, by covers. */
function expectedScore({ roots, splitFeatures, lefts, rights, values, covers }: Forest): number {
  const expected = (node: number): number => {
    if ((splitFeatures[node] ?? -1) < 0) return values[node] ?? 0;
    const left = lefts[node] ?? 0;
    const right = rights[node] ?? 0;
    const cover = covers[node] ?? 1;
    return ((covers[left] ?? 0) * expected(left) + (covers[right] ?? 0) * expected(right)) / cover;
  };
  return roots.reduce((sum, root) => sum + expected(root), 0);
}

function deepest({ roots, splitFeatures, lefts, rights }: Forest): number {
  const depth = (node: number): number =>
    (splitFeatures[node] ?? -1) < 0 ? 1 : 1 + Math.max(depth(lefts[node] ?? 0), depth(rights[node] ?? 0));
  return roots.reduce((most, root) => Math.max(most, depth(root)), 1);
}
