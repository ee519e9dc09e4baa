import type { Actor } from '@access/contracts/actor';
import type { Client } from '@access/core/auth';

import type { Services } from './services.ts';

/** What only a browser has: its session cookie and its anonymous viewer cookie. Null for bearer tokens. */
export interface BrowserCookies {
  setSessionCookie(token: string, expiresAt: Date): void;
  clearSessionCookie(): void;
  /** The random id that counts views of people who are not signed in; null on a first call, which is given one for the next. */
  viewerId(): string | null;
}

/** Everything a procedure may know of its call. */
export interface ApiContext {
  actor: Actor | null;
  services: Services;
  requestId: string;
  ip: string;
  userAgent: string | null;
  browser: BrowserCookies | null;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
}

/** Who calls, as the audit log and the rate limits see it. */
export function clientOf({ ip, userAgent }: Pick<ApiContext, 'ip' | 'userAgent'>): Client {
  return { ip, userAgent };
}
