import { AppError } from '@access/contracts/errors';
import type { JobId } from '@access/contracts/ids';
import { Posting, type ImportCounts } from '@access/contracts/imports';
import type { Db, Tx } from '@access/db';

import { loadExchangeRates, type PlaceResolver, type SkillExtractor } from '../jobs/index.ts';
import { analyzeJobs } from './imports.repository.ts';
import { readRow, type ParsedRow, type RawRow } from './parsed-row.ts';
import { prepareBatch, type BatchContext, type NumberedRow, type PreparedBatch } from './prepare-batch.ts';
import { insertRunRows, ROWS_KEPT, type RowKind, type RunRow } from './run-rows.repository.ts';
import { advanceRun, holdRun, type Run } from './runs.repository.ts';
import { tryBatch } from './try-batch.ts';
import type { LevelDetector } from './understand-posting.ts';
import { writeBatch } from './write-batch.ts';

/** Postings a transaction: large enough that round trips vanish, small enough that others see progress. */
const BATCH_ROWS = 500;
/** New jobs after which the planner is told of the growth, and the factor to the next time. */
const GROWTH = { first: 500, factor: 8 };
/** Characters of text a transaction: bounds the memory whatever the postings. */
const BATCH_CHARACTERS = 4_000_000;

export interface RunDeps {
  readonly db: Db;
  readonly skills: SkillExtractor;
  readonly places: PlaceResolver;
  readonly detectLevel: LevelDetector;
  /** Hears of the jobs a batch wrote, in its transaction. */
  readonly onWritten?: ((trx: Tx, jobIds: readonly JobId[]) => Promise<void>) | undefined;
}

