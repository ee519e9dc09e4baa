import { describe, expect, it } from 'vitest';

import { useTestDatabase } from '@access/db/testing';

import { dispatchEvents, type EventSubscribers } from './dispatch-events.ts';
import { recordEvent, recordEvents, type EventType } from './record-event.ts';

const database = useTestDatabase();
const types = [
  'person.changed',
  'person.registered',
  'job.changed',
  'job.closed',
  'resume.uploaded',
  'resume.parsed',
  'interaction.recorded',
  'import.finished',
] as const satisfies readonly EventType[];

function subscribersThat(hear: (subject: string) => Promise<void>): EventSubscribers {
  const each: EventSubscribers['job.changed'] = (_, event) => hear(event.subject);
  return Object.fromEntries(types.map((type) => [type, each])) as Record<EventType, typeof each>;
}

const tell = (subject: string) =>
  database.db.transaction().execute((trx) => recordEvent(trx, { type: 'job.changed', subject }));

describe('dispatching events', () => {
  it('hands each on once and in order, however many dispatch', async () => {
    const heard: string[] = [];
    for (const subject of ['a', 'b', 'c']) await tell(subject);
    const subscribers = subscribersThat(async (subject) => void heard.push(subject));
    await Promise.all([1, 2, 3].map(() => dispatchEvents(database.db, subscribers)));
    expect(heard).toEqual(['a', 'b', 'c']);
  });

  it('hands many on that were recorded at once, in their order', async () => {
    const subjects = Array.from({ length: 30 }, (_, index) => `many-${index}`);
    await database.db.transaction().execute((trx) =>
      recordEvents(
        trx,
        subjects.map((subject) => ({ type: 'job.closed', subject, payload: { reason: 'gone' } })),
      ),
    );
    const heard: unknown[] = [];
    const each: EventSubscribers['job.closed'] = async (_, { subject, payload }) =>
      void heard.push([subject, payload]);
    const subscribers = { ...subscribersThat(async () => undefined), 'job.closed': each };
    await dispatchEvents(database.db, subscribers);
    expect(heard).toEqual(subjects.map((subject) => [subject, { reason: 'gone' }]));
  });

  it('keeps an event whose subscriber failed', async () => {
    await tell('fragile');
    const failing = subscribersThat(async () => {
      throw new Error('broken');
    });
    await expect(dispatchEvents(database.db, failing)).rejects.toThrow('broken');
    const heard: string[] = [];
    await dispatchEvents(
      database.db,
      subscribersThat(async (subject) => void heard.push(subject)),
    );
    expect(heard).toEqual(['fragile']);
  });
});
