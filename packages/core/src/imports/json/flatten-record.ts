import { guessColumns, type ColumnMap, type Mapping } from '../table/map-columns.ts';
import { isRecord, textOf } from './json.ts';

/** A record as a row of a table: headers are dotted paths, cells are words. */
export interface FlatRecord {
  readonly headers: readonly string[];
  readonly cells: readonly string[];
}

/** Nesting and width beyond any posting. */
const [DEEPEST, WIDEST] = [4, 400];

/** Lays a record flat: `{ company: { name: 'Acme' }, tags: ['a', 'b'] }` has `company.name` and `tags` ("a, b"). */
export function flattenRecord(record: Readonly<Record<string, unknown>>): FlatRecord {
  const headers: string[] = [];
  const cells: string[] = [];
  const add = (path: string, value: unknown): void => {
    if (headers.length >= WIDEST) return;
    const text = typeof value === 'boolean' ? String(value) : textOf(value);
    if (text === null) return;
    headers.push(path);
    cells.push(text);
  };
  const walk = (value: unknown, path: string, depth: number): void => {
    if (!isRecord(value)) return add(path, value);
    // An object with a name stands for it: `"location": { "name": "Leeds" }`.
    if (path !== '') add(path, value);
    if (depth >= DEEPEST) return;
    for (const [key, inner] of Object.entries(value))
      walk(inner, path === '' ? key : `${path}.${key}`, depth + 1);
  };
  walk(record, '', 0);
  return { headers, cells };
}

/** Finds the columns of flat records; records of one shape share the work. */
export function createColumnGuess(explicit: Mapping): (headers: readonly string[]) => ColumnMap {
  const { items: _, ...byField } = explicit;
  const known = new Map<string, ColumnMap>();
  return (headers) => {
    const shape = headers.join('\n');
    const map = known.get(shape) ?? guessColumns(headers, byField);
    // Feeds whose records differ all along must not fill the memory.
    if (known.size < 1_000) known.set(shape, map);
    return map;
  };
}
