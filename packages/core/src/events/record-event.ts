import { sql } from 'kysely';

import type { Tx } from '@access/db';

export type EventType =
  | 'person.changed'
  | 'person.registered'
  | 'job.changed'
  | 'resume.uploaded'
  | 'resume.parsed'
  | 'interaction.recorded'
  | 'import.finished';

/** Something that happened, in the words of the domain. `subject` is the id of what it happened to. */
export interface DomainEvent {
  readonly type: EventType;
  readonly subject: string;
  readonly payload?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Wakes the dispatcher when the transaction commits. */
export const EVENTS_CHANNEL = 'domain_events';

/** Writes the event in the transaction of the change it tells of, so that neither exists without the other. */
export async function recordEvent(trx: Tx, event: DomainEvent): Promise<void> {
  await sql`
    with written as (
      insert into domain_events (type, subject, payload)
      values (${event.type}, ${event.subject}, ${JSON.stringify(event.payload ?? {})})
      returning id
    )
    select pg_notify(${EVENTS_CHANNEL}, '') from written`.execute(trx);
}
