import { basename, dirname } from 'node:path';

import { AppError } from '@access/contracts/errors';

import type { SourceFile } from '../source-files.ts';
import { guessColumns, type Mapping, type TableField } from '../table/map-columns.ts';
import { readCsvRecords } from './read-csv.ts';

/** Tables that go with a table of postings, ready to be joined to its rows. */
export interface Companions {
  /** The header with the columns that come from the companions behind its own. */
  headers(own: readonly string[]): string[];
  /** A row with the companions' cells behind its own. */
  join(cells: readonly string[]): string[];
}

/** A companion named by hand: `salaries.csv:job_id`. */
export interface Join {
  readonly file: string;
  readonly column: string;
}

/** What a folder of tables comes to: its tables of postings, each with what is joined to it. */
export interface JoinedTable {
  readonly file: SourceFile;
  readonly companions: Companions | undefined;
}

/** Characters of all companions together that are kept in memory while their table is read. */
const MOST_CHARACTERS = 64_000_000;

/** What may come from a companion without its table's name before it: there "type" or "name" are of something else. */
const worth: ReadonlySet<TableField> = new Set([
  'salary',
  'salaryMin',
  'salaryMax',
  'salaryMid',
  'currency',
  'salaryPeriod',
  'benefits',
  'requirements',
  'description',
  'skills',
  'industry',
  'level',
]);
/** Of these a job has several; of the others the first counts. */
const several: ReadonlySet<TableField> = new Set(['benefits', 'skills', 'industry']);

interface Table {
  readonly file: SourceFile;
  readonly headers: readonly string[];
}

/**
 * Tells tables of postings from those that go with them (of one folder, with a column in common and no titles of their own),
 * and reads the latter into memory. A companion may in turn have one: `job_skills.csv` its `skills.csv`.
 * @throws AppError validation_failed for a join that names a table or column there is not, payload_too_large for companions beyond memory.
 */
export async function joinTables(
  files: readonly SourceFile[],
  map: Mapping,
  joins: readonly Join[],
): Promise<JoinedTable[]> {
  for (const { file } of joins) {
    if (!files.some((each) => basename(each.path) === file))
      throw problem(`There is no table ${file} among the files to be joined`);
  }
  const joined: JoinedTable[] = [];
  for (const folder of Map.groupBy(files, (file) => dirname(file.path)).values()) {
    if (folder.length === 1) {
      joined.push(...folder.map((file) => ({ file, companions: undefined })));
      continue;
    }
    const tables: Table[] = [];
    for (const file of folder) tables.push({ file, headers: await headersOf(file) });
    const named = joins.map(({ file }) => file);
    const isMain = mainTables(tables, map);
    for (const main of tables.filter(
      (table) => isMain(table) && !named.includes(basename(table.file.path)),
    )) {
      const others = tables.filter((table) => !isMain(table) || named.includes(basename(table.file.path)));
      joined.push({ file: main.file, companions: await companionsOf(main, others, joins) });
    }
  }
  return joined;
}

/** Tables with a column that can only be a title; where there are none, all: each says itself what it lacks. */
function mainTables(tables: readonly Table[], map: Mapping): (table: Table) => boolean {
  const { items: _, ...byField } = map;
  const hasTitle = ({ headers }: Table): boolean => {
    const titles = guessColumns(headers, byField).columns.get('title') ?? [];
    return titles.some((column) => 'title' in byField || !/^(?:name|role)$/i.test(headers[column] ?? ''));
  };
  return tables.some(hasTitle) ? hasTitle : () => true;
}

async function headersOf(file: SourceFile): Promise<readonly string[]> {
  for await (const item of readCsvRecords(file))
    return 'damage' in item ? [] : item.cells.map((cell) => cell.trim());
  return [];
}

