import { AppError } from '@access/contracts/errors';
import type { ImportRunId } from '@access/contracts/ids';
import type { ImportSummary } from '@access/contracts/imports';
import type { Tx } from '@access/db';

import { recordEvent } from '../events/index.ts';
import { closeMissing } from './close-missing.ts';
import { forgetSeen } from './imports.repository.ts';
import {
  keepRows,
  plus,
  RunStoppedError,
  takeRows,
  type RowsInput,
  type RunDeps,
  type RunState,
} from './run-import.ts';
import { firstErrors, type RunRow } from './run-rows.repository.ts';
import { advanceRun, endRun, holdRun, markInterrupted } from './runs.repository.ts';

/** Refused rows in a summary; the report has them all. */
const ERRORS_SHOWN = 200;

export interface WorkDeps extends RunDeps {
  /** Follow-up work of a run that changed something, in the transaction that ends it. */
  readonly onImported: (trx: Tx, runId: ImportRunId) => Promise<void>;
}

/**
 * Takes all rows of a run, closes what is gone, ends the run and tells what came of it. Only under its source's lock. A run that
 * fails for a reason of its input ends as failed; any other failure leaves it to be gone on with.
 */
export async function workOnRun(deps: WorkDeps, input: RowsInput): Promise<ImportSummary> {
  const { run } = input;
  try {
    const state = await takeRows(deps, input);
    const message = await conclude(deps, state);
    const finishedAt = await end(deps, state, message);
    return {
      runId: run.id,
      source: run.source,
      ...state.counts,
      errors: await firstErrors(deps.db, run.id, { kind: 'refused', limit: ERRORS_SHOWN }),
      isDryRun: run.isDryRun,
      message,
      startedAt: run.startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
    };
  } catch (error) {
    if (error instanceof AppError && !(error instanceof RunStoppedError))
      await endRun(deps.db, run.id, { status: 'failed', message: error.message });
    else await markInterrupted(deps.db, run.id);
    throw error;
  }
}

/** Closes what a complete feed no longer holds; why it did not, or what was wrong with the input. */
async function conclude(deps: WorkDeps, state: RunState): Promise<string | null> {
  const { run, damage } = state;
  if (damage !== null) {
    const so = run.isFull ? 'nothing was closed' : 'what could be read was taken';
    return `The input is damaged (${damage}); ${so}`;
  }
  if (!run.isFull) return null;
  // A dry run that was interrupted counts anew what it would close.
  if (run.isDryRun) state.counts = { ...state.counts, closed: 0 };
  const nothing = { read: 0, created: 0, updated: 0, redated: 0, unchanged: 0, failed: 0, noted: 0 };
  const advance = async (trx: Tx, closed: number, rows: readonly RunRow[]): Promise<void> => {
    if ((await holdRun(trx, run.id, state.rowsDone)) === undefined) throw new RunStoppedError();
    await keepRows(trx, state, rows);
    const counts = plus(state.counts, { ...nothing, closed });
    await advanceRun(trx, run.id, { ...state, counts });
    state.counts = counts;
  };
  return closeMissing(deps.db, { run, advance });
}

async function end(deps: WorkDeps, { run, counts }: RunState, message: string | null): Promise<Date> {
  return deps.db.transaction().execute(async (trx) => {
    const finishedAt = await endRun(trx, run.id, { status: 'finished', message });
    if (finishedAt === undefined) throw new RunStoppedError();
    if (run.isDryRun) await forgetSeen(trx, run.id);
    else if (counts.created + counts.updated + counts.closed > 0) {
      await recordEvent(trx, { type: 'import.finished', subject: run.id });
      await deps.onImported(trx, run.id);
    }
    return finishedAt;
  });
}
