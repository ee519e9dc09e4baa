import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

import { AppError } from '@access/contracts/errors';
import type { Db } from '@access/db';

import { clearHits, countHit } from './rate-limits.repository.ts';

/** At most `hits` calls in a window of `windowSeconds`, counted by all servers together. */
export interface RateLimit {
  readonly hits: number;
  readonly windowSeconds: number;
}

/**
 * Limits of the sign-in routes. A guesser is stopped by address, and by address and account together; an account under
 * attack from many addresses is only slowed down, so that no stranger can lock its owner out.
 */
export interface AuthLimits {
  readonly registerPerAddress: RateLimit;
  readonly loginPerAddress: RateLimit;
  /** Failures of one address on one account; a success forgets them. */
  readonly loginPerAddressAndAccount: RateLimit;
  /** Beyond this every attempt on the account waits a second, whoever makes it. */
  readonly loginPerAccountBeforeDelay: RateLimit;
  readonly refreshPerAddress: RateLimit;
  /** The remaining routes under /auth that change a sign-in. */
  readonly otherPerAddress: RateLimit;
}

export const defaultAuthLimits: AuthLimits = {
  registerPerAddress: { hits: 20, windowSeconds: 3_600 },
  loginPerAddress: { hits: 100, windowSeconds: 900 },
  loginPerAddressAndAccount: { hits: 10, windowSeconds: 900 },
  loginPerAccountBeforeDelay: { hits: 50, windowSeconds: 900 },
  refreshPerAddress: { hits: 300, windowSeconds: 900 },
  otherPerAddress: { hits: 300, windowSeconds: 900 },
};

export type LimitName = keyof AuthLimits;

export interface RateLimiter {
  /** Counts one call; throws `rate_limited` with the seconds to wait when it is one too many. */
  take(name: LimitName, parts: readonly string[]): Promise<void>;
  /** Counts one call and says whether it was one too many. */
  isOver(name: LimitName, parts: readonly string[]): Promise<boolean>;
  forget(name: LimitName, parts: readonly string[]): Promise<void>;
}

export function createRateLimiter(deps: { db: Db; limits: AuthLimits; now: () => Date }): RateLimiter {
  const { db, limits, now } = deps;
  const count = (name: LimitName, parts: readonly string[]) =>
    countHit(db, { key: keyOf(name, parts), windowSeconds: limits[name].windowSeconds, now: now() });
  return {
    async take(name, parts) {
      const { hits, windowEndsAt } = await count(name, parts);
      if (hits <= limits[name].hits) return;
      const retryAfterSeconds = Math.max(1, Math.ceil((windowEndsAt.getTime() - now().getTime()) / 1000));
      throw new AppError('rate_limited', 'Too many attempts; try again later', { retryAfterSeconds });
    },
    isOver: async (name, parts) => (await count(name, parts)).hits > limits[name].hits,
    forget: (name, parts) => clearHits(db, keyOf(name, parts)),
  };
}

/** One household or server has a whole IPv6 /64: counted as one address. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Hashed: the table holds neither addresses of people nor of machines. */
function keyOf(name: LimitName, parts: readonly string[]): string {
  return `${name}:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;
}
