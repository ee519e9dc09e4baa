import { sql } from 'kysely';

import type { JobId } from '@access/contracts/ids';
import type { JobChange } from '@access/contracts/moderation';
import type { Db } from '@access/db';

/** An entry with its number in the log, by which lists go on. */
export type NumberedChange = JobChange & { readonly number: string };

/** What the audit log holds of a job, newest first. Plan: `user_activity_subject`; people and keys by their ids. */
export async function listChanges(
  db: Db,
  { id, limit, before }: { id: JobId; limit: number; before: string | null },
): Promise<NumberedChange[]> {
  const { rows } = await sql<Omit<NumberedChange, 'at'> & { at: Date }>`
    select a.id::text as number, a.at, a.action, u.display_name as by, k.name as api_key,
      a.metadata ->> 'from' as "from", a.metadata ->> 'to' as "to", a.metadata ->> 'reason' as reason
    from user_activity a
      left join users u on u.id::text = a.actor
      left join api_keys k on k.id::text = a.metadata ->> 'keyId'
    where a.subject = ${id} and a.action like 'jobs.%' and ${before === null ? sql`true` : sql`a.id < ${before}::bigint`}
    order by a.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** How many entries the log holds of a job. */
export async function countChanges(db: Db, id: JobId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from user_activity where subject = ${id} and action like 'jobs.%'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
