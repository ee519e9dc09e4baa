import { randomUUID } from 'node:crypto';

import { expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { ApiKeyId, SessionId, UserId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';

import { recordActivity, type Activity } from './index.ts';

const database = useTestDatabase();
const userId = UserId.parse(randomUUID());
const person: Actor = { userId, userType: 'admin', sessionId: SessionId.parse('0'.repeat(64)) };

async function recorded(activity: Omit<Activity, 'subject'>) {
  const subject = randomUUID();
  await database.db.transaction().execute((trx) => recordActivity(trx, { ...activity, subject }));
  return database.db
    .selectFrom('userActivity')
    .select(['actor', 'action', 'metadata', 'ip'])
    .where('subject', '=', subject)
    .execute();
}

it('keeps who did what, why and from where', async () => {
  expect(
    await recorded({
      actor: person,
      action: 'jobs.rejected',
      metadata: { reason: 'Spam' },
      ip: '203.0.113.7',
    }),
  ).toEqual([{ actor: userId, action: 'jobs.rejected', metadata: { reason: 'Spam' }, ip: '203.0.113.7' }]);
});

it('tells which key acted for its owner', async () => {
  const keyId = ApiKeyId.parse(randomUUID());
  const actor: Actor = { userId, userType: 'admin', via: 'key', keyId, scopes: [], companyIds: [] };
  expect(await recorded({ actor, action: 'jobs.created', ip: null })).toEqual([
    { actor: userId, action: 'jobs.created', metadata: { keyId }, ip: null },
  ]);
});

it('leaves nothing behind when the change it tells of is undone', async () => {
  const subject = randomUUID();
  const undone = database.db.transaction().execute(async (trx) => {
    await recordActivity(trx, { actor: null, action: 'jobs.closed', subject, ip: null });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  const rows = await database.db
    .selectFrom('userActivity')
    .select('id')
    .where('subject', '=', subject)
    .execute();
  expect(rows).toEqual([]);
});
