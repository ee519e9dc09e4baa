import { parse } from 'csv-parse';
import { z } from 'zod';

import type { RawRow } from '../parsed-row.ts';
import { CutOffError, type SourceFile } from '../source-files.ts';
import { mapColumns, type ColumnMap, type Mapping } from '../table/map-columns.ts';
import { readTableRow, rowId } from '../table/read-row.ts';
import type { Companions } from './companions.ts';
import { csvDialect, decodeText } from './csv-dialect.ts';

/** A single record may be this long; an unclosed quote would otherwise swallow the file. */
const LONGEST_RECORD = 2_000_000;

export interface CsvFileOptions {
  readonly map: Mapping;
  readonly companyName: string | null;
  readonly onBytes: (bytes: number) => void;
  /** Tables that go with this one, joined row by row. */
  readonly companions?: Companions | undefined;
}

const ParserItem = z.object({
  record: z.array(z.string()),
  info: z.object({ lines: z.number() }),
});

/** A record of a CSV file with the line it begins on. */
export interface CsvRecord {
  readonly cells: string[];
  readonly line: number;
}

export type CsvItem = CsvRecord | { readonly damage: string; readonly line: number };

/**
 * The records of a CSV file with its header first, in UTF-8 or, where it is not, Windows-1252 (which Latin-1 is part of).
 * Ends with a refusal where the rest cannot be read, or where the last record is short and nothing ended its line.
 */
export async function* readCsvRecords(
  file: SourceFile,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<CsvItem> {
  const dialect = await csvDialect(file);
  const parser = createRecordParser(dialect.delimiter);
  let width: number | null = null;
  let last: CsvRecord | null = null;
  let isNewline = true;
  const held = function* (records: readonly CsvRecord[]): Generator<CsvRecord> {
    for (const record of records) {
      if (last !== null) yield last;
      width ??= record.cells.length;
      last = record;
    }
  };
  let damage: string | null = null;
  try {
    for await (const text of decodeText(file.chunks(onBytes), dialect.encoding)) {
      if (text === '') continue;
      isNewline = /[\r\n]$/.test(text);
      yield* held(await parser.take(text));
      if (parser.failure() !== null) break;
    }
    yield* held(await parser.end());
    const failure = parser.failure();
    if (failure !== null) damage = `The rest is not CSV: ${failure.message.slice(0, 150)}`;
    else if (width === null) damage = 'The file is empty';
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
    damage = error.message;
  }
  // Half a record is no record: a value cut short would be taken for the whole one.
  const isCut = damage === null && !isNewline && lengthOf(last) < (width ?? 0);
  if (isCut) yield { damage: 'The file is cut off', line: lineOf(last) };
  else if (last !== null) yield last;
  if (damage !== null) yield { damage, line: parser.line() };
}

const lengthOf = (record: CsvRecord | null): number => record?.cells.length ?? 0;
const lineOf = (record: CsvRecord | null): number => record?.line ?? 1;

/** The parser written to and read from by hand: as a stream it would forget, at an error, the records before it. */
function createRecordParser(delimiter: string) {
  let failure: Error | null = null;
  let line = 1;
  const parser = parse({
    bom: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    delimiter,
  });
  const isOver = new Promise<void>((resolve) => {
    parser.once('end', resolve);
    parser.once('error', (error) => {
      failure = error;
      resolve();
    });
  });
  const drained = (): CsvRecord[] => {
    const records: CsvRecord[] = [];
    for (let item: unknown = parser.read(); item !== null; item = parser.read()) {
      const { record, info } = ParserItem.parse(item);
      records.push({ cells: record, line });
      line = info.lines + 1;
    }
    return records;
  };
  return {
    failure: (): Error | null => failure,
    /** Where the next record begins. */
    line: (): number => line,
    async take(text: string): Promise<CsvRecord[]> {
      parser.write(text);
      const records = drained();
      // An error is told in the next turn.
      await new Promise((resolve) => process.nextTick(resolve));
      return records;
    },
    async end(): Promise<CsvRecord[]> {
      if (failure !== null) return [];
      parser.end();
      const records = drained();
      await isOver;
      return records;
    },
  };
}

/**
 * The postings of one CSV file.
 * @throws AppError validation_failed when no column holds a title or a company.
 */
export async function* readCsvFile(file: SourceFile, options: CsvFileOptions): AsyncGenerator<RawRow> {
  const { companyName, companions } = options;
  let table: { columns: ColumnMap; width: number } | null = null;
  for await (const item of readCsvRecords(file, options.onBytes)) {
    if ('damage' in item) {
      yield { kind: 'broken', error: { file: file.name, line: item.line, reason: item.damage } };
    } else if (table === null) {
      const headers = companions === undefined ? item.cells : companions.headers(item.cells);
      const columns = mapColumns(headers, options.map, { hasCompany: companyName !== null });
      table = { columns, width: item.cells.length };
    } else yield rowOf(item, { ...table, file, companyName, companions });
  }
}

interface Table {
  readonly columns: ColumnMap;
  readonly width: number;
  readonly file: SourceFile;
  readonly companyName: string | null;
  readonly companions: Companions | undefined;
}

function rowOf({ cells, line }: CsvRecord, { columns, width, file, companyName, companions }: Table): RawRow {
  const read = () => {
    if (cells.length > width) {
      const reason = `The row has ${cells.length} cells where the header has ${width}`;
      return { reason, sourceId: rowId(cells, columns) };
    }
    const whole = companions === undefined ? cells : companions.join(cells);
    return readTableRow(whole, columns, { companyName });
  };
  return { kind: 'record', file: file.name, line, read };
}
