import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { ApiKey, ApiKeyInput, NewApiKey, type ApiScope } from '@access/contracts/api-keys';
import type { UserType } from '@access/contracts/enums';
import { ApiKeyId, CompanyId, SessionId, UserId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';

import { createApiKeysService } from './index.ts';

const database = useTestDatabase();
const caller = { ip: '203.0.113.7' };

/** A clock that the test moves. */
function aService(start = new Date()) {
  let at = start.getTime();
  const service = createApiKeysService({ db: database.db, now: () => new Date(at) });
  return { ...service, pass: (ms: number) => void (at += ms), now: () => new Date(at) };
}

async function aPerson(userType: UserType = 'job_seeker'): Promise<Actor> {
  const { id } = await database.db
    .insertInto('users')
    .values({ email: `${randomUUID()}@example.org`, passwordHash: 'x', displayName: 'Ada', userType })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { userId: UserId.parse(id), userType, sessionId: SessionId.parse('0'.repeat(64)) };
}

async function aCompany(): Promise<CompanyId> {
  const key = `c${randomUUID()}`;
  const { id } = await database.db
    .insertInto('companies')
    .values({ name: key, matchKey: key, slug: key })
    .returning('id')
    .executeTakeFirstOrThrow();
  return CompanyId.parse(id);
}

const inputOf = (fields: Record<string, unknown> = {}) =>
  ApiKeyInput.parse({ name: 'Export', scopes: ['jobs:read'], ...fields });

describe('a new key', () => {
  it('is told once, and kept as a hash', async () => {
    const [keys, person] = [aService(), await aPerson()];
    const made = NewApiKey.parse(await keys.create(person, inputOf(), caller));
    expect(made).toMatchObject({ name: 'Export', scopes: ['jobs:read'], rateLimit: 60, revokedAt: null });
    expect(made.key.startsWith(`${made.prefix}_`)).toBe(true);
    const row = await database.db
      .selectFrom('apiKeys')
      .selectAll()
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(made.key.slice(made.prefix.length + 1));
    const { items } = await keys.list(person, { limit: 20 });
    expect(ApiKey.strict().parse(items[0])).toMatchObject({ id: made.id });
  });

  const beyond: ReadonlyArray<readonly [UserType, ApiScope]> = [
    ['job_seeker', 'jobs:write'],
    ['admin', 'recommendations:read'],
  ];
  it.each(beyond)('of a %s never does more than its owner: %s', async (userType, scope) => {
    const person = await aPerson(userType);
    const input = inputOf({ scopes: [scope], companyIds: [await aCompany()] });
    await expect(aService().create(person, input, caller)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('for posting jobs names companies that are there', async () => {
    const [keys, admin] = [aService(), await aPerson('admin')];
    const make = (companyIds: readonly string[], scopes: readonly string[] = ['jobs:write']) =>
      keys.create(admin, inputOf({ scopes, companyIds }), caller);
    const company = await aCompany();
    await expect(make([])).rejects.toMatchObject({ problems: [{ path: 'companyIds' }] });
    await expect(make([company], ['jobs:read'])).rejects.toMatchObject({
      problems: [{ path: 'companyIds' }],
    });
    await expect(make([company, randomUUID()])).rejects.toMatchObject({
      problems: [{ path: 'companyIds[1]' }],
    });
    expect((await make([company, company])).companyIds).toEqual([company]);
  });

  it('does not begin in the past', async () => {
    const input = inputOf({ expiresAt: '2020-01-01T00:00:00Z' });
    await expect(aService().create(await aPerson(), input, caller)).rejects.toMatchObject({
      problems: [{ path: 'expiresAt' }],
    });
  });

  it('is the fiftieth at most, however many are asked for at once', async () => {
    const [keys, person] = [aService(), await aPerson()];
    const asked = Array.from({ length: 55 }, () => keys.create(person, inputOf(), caller));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    const [first] = (await keys.list(person, { limit: 1 })).items;
    if (first !== undefined) await keys.revoke(person, first.id, caller);
    await expect(keys.create(person, inputOf(), caller)).resolves.toBeDefined();
  });
});

describe('proving a key', () => {
  it('answers who it stands for and what it may do', async () => {
    const [keys, admin, company] = [aService(), await aPerson('admin'), await aCompany()];
    const { id, key } = await keys.create(
      admin,
      inputOf({ scopes: ['jobs:write'], companyIds: [company] }),
      caller,
    );
    expect(await keys.authenticate(key)).toEqual({
      actor: {
        userId: admin.userId,
        userType: 'admin',
        via: 'key',
        keyId: id,
        scopes: ['jobs:write'],
        companyIds: [company],
      },
      limit: 60,
      remaining: 59,
      resetSeconds: 60,
    });
  });

  it('takes nothing but the whole key', async () => {
    const keys = aService();
    const { key, prefix } = await keys.create(await aPerson(), inputOf(), caller);
    for (const wrong of [
      '',
      prefix,
      `${key.slice(0, -1)}!`,
      `${key}x`,
      key.toUpperCase(),
      `${prefix}_${'A'.repeat(43)}`,
    ]) {
      expect(await keys.authenticate(wrong)).toBeNull();
    }
  });

  it('ends when the key expires', async () => {
    const keys = aService();
    const expiresAt = new Date(keys.now().getTime() + 1_000).toISOString();
    const { key } = await keys.create(await aPerson(), inputOf({ expiresAt }), caller);
    expect(await keys.authenticate(key)).not.toBeNull();
    keys.pass(1_000);
    expect(await keys.authenticate(key)).toBeNull();
  });

  it('ends at once where the key was revoked, and within five seconds elsewhere', async () => {
    const [here, elsewhere, person] = [aService(), aService(), await aPerson()];
    const { id, key } = await here.create(person, inputOf(), caller);
    for (const keys of [here, elsewhere]) expect(await keys.authenticate(key)).not.toBeNull();
    await here.revoke(person, id, caller);
    expect(await here.authenticate(key)).toBeNull();
    elsewhere.pass(4_999);
    expect(await elsewhere.authenticate(key)).toBeNull();
  });

  it('ends within five seconds when the owner is suspended', async () => {
    const [keys, person] = [aService(), await aPerson()];
    const { key } = await keys.create(person, inputOf(), caller);
    expect(await keys.authenticate(key)).not.toBeNull();
    await database.db
      .updateTable('users')
      .set({ status: 'suspended' })
      .where('id', '=', person.userId)
      .execute();
    keys.pass(4_999);
    expect(await keys.authenticate(key)).toBeNull();
  });

  it('lends no right that the owner has lost', async () => {
    const [keys, admin] = [aService(), await aPerson('admin')];
    const input = inputOf({ scopes: ['jobs:write', 'jobs:read'], companyIds: [await aCompany()] });
    const { key } = await keys.create(admin, input, caller);
    await database.db
      .updateTable('users')
      .set({ userType: 'job_seeker' })
      .where('id', '=', admin.userId)
      .execute();
    expect((await keys.authenticate(key))?.actor.scopes).toEqual(['jobs:read']);
  });

  it('counts calls by the minute, all servers together', async () => {
    const [one, two] = [aService(), aService()];
    const { key } = await one.create(await aPerson(), inputOf({ rateLimit: 3 }), caller);
    const left = [];
    for (const keys of [one, two, one]) left.push((await keys.authenticate(key))?.remaining);
    expect(left).toEqual([2, 1, 0]);
    await expect(two.authenticate(key)).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 60,
    });
    two.pass(60_000);
    expect(await two.authenticate(key)).toMatchObject({ remaining: 2 });
  });

  it('says when it was used, at most once a minute', async () => {
    const keys = aService();
    const { id, key } = await keys.create(await aPerson(), inputOf(), caller);
    const used = async () => {
      await keys.authenticate(key);
      const row = await database.db
        .selectFrom('apiKeys')
        .select('lastUsedAt')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return row.lastUsedAt?.getTime();
    };
    const first = await used();
    expect(first).toBe(keys.now().getTime());
    keys.pass(59_000);
    expect(await used()).toBe(first);
    keys.pass(1_000);
    // What was read within the last two seconds is not read again.
    keys.pass(2_000);
    expect(await used()).toBe(keys.now().getTime());
  });
});

describe('a rotated key', () => {
  it('has another secret and the same name, and the old one is dead', async () => {
    const [keys, person] = [aService(), await aPerson()];
    const old = await keys.create(person, inputOf(), caller);
    await keys.authenticate(old.key);
    const rotated = await keys.rotate(person, old.id, caller);
    expect(rotated.id).toBe(old.id);
    expect(await keys.authenticate(old.key)).toBeNull();
    expect(await keys.authenticate(rotated.key)).toMatchObject({ actor: { keyId: old.id } });
  });

  it('was not revoked before', async () => {
    const [keys, person] = [aService(), await aPerson()];
    const { id } = await keys.create(person, inputOf(), caller);
    await keys.revoke(person, id, caller);
    await expect(keys.rotate(person, id, caller)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('whose keys they are', () => {
  it('is their owner’s business', async () => {
    const [keys, owner, other] = [aService(), await aPerson(), await aPerson()];
    const { id } = await keys.create(owner, inputOf(), caller);
    expect((await keys.list(other, { limit: 20 })).items).toEqual([]);
    await expect(keys.revoke(other, id, caller)).rejects.toMatchObject({ code: 'not_found' });
    await expect(keys.rotate(other, id, caller)).rejects.toMatchObject({ code: 'not_found' });
    await expect(keys.revoke(owner, ApiKeyId.parse(randomUUID()), caller)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is every admin’s, as far as partners post with them', async () => {
    const [keys, one, two] = [aService(), await aPerson('admin'), await aPerson('admin')];
    const granted = await keys.create(
      one,
      inputOf({ scopes: ['jobs:write'], companyIds: [await aCompany()] }),
      caller,
    );
    const own = await keys.create(one, inputOf(), caller);
    await expect(keys.revoke(two, own.id, caller)).rejects.toMatchObject({ code: 'not_found' });
    await keys.revoke(two, granted.id, caller);
    await keys.revoke(two, granted.id, caller);
    const log = await database.db
      .selectFrom('userActivity')
      .select(['actor', 'action'])
      .where('subject', '=', granted.id)
      .orderBy('id')
      .execute();
    expect(log).toEqual([
      { actor: one.userId, action: 'api-keys.created' },
      { actor: two.userId, action: 'api-keys.revoked' },
    ]);
  });
});

it('pages through keys without skipping or repeating', async () => {
  const [keys, person] = [aService(), await aPerson()];
  const made: string[] = [];
  for (let n = 0; n < 5; n += 1) made.push((await keys.create(person, inputOf(), caller)).id);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await keys.list(person, { limit: 2, cursor });
    expect(page.total).toEqual({ value: 5, relation: 'eq' });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(made.toReversed());
  await expect(keys.list(person, { limit: 2, cursor: 'junk' })).rejects.toMatchObject({
    code: 'invalid_cursor',
  });
});
