import path from 'node:path';

import { InputError } from './lines.ts';
import { publish, type Publication } from './publish.ts';

/** What every benchmark is told of its output. */
export interface ReportFlags {
  readonly json?: boolean | undefined;
  readonly publish?: boolean | undefined;
}

/** Cells of a table by column; undefined prints as a dash. */
export type TableRow = Readonly<Record<string, string | number | undefined>>;

/** Where published figures stand. */
const PUBLISHED = path.resolve(import.meta.dirname, '../BENCHMARKS.md');

/** Prints a table and, with --json, one JSON document on the last line; with --publish the figures go to BENCHMARKS.md too. */
export function report(
  rows: readonly TableRow[],
  document: { readonly settings: object; readonly [figure: string]: unknown },
  { json, publish: isPublished, publication }: ReportFlags & { publication: Publication },
): void {
  process.stdout.write(`${table(rows)}\n`);
  if (isPublished === true) publish(PUBLISHED, publication, { rows, settings: document.settings });
  if (json === true) process.stdout.write(`${JSON.stringify(document)}\n`);
}

/** Aligned columns under their names, numbers right. */
export function table(rows: readonly TableRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | number | undefined): string =>
    value === undefined ? '–' : typeof value === 'number' ? formatted(value) : value;
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => cell(row[column]).length)),
  );
  const line = (cells: readonly string[], isNumber: readonly boolean[]): string =>
    cells
      .map((text, i) => (isNumber[i] === true ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const numeric = columns.map((column) => rows.every((row) => typeof row[column] !== 'string'));
  return [
    line(columns, numeric),
    line(
      widths.map((width) => '-'.repeat(width)),
      numeric,
    ),
    ...rows.map((row) =>
      line(
        columns.map((column) => cell(row[column])),
        numeric,
      ),
    ),
  ].join('\n');
}

const formatted = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(4));

/** Mean and sample standard deviation of repeated runs. */
export function spread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

/** Says on standard error how far a long step has come. */
export function progress(text: string): void {
  process.stderr.write(`  ${text}\n`);
}

/** Ends the program with what went wrong: a sentence for wrong input, the whole error for anything else. */
export function fail(error: unknown): void {
  const isExpected = error instanceof InputError || error instanceof RangeError;
  process.stderr.write(
    isExpected
      ? `${error.message}\n`
      : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
}
