import { sql } from 'kysely';

import type { Alert, AlertFrequency, AlertInput } from '@access/contracts/alerts';
import type { AlertId, UserId } from '@access/contracts/ids';
import { SearchFilter } from '@access/contracts/jobs';
import type { Db, Tx } from '@access/db';

interface AlertRow {
  readonly id: AlertId;
  readonly name: string;
  readonly filter: unknown;
  readonly frequency: AlertFrequency;
  readonly isActive: boolean;
  readonly lastRunAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`id, name, filter, frequency, is_active, last_run_at, created_at, updated_at`;

const toAlert = (row: AlertRow): Alert => ({
  ...row,
  // Parsed: it may have been written before the filter learnt a new field.
  filter: SearchFilter.parse(row.filter),
  lastRunAt: row.lastRunAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** A person's saved searches, newest first, after `after`. */
export async function listAlerts(
  db: Db,
  query: { userId: UserId; limit: number; after: AlertId | null },
): Promise<Alert[]> {
  const { userId, limit, after } = query;
  const { rows } = await sql<AlertRow>`
    select ${columns} from job_alerts
    where user_id = ${userId} and ${after === null ? sql`true` : sql`id < ${after}`}
    order by id desc limit ${limit}`.execute(db);
  return rows.map(toAlert);
}

export async function countAlerts(db: Db | Tx, userId: UserId): Promise<number> {
  const { rows } = await sql<{ alerts: number }>`
    select count(*)::integer as alerts from job_alerts where user_id = ${userId}`.execute(db);
  return rows[0]?.alerts ?? 0;
}

/** The person's own one; undefined for anybody else's. */
export async function findAlert(db: Db | Tx, userId: UserId, id: AlertId): Promise<Alert | undefined> {
  const { rows } = await sql<AlertRow>`
    select ${columns} from job_alerts where id = ${id} and user_id = ${userId}`.execute(db);
  return rows[0] === undefined ? undefined : toAlert(rows[0]);
}

/** Undefined where the person has one of this name. */
export async function insertAlert(trx: Tx, userId: UserId, alert: AlertInput): Promise<Alert | undefined> {
  const { rows } = await sql<AlertRow>`
    insert into job_alerts (user_id, name, filter, frequency, is_active)
    values (${userId}, ${alert.name}, ${JSON.stringify(alert.filter)}, ${alert.frequency}, ${alert.isActive})
    on conflict (user_id, name) do nothing returning ${columns}`.execute(trx);
  return rows[0] === undefined ? undefined : toAlert(rows[0]);
}

/** Whether the person has another one of this name. */
export async function isNameTaken(
  trx: Tx,
  { userId, name, except }: { userId: UserId; name: string; except: AlertId },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from job_alerts where user_id = ${userId} and name = ${name} and id <> ${except}`.execute(trx);
  return rows.length > 0;
}

export async function updateAlert(trx: Tx, id: AlertId, alert: AlertInput): Promise<void> {
  await sql`
    update job_alerts set name = ${alert.name}, filter = ${JSON.stringify(alert.filter)},
      frequency = ${alert.frequency}, is_active = ${alert.isActive} where id = ${id}`.execute(trx);
}

/** Whether it was there. */
export async function deleteAlert(trx: Tx, userId: UserId, id: AlertId): Promise<boolean> {
  const result = await trx
    .deleteFrom('jobAlerts')
    .where('id', '=', id)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
