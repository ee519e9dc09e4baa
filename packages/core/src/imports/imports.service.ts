import { AppError } from '@access/contracts/errors';
import type { ImportRunId } from '@access/contracts/ids';
import { Posting, type ImportFormat, type ImportSummary, type RowError } from '@access/contracts/imports';
import type { Db, Tx } from '@access/db';

import { recordEvent } from '../events/index.ts';
import { loadExchangeRates, type PlaceResolver, type SkillExtractor } from '../jobs/index.ts';
import {
  closeGone,
  countGone,
  finishRun,
  insertRun,
  lockSource,
  type RunCounts,
} from './imports.repository.ts';
import { parseFiles } from './parse-files.ts';
import type { ParsedRow } from './parsed-row.ts';
import { daysBehind, shiftDates } from './shift-dates.ts';
import type { LevelDetector } from './understand-posting.ts';
import { hashPosting, writeBatch, type BatchContext, type HashedPosting } from './write-batch.ts';

export type ImportsService = ReturnType<typeof createImportsService>;

/** Postings a transaction: large enough that round trips vanish, small enough that others see progress. */
const BATCH = 500;
/** Refused rows that a run keeps; all are counted. */
const ERRORS_KEPT = 1_000;
/** A complete feed that lost more of its postings than this is more likely broken than honest. */
const MOST_GONE = 0.2;

export interface ImportsDeps {
  readonly db: Db;
  readonly skills: SkillExtractor;
  readonly places: PlaceResolver;
  readonly detectLevel: LevelDetector;
  /** Follow-up work of a run that changed something, in the transaction that ends it. */
  readonly onImported: (trx: Tx, runId: ImportRunId) => Promise<void>;
}

