import type { BinnedData } from './bin-features.ts';
import { addLeaf, newTree, type Tree } from './forest.ts';
import type { ForestSettings } from './settings.ts';
import type { TreeTeam } from './team.ts';
import type { LeafTotals } from './tree-kernel.ts';
import { SPLIT_VALUES, type TreeLayout } from './tree-memory.ts';

/** What growing needs of a training; memory views are of the memory that the team shares. */
export interface Growing {
  readonly team: TreeTeam;
  readonly layout: TreeLayout;
  readonly settings: ForestSettings;
  readonly binned: BinnedData;
  readonly monotone: Int8Array;
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  /** The rows the tree sees are the first `count`; growing sorts them by leaf. */
  readonly rowIds: Int32Array;
  readonly doubles: Float64Array;
}

/** A leaf of the finished tree with the rows [from, to) of `rowIds`. */
export interface GrownLeaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  readonly left: { readonly gradient: number; readonly hessian: number; readonly rows: number };
}

interface Leaf extends GrownLeaf {
  readonly histogram: number;
  readonly totals: LeafTotals;
  readonly split: Split | null;
}

/** Grows one tree best leaf first (Ke et al. 2017) and says which rows ended where. Leaf values include the learning rate. */
export function growTree(growing: Growing, count: number): { tree: Tree; leaves: readonly GrownLeaf[] } {
  const { settings, team, gradients, hessians, rowIds } = growing;
  const tree = newTree();
  const sums = { gradient: 0, hessian: 0, rows: count };
  for (let i = 0; i < count; i++) {
    sums.gradient += gradients[rowIds[i] ?? 0] ?? 0;
    sums.hessian += hessians[rowIds[i] ?? 0] ?? 0;
  }
  const totals = { ...sums, low: -Infinity, high: Infinity };
  const root = {
    node: addLeaf(tree, outputOf(settings, totals), count),
    from: 0,
    to: count,
    histogram: 0,
    totals,
  };
  team.run({ from: 0, to: count, made: root, sibling: null });
  const leaves: Leaf[] = [{ ...root, split: readSplit(growing, 0) }];
  while (leaves.length < settings.leaves) {
    const at = bestLeaf(leaves);
    const leaf = leaves[at];
    if (leaf === undefined || leaf.split === null) break;
    const [left, right] = splitLeaf(growing, { tree, leaf, split: leaf.split, freeSlot: leaves.length });
    leaves[at] = left;
    leaves.push(right);
  }
  return { tree, leaves };
}

function bestLeaf(leaves: readonly Leaf[]): number {
  let best = -1;
  let most = 0;
  leaves.forEach(({ split }, at) => {
    if (split === null || split.gain <= most) return;
    best = at;
    most = split.gain;
  });
  return best;
}

const outputOf = (
  { l2, learningRate }: ForestSettings,
  { gradient, hessian, low, high }: LeafTotals,
): number =>
  hessian + l2 > 0 ? Math.max(low, Math.min(high, -gradient / (hessian + l2))) * learningRate : 0;

interface Splitting {
  readonly tree: Tree;
  readonly leaf: Leaf;
  readonly split: Split;
  readonly freeSlot: number;
}

function splitLeaf(growing: Growing, { tree, leaf, split, freeSlot }: Splitting): [Leaf, Leaf] {
  const { binned, settings, team } = growing;
  const middle = partition(growing, leaf, split);
  const [leftTotals, rightTotals] = childTotals(growing, leaf.totals, split);
  const isLeftSmaller = leftTotals.rows <= rightTotals.rows;
  const left = {
    node: addLeaf(tree, outputOf(settings, leftTotals), leftTotals.rows),
    from: leaf.from,
    to: middle,
    histogram: isLeftSmaller ? freeSlot : leaf.histogram,
    totals: leftTotals,
  };
  const right = {
    node: addLeaf(tree, outputOf(settings, rightTotals), rightTotals.rows),
    from: middle,
    to: leaf.to,
    histogram: isLeftSmaller ? leaf.histogram : freeSlot,
    totals: rightTotals,
  };
  tree.splitFeatures[leaf.node] = split.feature;
  tree.thresholds[leaf.node] = binned.cuts[split.feature]?.[split.bin] ?? 0;
  tree.values[leaf.node] = 0;
  tree.lefts[leaf.node] = left.node;
  tree.rights[leaf.node] = right.node;
  const smaller = isLeftSmaller ? left : right;
  team.run({ from: smaller.from, to: smaller.to, made: smaller, sibling: isLeftSmaller ? right : left });
  const [made, sibling] = [readSplit(growing, 0), readSplit(growing, 1)];
  return [
    { ...left, split: isLeftSmaller ? made : sibling },
    { ...right, split: isLeftSmaller ? sibling : made },
  ];
}

/** Moves the rows of a leaf so that those going left come first; where the right ones begin. Keeps their order. */
function partition({ binned, rowIds, layout }: Growing, leaf: Leaf, split: Split): number {
  const column = split.feature * layout.rows;
  const right: number[] = [];
  let middle = leaf.from;
  for (let i = leaf.from; i < leaf.to; i++) {
    const row = rowIds[i] ?? 0;
    if ((binned.bins[column + row] ?? 0) <= split.bin) rowIds[middle++] = row;
    else right.push(row);
  }
  rowIds.set(right, middle);
  return middle;
}

/** Sums and bounds of both sides. A constrained split parts the range of outputs at its middle, so that no later split can cross it. */
function childTotals(
  { settings, monotone }: Growing,
  parent: LeafTotals,
  { left, feature }: Split,
): [LeafTotals, LeafTotals] {
  const right = {
    gradient: parent.gradient - left.gradient,
    hessian: parent.hessian - left.hessian,
    rows: parent.rows - left.rows,
  };
  const { low, high } = parent;
  const direction = monotone[feature] ?? 0;
  if (direction === 0)
    return [
      { ...left, low, high },
      { ...right, low, high },
    ];
  const raw = { ...settings, learningRate: 1 };
  const middle = (outputOf(raw, { ...left, low, high }) + outputOf(raw, { ...right, low, high })) / 2;
  return direction > 0
    ? [
        { ...left, low, high: middle },
        { ...right, low: middle, high },
      ]
    : [
        { ...left, low: middle, high },
        { ...right, low, high: middle },
      ];
}

/** The best split over all shares; of equal gains the lowest feature, so that the number of threads changes nothing. */
function readSplit({ layout, doubles }: Growing, which: 0 | 1): Split | null {
  let best: Split | null = null;
  for (const share of layout.shares) {
    const at = share.splits[which] / 8;
    const [gain = 0, own = -1, bin = 0, gradient = 0, hessian = 0, rows = 0] = doubles.subarray(
      at,
      at + SPLIT_VALUES,
    );
    if (own < 0) continue;
    const feature = share.features[own] ?? 0;
    const isBetter = best === null || gain > best.gain || (gain === best.gain && feature < best.feature);
    if (isBetter) best = { gain, feature, bin, left: { gradient, hessian, rows } };
  }
  return best;
}
