import { LRUCache } from 'lru-cache';

import type { KeyActor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { ApiKeyId } from '@access/contracts/ids';
import type { Db } from '@access/db';

import { countCall, findLivingKey, touchKey, type LivingKey } from './api-keys.repository.ts';
import { lentScopes } from './grant-scopes.policy.ts';
import { hashKey, isKeyOf, prefixOf } from './key-secret.ts';

/** A program's call as proved by its key, and what is left of its minute. */
export interface KeyCall {
  readonly actor: KeyActor;
  /** Calls a minute. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the minute begins anew. */
  readonly resetSeconds: number;
}

export interface KeyAuthenticator {
  /** Proves a key and counts the call; null for one that is unknown, revoked, expired or of a suspended account. @throws AppError rate_limited */
  authenticate(key: string): Promise<KeyCall | null>;
  /** Forgets what this process remembers of the key. */
  forget(id: ApiKeyId): void;
}

/** A suspended owner's key must be dead within five seconds on every server: no answer is older than two. */
const REMEMBERED_MS = 2_000;
const TOUCH_AFTER_MS = 60_000;

export function createKeyAuthenticator({ db, now }: { db: Db; now: () => Date }): KeyAuthenticator {
  const remembered = new LRUCache<string, { key: LivingKey | null }>({
    max: 10_000,
    ttl: REMEMBERED_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
  });

  const find = async (key: string): Promise<LivingKey | null> => {
    const prefix = prefixOf(key);
    if (prefix === null) return null;
    const name = hashKey(key);
    const known = remembered.get(name);
    if (known !== undefined) return known.key;
    const found = await findLivingKey(db, prefix, now());
    const living = found !== undefined && isKeyOf(key, found.secretHash) ? found : null;
    remembered.set(name, { key: living });
    if (living !== null && isStale(living, now())) await touchKey(db, living.id, now());
    return living;
  };

  return {
    async authenticate(key) {
      const living = await find(key);
      const at = now();
      if (living === null || (living.expiresAt !== null && living.expiresAt <= at)) return null;
      const { calls, windowEndsAt } = await countCall(db, living.id, at);
      const resetSeconds = Math.max(1, Math.ceil((windowEndsAt.getTime() - at.getTime()) / 1_000));
      const limit = living.rateLimit;
      if (calls > limit) {
        const message = `This key may make ${limit} calls a minute`;
        throw new AppError('rate_limited', message, { retryAfterSeconds: resetSeconds });
      }
      return { actor: actorOf(living), limit, remaining: limit - calls, resetSeconds };
    },
    forget(id) {
      for (const [name, { key }] of remembered.entries()) {
        if (key?.id === id) remembered.delete(name);
      }
    },
  };
}

const isStale = ({ lastUsedAt }: LivingKey, at: Date): boolean =>
  lastUsedAt === null || at.getTime() - lastUsedAt.getTime() >= TOUCH_AFTER_MS;

function actorOf({ id, userId, userType, scopes, companyIds }: LivingKey): KeyActor {
  return { userId, userType, via: 'key', keyId: id, scopes: lentScopes(userType, scopes), companyIds };
}
