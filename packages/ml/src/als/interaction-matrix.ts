/**
 * What people did with items, as a compressed sparse row matrix: row r holds the entries `rowStarts[r]` up to `rowStarts[r + 1]`.
 * `weights` are confidences above 0, `targets` what the model should answer (1 liked, 0 disliked).
 */
export interface InteractionMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly rowStarts: Int32Array;
  readonly columnIds: Int32Array;
  readonly weights: Float32Array;
  readonly targets: Float32Array;
}

/** Parallel lists of entries; a pair must not come twice. Left out, weights and targets are 1. */
export interface InteractionEntries {
  readonly rowIds: ArrayLike<number>;
  readonly columnIds: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
  readonly targets?: ArrayLike<number>;
}

/** Sorts entries into rows, columns ascending, so that the order they came in changes nothing. */
export function interactionMatrix(
  { rows, columns }: { rows: number; columns: number },
  entries: InteractionEntries,
): InteractionMatrix {
  const count = entries.rowIds.length;
  assertEntries({ rows, columns }, entries);
  // Two stable passes of counting sort, by column and then by row: linear, where a comparison sort of a million pairs is not.
  const byColumn = countingSort(entries.columnIds, columns, null).order;
  const { order, starts } = countingSort(entries.rowIds, rows, byColumn);
  const { weights, targets } = entries;
  const columnIds = new Int32Array(count);
  const sortedWeights = new Float32Array(count).fill(1);
  const sortedTargets = new Float32Array(count).fill(1);
  for (let at = 0; at < count; at++) {
    const from = order[at] ?? 0;
    columnIds[at] = entries.columnIds[from] ?? 0;
    if (weights !== undefined) sortedWeights[at] = weights[from] ?? 1;
    if (targets !== undefined) sortedTargets[at] = targets[from] ?? 1;
  }
  return { rows, columns, rowStarts: starts, columnIds, weights: sortedWeights, targets: sortedTargets };
}

/** The same interactions seen from the items. */
export function transpose(matrix: InteractionMatrix): InteractionMatrix {
  const { rows, columns, rowStarts, columnIds, weights, targets } = matrix;
  const rowIds = new Int32Array(columnIds.length);
  for (let row = 0; row < rows; row++) rowIds.fill(row, rowStarts[row], rowStarts[row + 1]);
  return interactionMatrix(
    { rows: columns, columns: rows },
    { rowIds: columnIds, columnIds: rowIds, weights, targets },
  );
}

function assertEntries(
  { rows, columns }: { rows: number; columns: number },
  { rowIds, columnIds, weights, targets }: InteractionEntries,
): void {
  for (let i = 0; i < rowIds.length; i++) {
    const row = rowIds[i] ?? -1;
    const column = columnIds[i] ?? -1;
    const weight = weights?.[i] ?? 1;
    const target = targets?.[i] ?? 1;
    const isInside = row >= 0 && row < rows && column >= 0 && column < columns;
    if (!isInside || !(weight > 0) || !Number.isFinite(weight) || !Number.isFinite(target))
      throw new RangeError(
        `Interaction ${i} (${row}, ${column}, weight ${weight}, target ${target}) is outside ${rows} × ${columns} or not finite`,
      );
  }
}

function countingSort(
  keys: ArrayLike<number>,
  size: number,
  input: Int32Array | null,
): { order: Int32Array; starts: Int32Array } {
  const count = keys.length;
  const starts = new Int32Array(size + 1);
  for (let i = 0; i < count; i++) starts[(keys[i] ?? 0) + 1] = (starts[(keys[i] ?? 0) + 1] ?? 0) + 1;
  for (let key = 0; key < size; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const next = starts.slice(0, size);
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const from = input === null ? i : (input[i] ?? 0);
    const key = keys[from] ?? 0;
    const to = next[key] ?? 0;
    order[to] = from;
    next[key] = to + 1;
  }
  return { order, starts };
}
