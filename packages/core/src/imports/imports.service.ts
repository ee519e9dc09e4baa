import { createHash } from 'node:crypto';

import { AppError } from '@access/contracts/errors';
import type { ImportRunId } from '@access/contracts/ids';
import {
  ImportFormat,
  type FieldMapping,
  type ImportCounts,
  type ImportSummary,
  type Posting,
} from '@access/contracts/imports';
import type { Db, Tx } from '@access/db';

import type { Join } from './csv/companions.ts';
import { parsedRows, rawRows } from './parse-files.ts';
import type { RawRow } from './parsed-row.ts';
import {
  findInterrupted,
  findRun,
  giveUpInterrupted,
  insertRun,
  keptMapping,
  nextQueued,
  startRun,
  withSourceLock,
  type Run,
} from './runs.repository.ts';
import { daysBehind, shiftDates } from './shift-dates.ts';
import { openSourceFiles, type SourceFile } from './source-files.ts';
import { workOnRun, type WorkDeps } from './work-on-run.ts';

export type ImportsService = ReturnType<typeof createImportsService>;

export interface ImportsDeps extends WorkDeps {
  /** Has a worker take up a run that waited for this source. */
  readonly enqueueRun: (db: Db | Tx, runId: ImportRunId) => Promise<void>;
}

export interface ImportOptions {
  /** Names the feed: the same source brings the same postings again. */
  readonly source: string;
  /** The feed is complete: what it no longer holds is closed. */
  readonly isFull?: boolean | undefined;
  /** Closes even if more than a fifth is gone. */
  readonly force?: boolean | undefined;
  /** Reads everything and says what would change, but changes nothing. */
  readonly isDryRun?: boolean | undefined;
  readonly onProgress?: ((counts: ImportCounts) => void) | undefined;
  /** Stops the run between two batches; it can be gone on with. */
  readonly signal?: AbortSignal | undefined;
}

export interface ImportPathsInput extends ImportOptions {
  readonly paths: readonly string[];
  readonly format: ImportFormat;
  /** Columns by field. Left out: as the source's run before; empty: none. */
  readonly map?: FieldMapping | undefined;
  /** CSV tables that belong to others, where their headers do not tell. */
  readonly joins?: readonly Join[] | undefined;
  /** The employer of postings that name none. */
  readonly companyName?: string | undefined;
  /** Hears that an interrupted run of the same command is gone on with, and behind how many rows. */
  readonly onResumed?: ((rowsDone: number) => void) | undefined;
  /** Moves all dates forward so that the newest posting is of this moment: for trying an old export. Reads the files twice. */
  readonly asIfExportedAt?: Date | undefined;
}

