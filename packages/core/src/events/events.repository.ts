import { sql } from 'kysely';

import type { Tx } from '@access/db';

import type { RecordedEvent } from './dispatch-events.ts';
import type { DomainEvent } from './record-event.ts';

/** Writes an event and, when its transaction commits, wakes who listens to `channel`. */
export async function insertEvent(trx: Tx, event: DomainEvent, channel: string): Promise<void> {
  await sql`
    with written as (
      insert into domain_events (type, subject, payload)
      values (${event.type}, ${event.subject}, ${JSON.stringify(event.payload ?? {})})
      returning id
    )
    select pg_notify(${channel}, '') from written`.execute(trx);
}

/** Writes events in their order and, when their transaction commits, wakes who listens to `channel`. */
export async function insertEvents(trx: Tx, events: readonly DomainEvent[], channel: string): Promise<void> {
  await sql`
    insert into domain_events (type, subject, payload)
    select e.type, e.subject, coalesce(e.payload, '{}')
    from rows from (jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as (type text, subject text, payload jsonb))
      with ordinality as e(type, subject, payload, number)
    order by e.number`.execute(trx);
  await sql`select pg_notify(${channel}, '')`.execute(trx);
}

/** The oldest waiting events that no other dispatcher holds, locked until the transaction ends. */
export async function takeWaitingEvents(trx: Tx, limit: number): Promise<RecordedEvent[]> {
  const { rows } = await sql<RecordedEvent>`
    select id, type, subject, payload from domain_events
    where dispatched_at is null order by id limit ${limit} for update skip locked`.execute(trx);
  return rows;
}

export async function markDispatched(trx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update domain_events set dispatched_at = now() where id = any(${[...ids]})`.execute(trx);
}
