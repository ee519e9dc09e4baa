import { generateIdFromEntropySize, Lucia, TimeSpan, verifyRequestOrigin } from 'lucia';

import type { Db, Tx } from '@access/db';

import {
  createLuciaAdapter,
  type SessionAttributes,
  type UserAttributes,
} from './lucia-adapter.repository.ts';

// Lucia has no newer version to come: only this folder imports it, so that it can be replaced here alone.
declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}

/** Sessions of 30 days, renewed when half is over; on a pool or inside a transaction. */
export function createLucia(db: Db | Tx) {
  return new Lucia<{ kind: SessionAttributes['kind'] }, UserAttributes>(createLuciaAdapter(db), {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    getSessionAttributes: ({ kind }) => ({ kind }),
    getUserAttributes: ({ userType, status }) => ({ userType, status }),
  });
}

/** A session secret of 200 random bits. */
export function createSessionSecret(): string {
  return generateIdFromEntropySize(25);
}

/** Whether `origin` (the Origin header) is one of the sites that may act with this server's cookie. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  return verifyRequestOrigin(origin, [...allowed]);
}
