import type { Db, Tx } from '@access/db';

import { markDispatched, takeWaitingEvents } from './events.repository.ts';
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
    const events = await takeWaitingEvents(trx, BATCH);
    for (const event of events) await subscribers[event.type](trx, event);
    await markDispatched(
      trx,
      events.map((event) => event.id),
    );
    return { dispatched: events.length, isMore: events.length === BATCH };
  });
}