/** A run that waits, with its file. */
export interface QueuedRunInput {
  readonly runId: ImportRunId;
  /** Brings the run's file to disk, when its turn has come; answers its path. */
  readonly fetchFile: (file: { fileKey: string; fileName: string }) => Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

export function createImportsService(deps: ImportsDeps) {
  return {
    /**
     * Imports files, folders and tar archives. Safe to run again: unchanged postings stay as they are, refused rows are reported and
     * stop nothing. The same call after a kill goes on behind the rows it had dealt with.
     * @throws AppError conflict while another run of the source is at work, or when the run was cancelled.
     */
    importPaths: (input: ImportPathsInput): Promise<ImportSummary> => importPaths(deps, input),

    /** Imports postings that are made in memory, under the same rules; after a kill from the start. */
    importPostings: (
      postings: AsyncIterable<Posting> | Iterable<Posting>,
      options: ImportOptions & { format: 'demo' },
    ): Promise<ImportSummary> => importPostings(deps, postings, options),

    /** Does a run that waits, or goes on with it. Null where it has ended, or its source is at work: then it is enqueued again when that ends. */
    workOn: (input: QueuedRunInput): Promise<ImportSummary | null> => workOn(deps, input),
  };
}

async function importPaths(deps: ImportsDeps, input: ImportPathsInput): Promise<ImportSummary> {
  const { source } = input;
  await using sources = await openSourceFiles(input.paths, input.format, input.signal);
  const { files } = sources;
  // Awaited here: the files are put away when this function is left.
  return await underLock(deps, source, async () => {
    const inputKey = keyOf(input, files);
    const interrupted = inputKey === null ? undefined : await findInterrupted(deps.db, source, inputKey);
    await giveUpInterrupted(deps.db, source, interrupted?.id ?? null);
    const resumed = interrupted === undefined ? undefined : await startRun(deps.db, interrupted.id);
    if (resumed !== undefined) input.onResumed?.(resumed.rowsDone);
    const run = resumed ?? (await newRun(deps.db, input, { files, inputKey }));
    return workOnFiles(deps, { ...input, run, files });
  });
}

async function newRun(
  db: Db,
  input: ImportPathsInput,
  { files, inputKey }: { files: readonly SourceFile[]; inputKey: string | null },
): Promise<Run> {
  const names = input.paths.map((path) => path.replace(/\/+$/, '').split('/').at(-1) ?? path);
  return insertRun(db, {
    source: input.source,
    format: input.format,
    status: 'running',
    trigger: 'command',
    isFull: input.isFull === true,
    isForced: input.force === true,
    isDryRun: input.isDryRun === true,
    mapping: input.map ?? (await keptMapping(db, input.source)),
    companyName: input.companyName ?? null,
    fileName: names.join(', ').slice(0, 300),
    bytesTotal: files.reduce((sum, { size }) => sum + size, 0),
    inputKey,
  });
}

/** What tells one command from another: what it reads, and how. Dates moved to the present are never the same again. */
function keyOf(input: ImportPathsInput, files: readonly SourceFile[]): string | null {
  if (input.asIfExportedAt !== undefined) return null;
  const { format, isFull, isDryRun, map, joins, companyName } = input;
  const about = files.map(({ name, size, modifiedMs }) => [name, size, modifiedMs]);
  return createHash('sha256')
    .update(JSON.stringify([format, isFull === true, isDryRun === true, map, joins, companyName, about]))
    .digest('hex');
}

async function importPostings(
  deps: ImportsDeps,
  postings: AsyncIterable<Posting> | Iterable<Posting>,
  options: ImportOptions & { format: 'demo' },
): Promise<ImportSummary> {
  const { source, format, onProgress, signal } = options;
  return underLock(deps, source, async () => {
    await giveUpInterrupted(deps.db, source, null);
    const run = await insertRun(deps.db, {
      source,
      format,
      status: 'running',
      trigger: 'demo',
      isFull: options.isFull === true,
      isForced: options.force === true,
      isDryRun: options.isDryRun === true,
      mapping: null,
      companyName: null,
      fileName: null,
      bytesTotal: null,
    });
    const rows = rowsOfPostings(postings, source);
    return workOnRun(deps, { run, rows, bytesRead: () => 0, onProgress, signal });
  });
}

async function* rowsOfPostings(
  postings: AsyncIterable<Posting> | Iterable<Posting>,
  source: string,
): AsyncGenerator<RawRow> {
  let line = 0;
  for await (const posting of postings) {
    line += 1;
    yield { kind: 'record', file: source, line, read: () => ({ posting }) };
  }
}

async function workOn(
  deps: ImportsDeps,
  { runId, fetchFile, signal }: QueuedRunInput,
): Promise<ImportSummary | null> {
  const queued = await findRun(deps.db, runId);
  if (queued === undefined || queued.finishedAt !== null) return null;
  return whileFree(deps, queued.source, async () => {
    const run = await startRun(deps.db, runId);
    if (run === undefined || run.fileKey === null) return null;
    await giveUpInterrupted(deps.db, run.source, run.id);
    const path = await fetchFile({ fileKey: run.fileKey, fileName: run.fileName ?? 'feed' });
    const format = ImportFormat.parse(run.format);
    await using sources = await openSourceFiles([path], format, signal);
    return await workOnFiles(deps, { run, format, files: sources.files, signal });
  });
}

async function underLock(
  deps: ImportsDeps,
  source: string,
  act: () => Promise<ImportSummary>,
): Promise<ImportSummary> {
  const summary = await whileFree(deps, source, act);
  if (summary !== null) return summary;
  throw new AppError('conflict', `Another import of ${source} is under way; wait for it or cancel it`);
}

/** Acts under the source's lock and wakes afterwards who waits for it; null where somebody else holds it. */
async function whileFree(
  deps: ImportsDeps,
  source: string,
  act: () => Promise<ImportSummary | null>,
): Promise<ImportSummary | null> {
  let isHeld = false;
  try {
    const outcome = await withSourceLock(deps.db, source, () => {
      isHeld = true;
      return act();
    });
    return outcome?.answer ?? null;
  } finally {
    if (isHeld) await wakeNext(deps, source);
  }
}

/** Whoever found the source locked left its run waiting; that was before the lock was given back, so it is seen now. */
async function wakeNext(deps: ImportsDeps, source: string): Promise<void> {
  const next = await nextQueued(deps.db, source);
  if (next !== undefined) await deps.enqueueRun(deps.db, next);
}

type FilesInput = Pick<ImportPathsInput, 'format' | 'joins' | 'asIfExportedAt' | 'signal' | 'onProgress'> & {
  readonly run: Run;
  readonly files: readonly SourceFile[];
};

async function workOnFiles(
  deps: ImportsDeps,
  { run, files, format, joins, asIfExportedAt, signal, onProgress }: FilesInput,
): Promise<ImportSummary> {
  let bytesRead = 0;
  const onBytes = (bytes: number): void => {
    bytesRead += bytes;
  };
  const options = { format, map: run.mapping ?? {}, joins, companyName: run.companyName, signal };
  const days =
    asIfExportedAt === undefined ? 0 : await daysBehind(parsedRows(files, options), asIfExportedAt);
  return workOnRun(deps, {
    run,
    rows: rawRows(files, { ...options, onBytes }),
    adjust: days === 0 ? undefined : (posting) => shiftDates(posting, days),
    bytesRead: () => bytesRead,
    onProgress,
    signal,
  });
}
