import type { Forest } from '../lambdamart/index.ts';
import { ModelContractError } from './contract.ts';
import type { OnnxAttributes } from './reader.ts';

/**
 * The trees of a TreeEnsembleRegressor as a forest over `features` inputs, for explaining a file by itself. Takes one target, summed, with
 * `≤` and `<` branches; without hit rates, every leaf counts alike.
 * @throws ModelContractError for anything else, and for trees that are not trees.
 */
export function readForest({ ints, floats, strings }: OnnxAttributes, features: number): Forest {
  const modes = strings.get('nodes_modes') ?? [];
  const nodes = modes.length;
  const ids = { trees: list(ints, 'nodes_treeids', nodes), own: list(ints, 'nodes_nodeids', nodes) };
  const at = new Map(ids.own.map((id, index) => [`${ids.trees[index]}/${id}`, index]));
  if (nodes === 0 || at.size !== nodes) refuse('Its trees name a node twice, or none');
  const indexOf = (tree: number | undefined, id: number | undefined): number =>
    at.get(`${tree}/${id}`) ?? refuse('Its trees point to nodes that are not there');
  const isLeaf = modes.map((mode) => mode === 'LEAF');
  const stranger = modes.find((mode) => mode !== 'LEAF' && mode !== 'BRANCH_LEQ' && mode !== 'BRANCH_LT');
  if (stranger !== undefined) refuse(`Its trees branch by ${stranger}; only ≤ and < can be explained`);
  const child = (name: string): Int32Array => {
    const targets = list(ints, name, nodes);
    return Int32Array.from(targets, (id, i) => (isLeaf[i] === true ? -1 : indexOf(ids.trees[i], id)));
  };
  const splits = list(ints, 'nodes_featureids', nodes);
  if (splits.some((feature, i) => isLeaf[i] !== true && !(feature >= 0 && feature < features)))
    refuse('Its trees split on a feature that is not there');
  const thresholds = Float32Array.from(list(floats, 'nodes_values', nodes), (value, i) =>
    modes[i] === 'BRANCH_LT' ? floatBelow(value) : value,
  );
  const forest = {
    features,
    splitFeatures: Int32Array.from(splits, (feature, i) => (isLeaf[i] === true ? -1 : feature)),
    thresholds,
    lefts: child('nodes_truenodeids'),
    rights: child('nodes_falsenodeids'),
    values: leafValues({ ints, floats, strings }, nodes, indexOf),
  };
  const roots = rootsOf(forest);
  return { ...forest, roots, covers: coversOf(floats.get('nodes_hitrates'), { ...forest, roots }) };
}

function refuse(reason: string): never {
  throw new ModelContractError(reason);
}

function list<Value extends number>(
  lists: ReadonlyMap<string, ArrayLike<Value>>,
  name: string,
  length: number,
): Value[] {
  const values = lists.get(name);
  if (values === undefined || values.length !== length)
    refuse(`Its trees have ${values?.length ?? 'no'} ${name} for ${length} nodes`);
  return Array.from(values);
}

function leafValues(
  { ints, floats, strings }: OnnxAttributes,
  nodes: number,
  indexOf: (tree: number | undefined, id: number | undefined) => number,
): Float32Array {
  const aggregate = strings.get('aggregate_function')?.[0] ?? 'SUM';
  const transform = strings.get('post_transform')?.[0] ?? 'NONE';
  if (aggregate !== 'SUM' || transform !== 'NONE' || floats.has('base_values'))
    refuse('Its trees are not a plain sum of leaves');
  const targets = ints.get('target_ids') ?? [];
  if (Array.from(targets).some((id) => id !== 0)) refuse('Its trees have more than one target');
  const weights = list(floats, 'target_weights', targets.length);
  const trees = list(ints, 'target_treeids', targets.length);
  const own = list(ints, 'target_nodeids', targets.length);
  const values = new Float32Array(nodes);
  weights.forEach((weight, i) => {
    const node = indexOf(trees[i], own[i]);
    values[node] = (values[node] ?? 0) + weight;
  });
  return values;
}

type Links = Pick<Forest, 'lefts' | 'rights'>;

/** Nodes that no other points to; every node must hang from exactly one of them. */
function rootsOf({ lefts, rights }: Links): Int32Array {
  const parents = new Int32Array(lefts.length);
  for (const child of [...lefts, ...rights]) if (child >= 0) parents[child] = (parents[child] ?? 0) + 1;
  const roots = Int32Array.from([...parents.keys()].filter((node) => parents[node] === 0));
  let reached = 0;
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    reached += 1;
    const left = lefts[node] ?? -1;
    if (left >= 0) waiting.push(left, rights[node] ?? -1);
  }
  if (parents.some((count) => count > 1) || reached !== lefts.length)
    refuse('Its trees share nodes or run in circles');
  return roots;
}

function coversOf(
  given: ArrayLike<number> | undefined,
  { lefts, rights, roots }: Links & { roots: Int32Array },
): Float32Array {
  const covers = new Float32Array(lefts.length);
  if (given !== undefined && given.length === covers.length && Array.from(given).every((cover) => cover > 0))
    return Float32Array.from(given);
  const count = (node: number): number => {
    const left = lefts[node] ?? -1;
    const cover = left < 0 ? 1 : count(left) + count(rights[node] ?? -1);
    covers[node] = cover;
    return cover;
  };
  roots.forEach(count);
  return covers;
}

/** The largest float32 below a value: x < t is x ≤ that. */
function floatBelow(value: number): number {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, value);
  if (value === 0) return -1.401298464324817e-45;
  bits.setInt32(0, bits.getInt32(0) + (value > 0 ? -1 : 1));
  return bits.getFloat32(0);
}
