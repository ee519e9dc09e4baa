import path from 'node:path';

import { AppError } from '@access/contracts/errors';
import type { ImportSummary } from '@access/contracts/imports';

import { readCliEnv } from '../env.ts';
import type { Report } from './report.ts';
import { withImports } from './with-imports.ts';

/** Flags of `access import` as the command line gives them. */
export interface ImportFlags {
  readonly format: 'auto' | 'jsonld' | 'csv';
  readonly source: string;
  readonly full?: boolean;
  readonly force?: boolean;
  readonly map: string[];
  readonly shiftDates?: boolean;
}

/** Refused rows shown at the terminal; the run keeps a thousand of them. */
const ERRORS_SHOWN = 10;
const PROGRESS_EVERY_MS = 1_000;

/** Imports postings from paths; progress every second, refused rows with their line and reason. */
export function runImport(paths: string[], flags: ImportFlags, report: Report): Promise<void> {
  return withImports(async (imports) => {
    let shownAt = performance.now();
    const summary = await imports.importPaths({
      paths: paths.map((each) => path.resolve(readCliEnv().typedIn, each)),
      format: flags.format,
      source: flags.source,
      isFull: flags.full === true,
      force: flags.force === true,
      map: readMap(flags.map),
      asIfExportedAt: flags.shiftDates === true ? new Date() : undefined,
      onProgress: (counts) => {
        if (performance.now() - shownAt < PROGRESS_EVERY_MS) return;
        shownAt = performance.now();
        report.step(
          `${counts.read} read, ${counts.created} new, ${counts.updated} changed, ${counts.failed} refused`,
        );
      },
    });
    for (const { file, line, reason } of summary.errors.slice(0, ERRORS_SHOWN))
      report.step(`${file}:${line} ${reason}`);
    if (summary.failed > ERRORS_SHOWN)
      report.step(`… and ${summary.failed - ERRORS_SHOWN} more refused rows`);
    report.done(summary, sentenceOf(summary));
  });
}

function sentenceOf(summary: ImportSummary): string {
  const seconds = (Date.parse(summary.finishedAt) - Date.parse(summary.startedAt)) / 1_000;
  const closed = summary.closed === 0 ? '' : `, ${summary.closed} closed`;
  return `${summary.read} postings: ${summary.created} new, ${summary.updated} changed, ${summary.unchanged} unchanged${closed}, ${summary.failed} refused, in ${seconds.toFixed(1)} s`;
}

function readMap(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
      throw new AppError('validation_failed', 'The column mapping cannot be read', {
        problems: [{ path: '--map', message: `Expected field=column, got ${pair}` }],
      });
    }),
  );
}
