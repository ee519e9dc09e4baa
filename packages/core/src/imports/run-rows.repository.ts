import { sql } from 'kysely';

import type { ImportChange, RowError } from '@access/contracts/imports';
import type { Db, Tx } from '@access/db';

export type RowKind = 'refused' | 'noted' | 'create' | 'update' | 'close';

/** What a run has to say of one row: why it was refused, what was left out of it, or what a dry run would change. */
export interface RunRow {
  /** The row's place in the run, from 1; of what would be closed, a count of its own. */
  readonly number: number;
  readonly kind: RowKind;
  readonly file: string;
  readonly line: number;
  readonly reason: string | null;
  readonly change: Omit<ImportChange, 'kind'> | null;
}

/** Rows of each kind that a run keeps; all are counted. */
export const ROWS_KEPT = 100_000;

export async function insertRunRows(trx: Tx, runId: string, rows: readonly RunRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into import_run_rows (run_id, number, kind, file, line, reason, change)
    select ${runId}, r.number, r.kind, r.file, r.line, r.reason, r.change
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(number bigint, kind text, file text, line integer, reason text, change jsonb)
    on conflict do nothing`.execute(trx);
}

/** Rows of some kinds in their order, behind `after`. */
export async function pageRunRows(
  db: Db,
  runId: string,
  { kind, after, limit }: { kind: RowKind; after: number; limit: number },
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select number, kind, file, line, reason, change from import_run_rows
    where run_id = ${runId} and kind = ${kind} and number > ${after} order by number limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** The first refused rows, as the run tells them. */
export async function firstErrors(
  db: Db,
  runId: string,
  { kind, limit }: { kind: 'refused' | 'noted'; limit: number },
): Promise<RowError[]> {
  const rows = await pageRunRows(db, runId, { kind, after: 0, limit });
  return rows.map(({ file, line, reason }) => ({ file, line, reason: reason ?? '' }));
}
