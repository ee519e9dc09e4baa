import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';

/** One parsed row of a source table: column name → text. */
export type Row = Readonly<Record<string, string>>;

const MAX_ENTRY_BYTES = 64 * 1024 * 1024;

/** Reads one entry of a zip archive as UTF-8 text with the system's `unzip`; throws when the archive or entry is missing. */
export function readZipEntry(archive: string, entry: string): string {
  return execFileSync('unzip', ['-p', archive, entry], { maxBuffer: MAX_ENTRY_BYTES, encoding: 'utf8' });
}

/** Parses a comma-separated table with a header row (ESCO). */
export function parseCsv(text: string): Row[] {
  return toRows(parse(text, { columns: true, bom: true, skip_empty_lines: true }));
}

/** Parses a tab-separated table with a header row and no quoting (O*NET). */
export function parseTsv(text: string): Row[] {
  return toRows(
    parse(text, { columns: true, bom: true, delimiter: '\t', quote: null, relax_column_count: true }),
  );
}

/** Splits a tab-separated file without a header (GeoNames) into cells; comment lines are left out. */
export function parseCells(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/\r$/, '').split('\t'));
}

/** The source archives below the data folder (see ml-models/ATTRIBUTION.md). */
export function sourceFiles(dataDir: string): {
  esco(entry: string): Row[];
  onet(entry: string): Row[];
  cities(): string[][];
  gazetteer(file: string): string;
} {
  return {
    esco: (entry) =>
      parseCsv(
        readZipEntry(
          join(
            dataDir,
            'taxonomy/esco',
            entry.includes('Relations')
              ? 'esco_v1.1.1_relations_csv.zip'
              : 'esco_v1.1.1_classification_en_csv.zip',
          ),
          entry,
        ),
      ),
    onet: (entry) => parseTsv(readZipEntry(join(dataDir, 'taxonomy/onet/onet_29_2_text.zip'), entry)),
    cities: () => parseCells(readZipEntry(join(dataDir, 'gazetteer/cities15000.zip'), 'cities15000.txt')),
    gazetteer: (file) => readFileSync(join(dataDir, 'gazetteer', file), 'utf8'),
  };
}

/** The cell of a row, or '' where the column is absent. */
export function cell(row: Row, column: string): string {
  return row[column] ?? '';
}

function toRows(parsed: unknown): Row[] {
  if (!Array.isArray(parsed)) throw new Error('A source table is not a list of rows');
  return parsed.map((row: unknown) => {
    if (typeof row !== 'object' || row === null) throw new Error('A source row is not an object');
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]));
  });
}