/** A companion in memory: by key, the cells of the columns that are worth something. */
interface Loaded {
  readonly key: string;
  readonly headers: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

async function companionsOf(
  main: Table,
  others: readonly Table[],
  joins: readonly Join[],
): Promise<Companions | undefined> {
  const loaded: Loaded[] = [];
  const room = { left: MOST_CHARACTERS };
  for (const table of others) {
    const join = joins.find(({ file }) => file === basename(table.file.path));
    if (joins.length > 0 && join === undefined) continue;
    const key = join?.column ?? shared(main.headers, table.headers);
    if (join !== undefined && !(table.headers.includes(join.column) && main.headers.includes(join.column)))
      throw problem(
        `${join.file} cannot be joined by ${join.column}: both tables need a column of that name`,
      );
    if (key === undefined) continue;
    const lookups = await lookupsOf(table, { key, others, room });
    const next = await load(table, { key, lookups, room });
    if (next.headers.length > 0) loaded.push(next);
  }
  return loaded.length === 0 ? undefined : joinedTo(main.headers, loaded);
}

const shared = (one: readonly string[], other: readonly string[]): string | undefined =>
  one.find((header) => other.includes(header));

interface Loading {
  readonly key: string;
  readonly room: { left: number };
}

/** The tables behind a companion, by the column that leads to them. */
async function lookupsOf(
  table: Table,
  { key, others, room }: Loading & { others: readonly Table[] },
): Promise<Loaded[]> {
  const lookups: Loaded[] = [];
  for (const other of others) {
    const [first] = other.headers;
    const leads = first !== undefined && first !== key && table.headers.includes(first);
    if (other === table || !leads || other.headers.includes(key)) continue;
    lookups.push(await load(other, { key: first, lookups: [], room }));
  }
  return lookups.filter(({ headers }) => headers.length > 0);
}

async function load(
  { file, headers }: Table,
  { key, lookups, room }: Loading & { lookups: readonly Loaded[] },
): Promise<Loaded> {
  const columns = worthwhile(headers, key, file);
  const keyAt = headers.indexOf(key);
  const behind = lookups.flatMap((lookup) => lookup.headers);
  const names = [...columns.map(({ name }) => name), ...behind];
  const grows = names.map((name) =>
    [...guessColumns([name]).columns.keys()].some((field) => several.has(field)),
  );
  const rows = new Map<string, string[]>();
  const isFirst = async function* () {
    let at = 0;
    for await (const item of readCsvRecords(file)) if (at++ > 0 && !('damage' in item)) yield item.cells;
  };
  for await (const cells of names.length === 0 ? [] : isFirst()) {
    const id = cells[keyAt] ?? '';
    const found = [
      ...columns.map(({ at }) => cells[at] ?? ''),
      ...lookups.flatMap(
        (lookup) => lookup.rows.get(cells[headers.indexOf(lookup.key)] ?? '') ?? lookup.headers.map(() => ''),
      ),
    ];
    room.left -= id.length + found.reduce((sum, cell) => sum + cell.length, 16);
    if (room.left < 0)
      throw new AppError(
        'payload_too_large',
        `${file.name} is too large to be joined; join the tables before`,
      );
    rows.set(id, merged(rows.get(id), found, grows));
  }
  return { key, headers: names, rows };
}

function worthwhile(
  headers: readonly string[],
  key: string,
  file: SourceFile,
): Array<{ readonly at: number; readonly name: string }> {
  const table = basename(file.path).replace(/\..*$/, '');
  return headers.flatMap((header, at) => {
    if (header === key) return [];
    const qualified = `${table}.${header}`;
    if (guessColumns([qualified]).columns.size > 0) return [{ at, name: qualified }];
    return [...guessColumns([header]).columns.keys()].some((field) => worth.has(field))
      ? [{ at, name: header }]
      : [];
  });
}

/** Several rows of one key become one: lists grow, of everything else the first stays. */
function merged(before: string[] | undefined, found: string[], grows: readonly boolean[]): string[] {
  if (before === undefined) return found;
  return before.map((cell, index) => {
    const next = found[index] ?? '';
    if (next === '' || cell === '') return cell === '' ? next : cell;
    return grows[index] === true ? `${cell}, ${next}` : cell;
  });
}

function joinedTo(headers: readonly string[], loaded: readonly Loaded[]): Companions {
  const keys = loaded.map(({ key }) => headers.indexOf(key));
  return {
    headers: (own) => [...own, ...loaded.flatMap((each) => each.headers)],
    join: (cells) => [
      ...headers.map((_, index) => cells[index] ?? ''),
      ...loaded.flatMap(
        (each, index) => each.rows.get(cells[keys[index] ?? -1] ?? '') ?? each.headers.map(() => ''),
      ),
    ],
  };
}

const problem = (message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path: 'join', message }] });
