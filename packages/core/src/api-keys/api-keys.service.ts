import type { Actor } from '@access/contracts/actor';
import type { ApiKey, ApiKeyInput, NewApiKey } from '@access/contracts/api-keys';
import { AppError } from '@access/contracts/errors';
import { ApiKeyId, type CompanyId } from '@access/contracts/ids';
import type { Page, PageInput } from '@access/contracts/pages';
import type { Db, Tx } from '@access/db';

import { recordActivity, type Caller } from '../audit/index.ts';
import {
  countKeys,
  insertKey,
  knownCompanies,
  listKeys,
  lockAndCountLiving,
  lockKey,
  setRevoked,
  setSecret,
  type KeyReach,
  type KeyRow,
} from './api-keys.repository.ts';
import { createKeyAuthenticator } from './authenticate-key.ts';
import { requireGrantable } from './grant-scopes.policy.ts';
import { mintKey } from './key-secret.ts';

export type ApiKeysService = ReturnType<typeof createApiKeysService>;

/** Living keys a person has at most. */
const MAX_KEYS = 50;

export function createApiKeysService({ db, now }: { db: Db; now: () => Date }) {
  const authenticator = createKeyAuthenticator({ db, now });
  return {
    /** My keys, newest first, revoked ones too; for admins besides them all that partners post with. */
    async list(actor: Actor, { limit, cursor }: PageInput): Promise<Page<ApiKey>> {
      const after = cursor === undefined ? null : decodeCursor(cursor);
      const reach = reachOf(actor);
      const [rows, count] = await Promise.all([
        listKeys(db, { ...reach, limit: limit + 1, after }),
        countKeys(db, reach),
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(toApiKey),
        nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last.id) : null,
        total: { value: count, relation: 'eq' },
      };
    },

    /** Makes a key; the answer is the only one that ever holds it. `forbidden` for scopes beyond the owner's own rights. */
    create: (actor: Actor, input: ApiKeyInput, caller: Caller): Promise<NewApiKey> =>
      db.transaction().execute((trx) => createKey(trx, { actor, input, caller, now: now() })),

    /** Gives a key another secret; the old one is dead at once here, within two seconds on other servers. What the key posted stays its own. */
    async rotate(actor: Actor, id: ApiKeyId, caller: Caller): Promise<NewApiKey> {
      const minted = mintKey();
      const row = await db.transaction().execute(async (trx) => {
        const key = await lockKey(trx, id, reachOf(actor));
        if (key === undefined) throw noSuchKey();
        if (key.revokedAt !== null) throw new AppError('conflict', 'This key was revoked; make a new one');
        const rotated = await setSecret(trx, id, minted);
        await recorded(trx, { actor, action: 'api-keys.rotated', key: rotated, caller });
        return rotated;
      });
      authenticator.forget(id);
      return { ...toApiKey(row), key: minted.key };
    },

    /** Ends a key: dead at once here, within two seconds on other servers. Saying it twice changes nothing. */
    async revoke(actor: Actor, id: ApiKeyId, caller: Caller): Promise<void> {
      await db.transaction().execute(async (trx) => {
        const key = await lockKey(trx, id, reachOf(actor));
        if (key === undefined) throw noSuchKey();
        if (key.revokedAt !== null) return;
        await setRevoked(trx, id, now());
        await recorded(trx, { actor, action: 'api-keys.revoked', key, caller });
      });
      authenticator.forget(id);
    },

    /** Proves a key and counts the call. */
    authenticate: authenticator.authenticate,
  };
}

interface Creating {
  readonly actor: Actor;
  readonly input: ApiKeyInput;
  readonly caller: Caller;
  readonly now: Date;
}

async function createKey(trx: Tx, { actor, input, caller, now }: Creating): Promise<NewApiKey> {
  const scopes = [...new Set(input.scopes)];
  const companyIds = [...new Set(input.companyIds)];
  requireGrantable(actor.userType, { scopes, companyIds });
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
  if (expiresAt !== null && expiresAt <= now) throw problem('expiresAt', 'This moment is past');
  await requireCompanies(trx, companyIds);
  if ((await lockAndCountLiving(trx, actor.userId, now)) >= MAX_KEYS) {
    throw new AppError('conflict', `You have ${MAX_KEYS} keys; revoke one first`);
  }
  const minted = mintKey();
  const key = await insertKey(trx, {
    ...input,
    scopes,
    companyIds,
    expiresAt,
    ownerId: actor.userId,
    minted,
  });
  await recorded(trx, { actor, action: 'api-keys.created', key, caller });
  return { ...toApiKey(key), key: minted.key };
}

async function requireCompanies(trx: Tx, ids: readonly CompanyId[]): Promise<void> {
  const known = await knownCompanies(trx, ids);
  const unknown = ids.findIndex((id) => !known.includes(id));
  if (unknown >= 0) throw problem(`companyIds[${unknown}]`, 'No company has this id');
}

async function recorded(
  trx: Tx,
  { actor, action, key, caller }: { actor: Actor; action: string; key: KeyRow; caller: Caller },
): Promise<void> {
  const { name, prefix, scopes, companyIds } = key;
  await recordActivity(trx, {
    actor,
    action,
    subject: key.id,
    metadata: { name, prefix, scopes, companyIds },
    ip: caller.ip,
  });
}

const reachOf = ({ userId, userType }: Actor): KeyReach => ({
  ownerId: userId,
  isAdmin: userType === 'admin',
});

function toApiKey({ ownerId: _, ...row }: KeyRow): ApiKey {
  return {
    ...row,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

const encodeCursor = (id: ApiKeyId): string => Buffer.from(id).toString('base64url');

function decodeCursor(cursor: string): ApiKeyId {
  const parsed = ApiKeyId.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!parsed.success) throw new AppError('invalid_cursor', 'Use nextCursor as it was given');
  return parsed.data;
}

const noSuchKey = (): AppError => new AppError('not_found', 'You have no such key');
const problem = (path: string, message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path, message }] });
