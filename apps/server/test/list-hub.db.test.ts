import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { sessionOf, type Actor } from '@access/contracts/actor';
import { SessionId, UserId } from '@access/contracts/ids';
import { LISTS_CHANNEL } from '@access/core/recommendations';
import { notify } from '@access/db';
import { useTestDatabase } from '@access/db/testing';

import { latestListsOf } from '../src/list-hub/latest-lists.ts';
import { createListHub, type ListHub } from '../src/list-hub/list-hub.ts';

const database = useTestDatabase();
const open: ListHub[] = [];
afterEach(async () => {
  for (const hub of open.splice(0)) await hub.close();
});

async function startHub(errors: unknown[] = [], ended: ReadonlySet<SessionId> = new Set()) {
  const hub = await createListHub({
    databaseUrl: database.url,
    latestOf: (userIds) => latestListsOf(database.db, userIds),
    endedSessions: async (ids) => ids.filter((id) => ended.has(id)),
    checkSignInsMs: 20,
    onError: (error) => errors.push(error),
  });
  open.push(hub);
  return hub;
}

async function makePerson(): Promise<Actor> {
  const row = await database.db
    .insertInto('users')
    .values({ email: `${crypto.randomUUID()}@example.org`, passwordHash: 'none', displayName: 'Ada' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { userId: UserId.parse(row.id), userType: 'job_seeker', sessionId: SessionId.parse('0'.repeat(64)) };
}

/** Stores a list the way the worker does; `isTold` false stands for a notification that was lost. */
async function storeList({ userId }: Actor, version: number, { isTold = true } = {}) {
  await database.db.transaction().execute(async (trx) => {
    const list = {
      userId,
      version,
      modelVersion: 'test',
      isPersonal: true,
      items: '[]',
      watermark: version * 10,
    };
    await trx.insertInto('recommendationLists').values(list).execute();
    if (isTold)
      await notify(trx, LISTS_CHANNEL, JSON.stringify({ userId, version, watermark: version * 10 }));
  });
}

describe('following a list', () => {
  it('ends when the sign-in ends', async () => {
    const ended = new Set<SessionId>();
    const hub = await startHub([], ended);
    const person = await makePerson();
    await storeList(person, 1);
    const updates = hub.follow(person, undefined)[Symbol.asyncIterator]();
    expect((await updates.next()).value).toMatchObject({ version: 1 });
    ended.add(sessionOf(person));
    expect(await updates.next()).toMatchObject({ done: true });
  });

  it('tells the newest version at once and every newer one, in order', async () => {
    const hub = await startHub();
    const person = await makePerson();
    await storeList(person, 1);
    const leaving = new AbortController();
    const updates = hub.follow(person, leaving.signal)[Symbol.asyncIterator]();
    expect((await updates.next()).value).toEqual({ version: 1, watermark: 10 });
    await storeList(person, 2);
    expect((await updates.next()).value).toEqual({ version: 2, watermark: 20 });
    leaving.abort();
    expect((await updates.next()).done).toBe(true);
  });

  it('tells each person of their own lists alone', async () => {
    const hub = await startHub();
    const [me, other] = [await makePerson(), await makePerson()];
    const mine = hub.follow(me, undefined)[Symbol.asyncIterator]();
    const waiting = mine.next();
    await storeList(other, 7);
    await storeList(me, 1);
    expect((await waiting).value).toEqual({ version: 1, watermark: 10 });
    hub.endStreams();
    expect((await mine.next()).done).toBe(true);
  });

  it('misses nothing while its connection is down', async () => {
    const errors: unknown[] = [];
    const hub = await startHub(errors);
    const person = await makePerson();
    await storeList(person, 1);
    const updates = hub.follow(person, undefined)[Symbol.asyncIterator]();
    await updates.next();
    const next = updates.next();
    await storeList(person, 2, { isTold: false });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = ${`listen ${LISTS_CHANNEL}`}`.execute(
      database.db,
    );
    expect((await next).value).toEqual({ version: 2, watermark: 20 });
    expect(errors.length).toBeGreaterThan(0);
  });

  it('reads past notifications that are none', async () => {
    const errors: unknown[] = [];
    const hub = await startHub(errors);
    const person = await makePerson();
    const next = hub.follow(person, undefined)[Symbol.asyncIterator]().next();
    await notify(database.db, LISTS_CHANNEL, 'no json');
    await storeList(person, 1);
    expect((await next).value).toEqual({ version: 1, watermark: 10 });
    // The list can be read before the notification arrives.
    await vi.waitFor(() => expect(errors).toHaveLength(1), 10_000);
  });
});

describe('waiting for a list', () => {
  it('ends with the first newer one, stored before or after', async () => {
    const hub = await startHub();
    const person = await makePerson();
    const waiting = hub.waitForList(person.userId, 0, 10_000);
    await storeList(person, 1);
    expect(await waiting).toBe(true);
    expect(await hub.waitForList(person.userId, 0, 10_000)).toBe(true);
  });

  it('ends without one when none comes in time', async () => {
    const hub = await startHub();
    const person = await makePerson();
    await storeList(person, 1);
    expect(await hub.waitForList(person.userId, 1, 1)).toBe(false);
  });
});
