import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';

import { parse } from 'csv-parse';

import type { SourceFile } from '../jsonld/read-documents.ts';
import type { ParsedRow } from '../parsed-row.ts';
import { mapColumns, type ColumnMap } from './map-columns.ts';
import { readRow } from './read-row.ts';

/** A single record may be this long; an unclosed quote would otherwise swallow the file. */
const LONGEST_RECORD = 2_000_000;

/**
 * The postings of one CSV file, in UTF-8 or, where it is not, Windows-1252 (which Latin-1 is part of).
 * @throws AppError validation_failed when the header holds no title, company or description.
 */
export async function* readCsvFile(
  file: SourceFile,
  map: Readonly<Record<string, string>> = {},
): AsyncGenerator<ParsedRow> {
  const encoding = (await isUtf8(file.path)) ? 'utf-8' : 'windows-1252';
  const parser = parse({
    bom: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    delimiter: await delimiterOf(file.path),
  });
  const done = Promise.withResolvers<Error | null>();
  pipeline(createReadStream(file.path), decode(encoding), parser, (error) => done.resolve(error ?? null));
  let columns: ColumnMap | null = null;
  let width = 0;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (columns === null) {
        columns = mapColumns(record, map);
        width = record.length;
      } else {
        yield rowOf(record, { columns, width, file, line });
      }
      line = info.lines + 1;
    }
  } catch (error) {
    // A broken record ends the parser; what stood before it has been taken.
    const broken = await done.promise;
    if (broken === null || broken !== error) throw error;
    yield {
      kind: 'refused',
      error: { file: file.name, line, reason: `The rest is not CSV: ${broken.message.slice(0, 150)}` },
    };
  }
}

function rowOf(
  record: readonly string[],
  { columns, width, file, line }: { columns: ColumnMap; width: number; file: SourceFile; line: number },
): ParsedRow {
  const read =
    record.length > width
      ? { reason: `The row has ${record.length} cells where the header has ${width}` }
      : readRow(record, columns);
  return 'reason' in read
    ? { kind: 'refused', error: { file: file.name, line, reason: read.reason } }
    : { kind: 'posting', posting: read.posting, file: file.name, line };
}

/** Bytes to text; cells keep no byte that their encoding does not know. */
const decode = (encoding: string) =>
  async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  };

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Whichever of comma, semicolon and tab stands most often in the header. */
async function delimiterOf(path: string): Promise<string> {
  for await (const chunk of createReadStream(path, { end: 8_191, encoding: 'latin1' })) {
    const header = String(chunk).split('\n')[0] ?? '';
    const count = (mark: string): number => header.split(mark).length;
    return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  }
  return ',';
}
