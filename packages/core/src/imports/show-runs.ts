import { AppError } from '@access/contracts/errors';
import type { ImportRunId } from '@access/contracts/ids';
import type { ImportRun, ImportRunDetail, ImportRunListInput } from '@access/contracts/imports';
import type { Page } from '@access/contracts/pages';
import type { Db, Tx } from '@access/db';

import { decodeRunPosition, encodeRunPosition } from './run-position.ts';
import { firstErrors, pageRunRows } from './run-rows.repository.ts';
import { countRuns, findRun, listRuns, type Run } from './runs.repository.ts';

/** Counting stops here and says "at least". */
const COUNT_AT_MOST = 10_000;
/** Rows of each kind that a run shows with itself; the report has them all. */
const ROWS_SHOWN = 200;

/** Runs from the newest on. */
export async function pageRuns(
  db: Db,
  { source, status, limit, cursor }: ImportRunListInput,
): Promise<Page<ImportRun>> {
  const filter = { source: source ?? null, status: status ?? null };
  const after = cursor === undefined ? null : decodeRunPosition(cursor, filter);
  const [rows, count] = await Promise.all([
    listRuns(db, filter, { limit: limit + 1, after }),
    countRuns(db, filter, COUNT_AT_MOST),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toImportRun),
    nextCursor:
      rows.length > limit && last !== undefined ? encodeRunPosition({ ...filter, id: last.id }) : null,
    total:
      count > COUNT_AT_MOST ? { value: COUNT_AT_MOST, relation: 'gte' } : { value: count, relation: 'eq' },
  };
}

/** One run with the first of its refused rows, and of a dry run with the first of what it would change. */
export async function showRun(db: Db, id: ImportRunId): Promise<ImportRunDetail> {
  const run = await foundRun(db, id);
  const [errors, notes, ...changes] = await Promise.all([
    firstErrors(db, id, { kind: 'refused', limit: ROWS_SHOWN }),
    firstErrors(db, id, { kind: 'noted', limit: ROWS_SHOWN }),
    ...(['close', 'update', 'create'] as const).map((kind) =>
      pageRunRows(db, id, { kind, after: 0, limit: ROWS_SHOWN }),
    ),
  ]);
  return {
    ...toImportRun(run),
    errors,
    notes,
    changes: fairShare(changes, ROWS_SHOWN).flatMap(({ kind, change }) =>
      change === null || kind === 'refused' || kind === 'noted' ? [] : [{ kind, ...change }],
    ),
  };
}

/** @throws AppError `not_found` */
export async function foundRun(db: Db | Tx, id: ImportRunId): Promise<Run> {
  const run = await findRun(db, id);
  if (run === undefined) throw new AppError('not_found', 'No such import');
  return run;
}

export const toImportRun = (run: Run): ImportRun => ({
  id: run.id,
  source: run.source,
  format: run.format,
  status: run.status,
  trigger: run.trigger,
  feedId: run.feedId,
  isFull: run.isFull,
  isDryRun: run.isDryRun,
  fileName: run.fileName,
  counts: run.counts,
  progress:
    run.status === 'queued' && run.bytesTotal === null
      ? null
      : { done: Math.min(run.bytesRead, run.bytesTotal ?? run.bytesRead), total: run.bytesTotal },
  message: run.message,
  startedAt: run.startedAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
});

/** As many of each as fit, the rarer kinds whole. */
function fairShare<Row>(lists: readonly (readonly Row[])[], most: number): Row[] {
  let room = most;
  let left = lists.length;
  const shares = new Map<readonly Row[], number>();
  for (const list of lists.toSorted((a, b) => a.length - b.length)) {
    const share = Math.min(list.length, Math.floor(room / left));
    shares.set(list, share);
    room -= share;
    left -= 1;
  }
  return lists.flatMap((list) => list.slice(0, shares.get(list)));
}
