import type { Db, Tx } from '@access/db';

/** A row of the audit log; `metadata` is JSON text. */
export interface ActivityRow {
  readonly actor: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly metadata: string;
  readonly ip: string | null;
}

/** Adds to the audit log. There is no function that changes or removes: the log only grows. */
export async function insertActivity(db: Db | Tx, row: ActivityRow): Promise<void> {
  await db.insertInto('userActivity').values(row).execute();
}
