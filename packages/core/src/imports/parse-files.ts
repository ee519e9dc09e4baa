import type { ImportFormat } from '@access/contracts/imports';

import { joinTables, type Companions, type Join } from './csv/companions.ts';
import { readCsvFile } from './csv/read-csv.ts';
import { readJsonFile } from './json/read-json-file.ts';
import { readHtmlFile } from './jsonld/read-html-file.ts';
import { readRow, type ParsedRow, type RawRow } from './parsed-row.ts';
import { CutOffError, openSourceFiles, type SourceFile } from './source-files.ts';
import { requireFields, type Mapping } from './table/map-columns.ts';
import { tellKind, type FileKind } from './tell-kind.ts';
import { readXmlFile } from './xml/read-xml-file.ts';

export interface ParseOptions {
  readonly format: ImportFormat;
  /** Columns, elements or dotted paths by field, where their names do not tell; `items` is where a JSON or XML feed keeps its list. */
  readonly map?: Mapping | undefined;
  /** The employer of postings that name none. */
  readonly companyName?: string | null | undefined;
  /** CSV tables that belong to others, where their headers do not tell. */
  readonly joins?: readonly Join[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Hears of bytes as they are taken from disk. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

export interface ParseInput extends ParseOptions {
  readonly paths: readonly string[];
}

/** Every posting and refusal behind the paths, streamed. */
export async function* parseFiles({ paths, ...options }: ParseInput): AsyncGenerator<ParsedRow> {
  await using sources = await openSourceFiles(paths, options.format, options.signal);
  yield* parsedRows(sources.files, options);
}

/** The same of files that are open. */
export async function* parsedRows(
  files: readonly SourceFile[],
  options: ParseOptions,
): AsyncGenerator<ParsedRow> {
  for await (const row of rawRows(files, options)) yield readRow(row);
}

interface Planned {
  readonly file: SourceFile;
  readonly kind: FileKind;
  readonly companions: Companions | undefined;
}

/**
 * The rows of some files in their order, streamed and unread: the same files give the same rows in the same order.
 * @throws AppError for a mapping that names no field, or a file whose kind or columns cannot be told.
 */
export async function* rawRows(files: readonly SourceFile[], options: ParseOptions): AsyncGenerator<RawRow> {
  requireFields(options.map ?? {});
  for (const planned of await plan(files, options)) {
    options.signal?.throwIfAborted();
    try {
      yield* rowsOf(planned, options);
    } catch (error) {
      if (!(error instanceof CutOffError)) throw error;
      yield { kind: 'broken', error: { file: planned.file.name, line: 0, reason: error.message } };
    }
  }
}

/** Each file with its kind; tables that belong to others are joined to them and stand no longer for themselves. */
async function plan(
  files: readonly SourceFile[],
  { format, map = {}, joins = [] }: ParseOptions,
): Promise<Planned[]> {
  const kinds = new Map<SourceFile, FileKind>();
  for (const file of files) kinds.set(file, tellKind(format, file.name, await file.head()));
  const tables = await joinTables(
    files.filter((file) => kinds.get(file) === 'csv'),
    map,
    joins,
  );
  const companionsOf = new Map(tables.map(({ file, companions }) => [file, companions]));
  return files.flatMap((file) => {
    const kind = kinds.get(file);
    if (kind === undefined || (kind === 'csv' && !companionsOf.has(file))) return [];
    return [{ file, kind, companions: companionsOf.get(file) }];
  });
}

function rowsOf(
  { file, kind, companions }: Planned,
  { format, map = {}, companyName = null, onBytes = () => undefined }: ParseOptions,
): AsyncIterable<RawRow> {
  switch (kind) {
    case 'csv':
      return readCsvFile(file, { map, companyName, onBytes, companions });
    case 'json':
      return readJsonFile(file, { format, map, companyName, onBytes });
    case 'html':
      return readHtmlFile(file, onBytes);
    case 'xml':
      return readXmlFile(file, { map, companyName, onBytes });
  }
}
