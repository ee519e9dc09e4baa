import { sql } from 'kysely';

import type { Db } from './database.ts';

/** PostgreSQL's own limit of a payload. */
const maxPayloadBytes = 7_999;

/** Sends `payload` to every listener of `channel` when the transaction commits; throws RangeError over 7,999 bytes. */
export async function notify(db: Db, channel: string, payload: string): Promise<void> {
  const bytes = Buffer.byteLength(payload);
  if (bytes > maxPayloadBytes) {
    throw new RangeError(`A notification on ${channel} has ${bytes} bytes; ${maxPayloadBytes} are allowed.`);
  }
  await sql`select pg_notify(${channel}, ${payload})`.execute(db);
}
