import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Command, Option } from 'commander';

import { AppError } from '@access/contracts/errors';
import { ImportFormat, type ImportCounts, type ImportSummary } from '@access/contracts/imports';
import { reportCsv } from '@access/core/imports';

import { readCliEnv } from '../env.ts';
import { reportTo, type Report } from './report.ts';
import { withImports } from './with-imports.ts';

/** Flags of `access import` as the command line gives them. */
interface ImportFlags {
  readonly format: ImportFormat;
  readonly source: string;
  readonly full?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly map: string[];
  readonly forgetMap?: boolean;
  readonly join: string[];
  readonly company?: string;
  readonly shiftDates?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

/** Refused rows shown at the terminal; the report has them all. */
const ERRORS_SHOWN = 10;
const PROGRESS_EVERY_MS = 1_000;

const examples = `
Files are CSV or TSV, JSON (a list, a list under jobs, items, data or results, or JSON lines), schema.org JSON-LD (files and pages), XML
as Indeed takes it, Greenhouse and Lever boards; packed with gzip or in tar archives, or folders of them. A folder of CSV tables is joined by
the columns they share. The same command after a kill goes on where it stopped; finished, it changes nothing.

Examples:
  access import board.json --source acme-careers --full
  access import feed.xml.gz --source indeed --dry-run --report changes.csv
  access import jobs.csv --source partner --map title=Stelle --map company=Firma   (kept for the source's next import)
  access import api.json --source usajobs --map items=SearchResult.SearchResultItems --map title=MatchedObjectDescriptor.PositionTitle
  access import linkedin/ --source linkedin --format csv --join salaries.csv:job_id
  access import postings.jsonl --source lever-acme --format lever --company "Acme Ltd"
`;

/** The command `access import`. */
export function importCommand(): Command {
  return new Command('import')
    .description('import postings from files or folders; a second run changes nothing')
    .argument('<paths...>', 'files, folders, or tar archives of them')
    .addOption(
      new Option('--format <format>', 'what the files are; auto goes by name and content')
        .choices(ImportFormat.options)
        .default('auto'),
    )
    .requiredOption('--source <name>', 'name of the source; with the id of a posting it tells postings apart')
    .option(
      '--full',
      'the files are everything the source has: what is missing is closed (refused above 20 %)',
    )
    .option('--force', 'with --full: close even more than 20 %')
    .option('--dry-run', 'read everything and say what would change, but change nothing')
    .option('--report <file>', 'write refused rows, and with --dry-run all changes, to a CSV file')
    .option(
      '--map <field=column>',
      'which column, element or dotted path holds a field; may be repeated, and is kept for the source',
      collect,
      [],
    )
    .option('--forget-map', 'do not use the mapping kept from the source’s last import')
    .option(
      '--join <file:column>',
      'CSV: a table whose rows belong to those of another by this column; may be repeated',
      collect,
      [],
    )
    .option('--company <name>', 'the employer of postings that name none, as on one company’s board')
    .option(
      '--shift-dates',
      'move all dates forward so that the newest posting is of today: for trying an old export',
    )
    .option('--json', 'print one JSON summary on standard output; progress goes to standard error')
    .addHelpText('after', examples)
    .action((paths: string[], flags: ImportFlags) => runImport(paths, flags, reportTo(flags)));
}

const collect = (value: string, previous: string[]): string[] => [...previous, value];

/** Imports postings from paths; progress every second, refused rows with their line and reason. */
function runImport(paths: string[], flags: ImportFlags, report: Report): Promise<void> {
  const typedIn = (each: string): string => path.resolve(readCliEnv().typedIn, each);
  return withImports(async (imports, { db }) => {
    const stop = stopOnSignal(report);
    const summary = await imports.importPaths({
      paths: paths.map(typedIn),
      format: flags.format,
      source: flags.source,
      isFull: flags.full === true,
      force: flags.force === true,
      isDryRun: flags.dryRun === true,
      map: readMap(flags),
      joins: flags.join.map(readJoin),
      companyName: flags.company,
      asIfExportedAt: flags.shiftDates === true ? new Date() : undefined,
      signal: stop,
      onResumed: (rows) => report.step(`Going on behind row ${rows} of the run that was interrupted`),
      onProgress: progressTo(report),
    });
    for (const { file, line, reason } of summary.errors.slice(0, ERRORS_SHOWN))
      report.step(`${file}:${line} ${reason}`);
    if (summary.failed > ERRORS_SHOWN)
      report.step(`… and ${summary.failed - ERRORS_SHOWN} more refused rows`);
    if (flags.report !== undefined) {
      const pieces = Readable.from(reportCsv(db, summary.runId));
      await pipeline(pieces, createWriteStream(typedIn(flags.report)));
    }
    report.done(summary, sentenceOf(summary));
    // Whoever runs this by the clock should hear of it.
    if (summary.message !== null) throw new AppError('conflict', summary.message);
  });
}

/** Ends the import between two batches at the first Ctrl-C. */
function stopOnSignal(report: Report): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      report.step('Stopping; the same command goes on from here');
      controller.abort(new AppError('conflict', 'The import was stopped'));
    });
  }
  return controller.signal;
}

function progressTo(report: Report): (counts: ImportCounts) => void {
  let shownAt = performance.now();
  return (counts) => {
    if (performance.now() - shownAt < PROGRESS_EVERY_MS) return;
    shownAt = performance.now();
    report.step(
      `${counts.read} read, ${counts.created} new, ${counts.updated} changed, ${counts.failed} refused`,
    );
  };
}

function sentenceOf(summary: ImportSummary): string {
  const seconds = (Date.parse(summary.finishedAt) - Date.parse(summary.startedAt)) / 1_000;
  const redated = summary.redated === 0 ? '' : ` (${summary.redated} by date alone)`;
  const closed = summary.closed === 0 ? '' : `, ${summary.closed} closed`;
  const noted = summary.noted === 0 ? '' : `, ${summary.noted} with something left out`;
  const dry = summary.isDryRun ? 'Dry run, nothing was changed. ' : '';
  return `${dry}${summary.read} postings: ${summary.created} new, ${summary.updated} changed${redated}, ${summary.unchanged} unchanged${closed}, ${summary.failed} refused${noted}, in ${seconds.toFixed(1)} s`;
}

function readMap({ map, forgetMap }: ImportFlags): Record<string, string> | undefined {
  if (map.length === 0) return forgetMap === true ? {} : undefined;
  return Object.fromEntries(map.map((pair) => partsOf(pair, '=', { option: '--map', like: 'field=column' })));
}

function readJoin(pair: string): { file: string; column: string } {
  const [file, column] = partsOf(pair, ':', { option: '--join', like: 'file:column' });
  return { file, column };
}

function partsOf(
  pair: string,
  mark: string,
  { option, like }: { option: string; like: string },
): [string, string] {
  const at = pair.indexOf(mark);
  if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
  throw new AppError('validation_failed', `${option} cannot be read`, {
    problems: [{ path: option, message: `Expected ${like}, got ${pair}` }],
  });
}
