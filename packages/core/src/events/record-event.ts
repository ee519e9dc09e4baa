import type { Tx } from '@access/db';

import { insertEvent, insertEvents } from './events.repository.ts';

export type EventType =
  | 'person.changed'
  | 'person.registered'
  | 'job.changed'
  | 'job.closed'
  | 'job.expired'
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
export const recordEvent = (trx: Tx, event: DomainEvent): Promise<void> =>
  insertEvent(trx, event, EVENTS_CHANNEL);

/** Writes many events at once, in their order. */
export async function recordEvents(trx: Tx, events: readonly DomainEvent[]): Promise<void> {
  if (events.length > 0) await insertEvents(trx, events, EVENTS_CHANNEL);
}
