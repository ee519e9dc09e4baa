import { LRUCache } from 'lru-cache';

import type { Actor } from '@access/contracts/actor';
import { UserType } from '@access/contracts/enums';
import { UserId } from '@access/contracts/ids';
import type { Db } from '@access/db';

import type { AccessTokens } from './access-token.ts';
import { findLiveSessionUser } from './auth.repository.ts';
import { createLucia } from './lucia.ts';
import { sessionIdOf } from './secrets.ts';

/** What a request brings as proof: the session cookie, or a bearer token. */
export type Credentials = { readonly cookieToken: string } | { readonly bearer: string };

export interface Authenticated {
  readonly actor: Actor;
  /** Set when the session was just prolonged: the cookie should be, too. */
  readonly renewedUntil: Date | null;
}

export interface Authenticator {
  authenticate(credentials: Credentials): Promise<Authenticated | null>;
  /** Forgets what this process remembers of the person. */
  forget(userId: UserId): void;
}

/** A suspended person must be out within five seconds on every server: no answer is older than two. */
const REMEMBERED_MS = 2_000;
/** Longer ones were never ours; hashing them would be a gift to a flooder. */
const LONGEST_CREDENTIAL = 2_000;

/** Proves who calls: session and account are looked up, at most two seconds ago. */
export function createAuthenticator(deps: { db: Db; tokens: AccessTokens; now: () => Date }): Authenticator {
  const { db, tokens, now } = deps;
  const lucia = createLucia(db);
  const remembered = new LRUCache<string, { actor: Actor | null }>({
    max: 10_000,
    ttl: REMEMBERED_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
  });

  const byCookie = async (secret: string): Promise<Authenticated | null> => {
    const sessionId = sessionIdOf(secret);
    // Apart from bearer entries: a refresh token is a session's secret too, and no cookie.
    const key = `cookie ${sessionId}`;
    const known = remembered.get(key);
    if (known !== undefined) return known.actor && { actor: known.actor, renewedUntil: null };
    const { session, user } = await lucia.validateSession(secret);
    const isGood = session !== null && session.kind === 'browser' && user.status === 'active';
    const actor = isGood
      ? { userId: UserId.parse(user.id), userType: UserType.parse(user.userType), sessionId }
      : null;
    remembered.set(key, { actor });
    return actor && { actor, renewedUntil: session?.fresh === true ? session.expiresAt : null };
  };

  const byBearer = async (token: string): Promise<Authenticated | null> => {
    const claims = await tokens.verify(token);
    if (claims === null) return null;
    const { userId, sessionId } = claims;
    const key = `bearer ${sessionId}`;
    const known = remembered.get(key);
    if (known !== undefined) return known.actor && { actor: known.actor, renewedUntil: null };
    const found = await findLiveSessionUser(db, sessionId, now());
    const actor = found?.userId === userId ? { ...found, sessionId } : null;
    remembered.set(key, { actor });
    return actor && { actor, renewedUntil: null };
  };

  return {
    async authenticate(credentials) {
      const proof = 'bearer' in credentials ? credentials.bearer : credentials.cookieToken;
      if (proof === '' || proof.length > LONGEST_CREDENTIAL) return null;
      return 'bearer' in credentials ? byBearer(proof) : byCookie(proof);
    },
    forget(userId) {
      for (const [key, { actor }] of remembered.entries()) {
        if (actor?.userId === userId) remembered.delete(key);
      }
    },
  };
}