export interface RowsInput {
  readonly run: Run;
  /** All rows of the run, from its first one: those dealt with already are passed over unread. */
  readonly rows: AsyncIterable<RawRow>;
  /** Last word on each posting, such as dates moved to the present. */
  readonly adjust?: ((posting: Posting) => Posting) | undefined;
  readonly bytesRead: () => number;
  readonly onProgress?: ((counts: ImportCounts) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far a run has come. */
export interface RunState {
  readonly run: Run;
  rowsDone: number;
  bytesRead: number;
  counts: ImportCounts;
  /** The first sign that the input is not what it was meant to be. */
  damage: string | null;
}

/** The run was cancelled, or somebody else has taken it over: whoever works on it stops, and nothing of its last batch stays. */
export class RunStoppedError extends AppError {
  constructor() {
    super('conflict', 'The import was cancelled');
    this.name = 'RunStoppedError';
  }
}

/** Takes all rows of a run: the next batch is read and understood while the database writes the one before. */
export async function takeRows(deps: RunDeps, input: RowsInput): Promise<RunState> {
  const { run, rows, signal } = input;
  const state: RunState = {
    run,
    rowsDone: run.rowsDone,
    bytesRead: run.bytesRead,
    counts: run.counts,
    damage: null,
  };
  const context: BatchContext = {
    ...deps,
    source: run.source,
    runId: run.id,
    rates: await loadExchangeRates(deps.db),
  };
  let batch: NumberedRow[] = [];
  let characters = 0;
  let number = 0;
  let before: ReadonlySet<string> = new Set();
  let writing: Promise<void> = Promise.resolve();
  let nextGrowth = run.counts.created + GROWTH.first;
  const flush = async (): Promise<void> => {
    const bytesRead = input.bytesRead();
    const taken = batch;
    batch = [];
    characters = 0;
    const prepared = await prepareBatch(deps.db, taken, { context, before });
    await writing;
    signal?.throwIfAborted();
    if (!run.isDryRun && state.counts.created >= nextGrowth) {
      nextGrowth = state.counts.created * GROWTH.factor;
      await analyzeJobs(deps.db);
    }
    before = new Set(taken.flatMap((row) => (row.kind === 'posting' ? [row.posting.sourceId] : [])));
    writing = store(deps, { state, prepared, bytesRead, context, onProgress: input.onProgress });
    // Awaited with the next flush; until then a failure must not count as unhandled.
    writing.catch(() => undefined);
  };
  for await (const raw of rows) {
    number += 1;
    if (raw.kind === 'broken') state.damage ??= `${raw.error.file}:${raw.error.line} ${raw.error.reason}`;
    if (number <= run.rowsDone) continue;
    const row = accepted(readRow(raw), input.adjust);
    batch.push({ ...row, number });
    characters += row.kind === 'posting' ? row.posting.description.length : 0;
    if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
  }
  if (batch.length > 0) await flush();
  await writing;
  return state;
}

/** Parsers bring what the contract asks; this catches what one of them let through, before it fails a whole batch. */
function accepted(row: ParsedRow, adjust: RowsInput['adjust']): ParsedRow {
  if (row.kind === 'refused') return row;
  const posting = adjust === undefined ? row.posting : adjust(row.posting);
  const [issue] = Posting.safeParse(posting).error?.issues ?? [];
  if (issue === undefined) return { ...row, posting };
  const { file, line } = row;
  const reason = `${issue.path.join('.')}: ${issue.message}`;
  return { kind: 'refused', error: { file, line, reason }, sourceId: posting.sourceId, isDamage: false };
}

interface Storing {
  readonly state: RunState;
  readonly prepared: PreparedBatch;
  readonly bytesRead: number;
  readonly context: BatchContext;
  readonly onProgress: RowsInput['onProgress'];
}

async function store(
  { db, onWritten = async () => undefined }: RunDeps,
  { state, prepared, bytesRead, context, onProgress }: Storing,
): Promise<void> {
  const { run } = state;
  const rowsDone = state.rowsDone + prepared.rows.length;
  const counts = await db.transaction().execute(async (trx) => {
    if ((await holdRun(trx, run.id, state.rowsDone)) === undefined) throw new RunStoppedError();
    const done = run.isDryRun
      ? await tryBatch(trx, prepared, context)
      : { counts: await writeBatch(trx, prepared, { context, onWritten }), changes: [] };
    await keepRows(trx, state, [...reportOf(prepared.rows), ...done.changes]);
    const sum = plus(state.counts, { ...done.counts, closed: 0 });
    await advanceRun(trx, run.id, { rowsDone, bytesRead, counts: sum });
    return sum;
  });
  Object.assign(state, { rowsDone, bytesRead, counts });
  onProgress?.(counts);
}

/** Notes what the report shows; of each kind no more than it keeps. */
export async function keepRows(trx: Tx, { run, counts }: RunState, rows: readonly RunRow[]): Promise<void> {
  const kept: Record<RowKind, number> = {
    refused: counts.failed,
    noted: counts.noted,
    create: counts.created,
    update: counts.updated,
    close: counts.closed,
  };
  await insertRunRows(
    trx,
    run.id,
    rows.filter(({ kind }) => {
      kept[kind] += 1;
      return kept[kind] <= ROWS_KEPT;
    }),
  );
}

const reportOf = (rows: readonly NumberedRow[]): RunRow[] =>
  rows.flatMap((row): RunRow[] => {
    if (row.kind === 'refused') return [{ ...row.error, number: row.number, kind: 'refused', change: null }];
    const { number, file, line, note } = row;
    return note === undefined ? [] : [{ number, kind: 'noted', file, line, reason: note, change: null }];
  });

/** The sums of two counts. */
export const plus = (one: ImportCounts, other: ImportCounts): ImportCounts => ({
  read: one.read + other.read,
  created: one.created + other.created,
  updated: one.updated + other.updated,
  redated: one.redated + other.redated,
  unchanged: one.unchanged + other.unchanged,
  closed: one.closed + other.closed,
  failed: one.failed + other.failed,
  noted: one.noted + other.noted,
});
