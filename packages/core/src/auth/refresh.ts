import { AppError } from '@access/contracts/errors';
import { UserId, type SessionId } from '@access/contracts/ids';
import type { Db, Tx } from '@access/db';

import {
  deleteFamily,
  insertActivity,
  isNewestOfFamily,
  lockTokenSession,
  markRotated,
} from './auth.repository.ts';
import type { Client } from './client.ts';
import { createLucia, createSessionSecret } from './lucia.ts';
import { openSuccessor, sealSuccessor, sessionIdOf } from './secrets.ts';

/** How long the token just exchanged still gets the same successor, in ms: two tabs, or an answer lost on the way. */
const GRACE_MS = 10_000;

type Rotation =
  | { outcome: 'rotated'; userId: UserId; refreshToken: string; sessionId: SessionId }
  | { outcome: 'refused' }
  | { outcome: 'suspended' };

/**
 * Exchanges a refresh token for its successor. One that was exchanged before answers alike for ten seconds; later, or
 * once its successor was used, it must have been copied: the whole family is signed out.
 */
export async function rotateRefreshToken(
  { db, now }: { db: Db; now: () => Date },
  secret: string,
  client: Client,
): Promise<{ userId: UserId; refreshToken: string; sessionId: SessionId }> {
  // The outcome leaves the transaction as a value: an error would roll the revocation back.
  const rotation = await db.transaction().execute((trx) => rotate(trx, { secret, client, now: now() }));
  switch (rotation.outcome) {
    case 'rotated':
      return rotation;
    case 'suspended':
      throw new AppError('account_suspended', 'This account is suspended');
    case 'refused':
      throw new AppError('invalid_refresh_token', 'This refresh token is not valid any more; sign in again');
  }
}

async function rotate(
  trx: Tx,
  { secret, client, now }: { secret: string; client: Client; now: Date },
): Promise<Rotation> {
  const id = sessionIdOf(secret);
  const session = await lockTokenSession(trx, id);
  if (session === undefined || session.expiresAt <= now) return { outcome: 'refused' };
  if (session.status !== 'active') return { outcome: 'suspended' };
  const userId = UserId.parse(session.userId);

  if (session.rotatedAt === null || session.sealedSuccessor === null) {
    const successor = createSessionSecret();
    const attributes = { kind: 'token' as const, familyId: session.familyId, ...client };
    await createLucia(trx).createSession(userId, attributes, { sessionId: successor });
    await markRotated(trx, id, now, sealSuccessor(secret, successor));
    return { outcome: 'rotated', userId, refreshToken: successor, sessionId: sessionIdOf(successor) };
  }

  const successor = openSuccessor(secret, session.sealedSuccessor);
  const successorId = sessionIdOf(successor);
  const isInGrace = now.getTime() - session.rotatedAt.getTime() <= GRACE_MS;
  if (isInGrace && (await isNewestOfFamily(trx, successorId))) {
    return { outcome: 'rotated', userId, refreshToken: successor, sessionId: successorId };
  }
  await deleteFamily(trx, session.familyId);
  await insertActivity(trx, { actor: userId, action: 'auth.refresh_token_reused', ip: client.ip });
  return { outcome: 'refused' };
}
