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

/** Writes the event in the transaction of the change it tells of, so that neither exists without the other. */
export async function recordEvent(trx: Tx, event: DomainEvent): Promise<void> {
  await trx
    .insertInto('domainEvents')
    .values({ type: event.type, subject: event.subject, payload: JSON.stringify(event.payload ?? {}) })
    .execute();
}
