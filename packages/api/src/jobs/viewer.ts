import { createHash } from 'node:crypto';

import type { ApiContext } from '../init/index.ts';

/**
 * Who a view counts for: the person, the browser's anonymous id, or, without either, a hash of where the call comes from that lasts a day, so
 * that nobody counts twice by throwing the cookie away. At most 64 characters.
 */
export function viewerOf({
  actor,
  browser,
  ip,
  userAgent,
}: Pick<ApiContext, 'actor' | 'browser' | 'ip' | 'userAgent'>): string {
  if (actor !== null) return actor.userId;
  const known = browser?.viewerId() ?? null;
  if (known !== null) return known.slice(0, 64);
  return createHash('sha256')
    .update(`${new Date().toISOString().slice(0, 10)}\n${ip}\n${userAgent ?? ''}`)
    .digest('hex')
    .slice(0, 40);
}