export interface ImportOptions {
  /** Names the feed: the same source brings the same postings again. */
  readonly source: string;
  /** The feed is complete: what it no longer holds is closed. */
  readonly isFull?: boolean | undefined;
  /** Closes even if more than a fifth is gone. */
  readonly force?: boolean | undefined;
  readonly onProgress?: ((counts: RunCounts) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ImportPathsInput extends ImportOptions {
  readonly paths: readonly string[];
  readonly format: ImportFormat;
  readonly map?: Readonly<Record<string, string>> | undefined;
  /** Moves all dates forward so that the newest posting is of this moment: for trying an old export. Reads the files twice. */
  readonly asIfExportedAt?: Date | undefined;
}

export function createImportsService(deps: ImportsDeps) {
  return {
    /** Imports files, folders and tar archives. Safe to run again: unchanged postings stay as they are, refused rows are reported and stop nothing. */
    importPaths(input: ImportPathsInput): Promise<ImportSummary> {
      const format = input.format === 'auto' ? 'mixed' : input.format;
      return runImport(deps, { rows: rowsOf(input), format, options: input });
    },

    /** Imports postings that are made in memory, under the same rules. */
    importPostings(
      postings: AsyncIterable<Posting> | Iterable<Posting>,
      options: ImportOptions & { format: 'demo' },
    ): Promise<ImportSummary> {
      return runImport(deps, { rows: asRows(postings, options.source), format: options.format, options });
    },
  };
}

async function* rowsOf(input: ImportPathsInput): AsyncGenerator<ParsedRow> {
  const { asIfExportedAt } = input;
  if (asIfExportedAt === undefined) yield* parseFiles(input);
  else yield* shiftDates(parseFiles(input), await daysBehind(parseFiles(input), asIfExportedAt));
}

async function* asRows(
  postings: AsyncIterable<Posting> | Iterable<Posting>,
  source: string,
): AsyncGenerator<ParsedRow> {
  let line = 0;
  for await (const posting of postings) {
    line += 1;
    yield { kind: 'posting', posting, file: source, line };
  }
}

interface Import {
  readonly rows: AsyncIterable<ParsedRow>;
  readonly format: 'jsonld' | 'csv' | 'demo' | 'mixed';
  readonly options: ImportOptions;
}

type Progress = { -readonly [Key in keyof RunCounts]: RunCounts[Key] } & { readonly errors: RowError[] };

async function runImport(deps: ImportsDeps, { rows, format, options }: Import): Promise<ImportSummary> {
  const { source, isFull = false } = options;
  const { id, startedAt } = await insertRun(deps.db, { source, format, isFull });
  const progress: Progress = {
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    closed: 0,
    failed: 0,
    errors: [],
  };
  try {
    await takeRows(deps, { rows, options, progress, seenAt: startedAt });
    const finishedAt = await deps.db.transaction().execute(async (trx) => {
      if (isFull)
        progress.closed = await closeMissing(trx, {
          source,
          since: startedAt,
          force: options.force === true,
        });
      if (progress.created + progress.updated + progress.closed > 0) {
        await recordEvent(trx, { type: 'import.finished', subject: id });
        await deps.onImported(trx, id);
      }
      return finishRun(trx, { id, status: 'finished', ...split(progress) });
    });
    const { errors, counts } = split(progress);
    return {
      runId: id,
      source,
      ...counts,
      errors: [...errors],
      isDryRun: false,
      message: null,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
    };
  } catch (error) {
    await finishRun(deps.db, { id, status: 'failed', ...split(progress) });
    throw error;
  }
}

const split = ({ errors, ...counts }: Progress): { counts: RunCounts; errors: readonly RowError[] } => ({
  counts,
  errors,
});

interface Taking {
  readonly rows: AsyncIterable<ParsedRow>;
  readonly options: ImportOptions;
  readonly progress: Progress;
  readonly seenAt: Date;
}

/** Reads the next batch while the database writes the one before. */
async function takeRows(deps: ImportsDeps, { rows, options, progress, seenAt }: Taking): Promise<void> {
  const context = await loadContext(deps, options.source, seenAt);
  const seen = new Set<string>();
  let batch: HashedPosting[] = [];
  let writing: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const taken = batch;
    batch = [];
    await writing;
    options.signal?.throwIfAborted();
    writing = store(deps.db, { batch: taken, context, progress, options });
    // Awaited with the next flush; until then a failure must not count as unhandled.
    writing.catch(() => undefined);
  };
  for await (const row of rows) {
    progress.read += 1;
    const problem = row.kind === 'refused' ? row.error : refusalOf(row);
    if (problem !== null) {
      progress.failed += 1;
      if (progress.errors.length < ERRORS_KEPT) progress.errors.push(problem);
    } else if (row.kind === 'posting') {
      // Told twice in one run, the first telling counts, on every run alike.
      if (seen.has(row.posting.sourceId)) progress.unchanged += 1;
      else batch.push(hashPosting(row.posting));
      seen.add(row.posting.sourceId);
    }
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  await writing;
}

/** Parsers bring what the contract asks; this catches what one of them let through, before it fails a whole batch. */
function refusalOf(row: Extract<ParsedRow, { kind: 'posting' }>): RowError | null {
  const { error } = Posting.safeParse(row.posting);
  const [issue] = error?.issues ?? [];
  return issue === undefined
    ? null
    : { file: row.file, line: row.line, reason: `${issue.path.join('.')}: ${issue.message}` };
}

async function loadContext(
  { db, skills, places, detectLevel }: ImportsDeps,
  source: string,
  seenAt: Date,
): Promise<BatchContext> {
  const rates = await loadExchangeRates(db);
  return { source, seenAt, skills, places, detectLevel, rates };
}

interface Storing {
  readonly batch: readonly HashedPosting[];
  readonly context: BatchContext;
  readonly progress: Progress;
  readonly options: ImportOptions;
}

async function store(db: Db, { batch, context, progress, options }: Storing): Promise<void> {
  const counts = await db.transaction().execute((trx) => writeBatch(trx, batch, context));
  progress.created += counts.created;
  progress.updated += counts.updated;
  progress.unchanged += counts.unchanged;
  options.onProgress?.(split(progress).counts);
}

async function closeMissing(
  trx: Tx,
  { source, since, force }: { source: string; since: Date; force: boolean },
): Promise<number> {
  await lockSource(trx, source);
  const { open, gone } = await countGone(trx, source, since);
  if (gone > open * MOST_GONE && !force) {
    const share = Math.round((gone / open) * 100);
    throw new AppError(
      'conflict',
      `${gone} of ${open} open postings (${share} %) are gone from this feed; nothing was closed. Use force if that is right`,
    );
  }
  return closeGone(trx, source, since);
}
