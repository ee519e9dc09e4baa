import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { TableRow } from './report.ts';

/** What a benchmark's section says besides its figures. */
export interface Publication {
  /** Of the section; one with the same heading is replaced. */
  readonly heading: string;
  /** How it was measured. */
  readonly method: string;
}

const INTRODUCTION = `# Benchmarks of the recommender

Written by \`npm run ml -- benchmark … --publish\`, section by section. Each names its data, settings, seed and machine. Data is read from files and is not part
of the project.
`;

/** Replaces or adds a section of a Markdown file. */
export function publish(
  file: string,
  { heading, method }: Publication,
  { rows, settings }: { rows: readonly TableRow[]; settings: object },
): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : INTRODUCTION;
  const section = [
    `## ${heading}`,
    method,
    markdownTable(rows),
    `Settings: ${JSON.stringify(settings)}. Command: \`${commandLine()}\`. ${machine()}.`,
  ].join('\n\n');
  const sections = text.trimEnd().split(/\n(?=## )/);
  const at = sections.findIndex((each) => each.startsWith(`## ${heading}\n`));
  if (at < 0) sections.push(section);
  else sections[at] = section;
  writeFileSync(file, `${sections.map((each) => each.trimEnd()).join('\n\n')}\n`);
}

export function markdownTable(rows: readonly TableRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | number | undefined): string =>
    value === undefined
      ? '–'
      : typeof value === 'string'
        ? value
        : Number.isInteger(value)
          ? String(value)
          : value.toFixed(4);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(columns.map((column) => (rows.every((row) => typeof row[column] !== 'string') ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => cell(row[column])))),
  ].join('\n');
}

/** As it was typed, with the names of files alone: folders are of one machine. */
function commandLine(): string {
  const shown = process.argv
    .slice(2)
    .filter((argument) => argument !== '--publish' && argument !== '--json')
    .map((argument) => (argument.includes('/') ? path.basename(argument) : argument));
  return `npm run ml -- ${shown.join(' ')}`;
}

const machine = (): string =>
  `${new Date().toISOString().slice(0, 10)}, ${os.availableParallelism()} cores of ${os.cpus()[0]?.model.trim() ?? 'an unknown processor'}, Node ${process.versions.node}, shared with other work`;
