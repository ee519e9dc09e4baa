import type { IntRows } from '../features/job-table.ts';

/** Integer rows that can be rewritten; space of old rows is reclaimed when half of it is waste. */
export interface IntRowStore {
  rows: IntRows;
  set: (row: number, values: readonly number[]) => void;
  /** Makes room for row numbers below `capacity`. */
  reserve: (capacity: number) => void;
}

/** An empty store for `capacity` rows. */
export function createIntRows(capacity: number): IntRowStore {
  const rows: IntRows = {
    data: new Int32Array(1024),
    start: new Int32Array(capacity),
    length: new Int32Array(capacity),
  };
  let end = 0;
  let used = 0;
  const compact = (extra: number): void => {
    const data = new Int32Array(Math.max(1024, Math.ceil((used + extra) * 1.5)));
    end = 0;
    for (let row = 0; row < rows.start.length; row++) {
      const from = rows.start[row] ?? 0;
      const count = rows.length[row] ?? 0;
      data.set(rows.data.subarray(from, from + count), end);
      rows.start[row] = end;
      end += count;
    }
    rows.data = data;
  };
  return {
    rows,
    set(row, values) {
      used -= rows.length[row] ?? 0;
      rows.length[row] = 0;
      if (end + values.length > rows.data.length) compact(values.length);
      rows.data.set(values, end);
      rows.start[row] = end;
      rows.length[row] = values.length;
      end += values.length;
      used += values.length;
    },
    reserve(size) {
      rows.start = enlarge(rows.start, new Int32Array(size));
      rows.length = enlarge(rows.length, new Int32Array(size));
    },
  };
}

/** Copies a typed array into a larger one of its kind. */
export function enlarge<T extends Int32Array | Float32Array | Float64Array | Uint8Array | Uint32Array>(
  from: T,
  to: T,
): T {
  to.set(from);
  return to;
}
