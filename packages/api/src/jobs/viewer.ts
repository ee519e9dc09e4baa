import { createHash } from 'node:crypto';

import type { ApiContext } from '../init/index.ts';

/** Who a view counts for: the person, the browser's anonymous id, or a hash of where a program calls from. At most 64 characters. */
export function viewerOf({
  actor,
  browser,
  ip,
  userAgent,
}: Pick<ApiContext, 'actor' | 'browser' | 'ip' | 'userAgent'>): string {
  if (actor !== null) return actor.userId;
  if (browser !== null) return browser.viewerId().slice(0, 64);
  return createHash('sha256')
    .update(`${ip}\n${userAgent ?? ''}`)
    .digest('hex')
    .slice(0, 40);
}
