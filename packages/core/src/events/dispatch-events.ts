import { sql } from 'kysely';

import type { Db, Tx } from '@access/db';

import type { EventType } from './record-event.ts';

export interface RecordedEvent {
  readonly id: number;
  readonly type: EventType;
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What follows from each kind of event; runs in the dispatcher's transaction, so it may only write rows and enqueue jobs. */
export type EventSubscribers = Readonly<Record<EventType, (trx: Tx, event: RecordedEvent) => Promise<void>>>;

const BATCH = 200;

/**
 * Hands waiting events to their subscribers, oldest first, and marks them in the same transaction: an event is handed
 * on exactly once however many workers dispatch (rows are taken with SKIP LOCKED).
 * @returns how many were handed on; call again while it is a full batch.
 */
export async function dispatchEvents(
  db: Db,
  subscribers: EventSubscribers,
): Promise<{ dispatched: number; isMore: boolean }> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<RecordedEvent>`
      select id, type, subject, payload from domain_events
      where dispatched_at is null order by id limit ${BATCH} for update skip locked`.execute(trx);
    for (const event of rows) await subscribers[event.type](trx, event);
    const ids = rows.map((event) => event.id);
    if (ids.length > 0)
      await sql`update domain_events set dispatched_at = now() where id = any(${ids})`.execute(trx);
    return { dispatched: rows.length, isMore: rows.length === BATCH };
  });
}
