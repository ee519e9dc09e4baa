import type { Actor } from '@access/contracts/actor';
import type { Tx } from '@access/db';

import { insertActivity } from './audit.repository.ts';

/** Where a call came from, as the audit log keeps it; null for the command line and for schedules. */
export interface Caller {
  readonly ip: string | null;
}

type Fact = string | number | boolean | null | readonly string[];

/** Something somebody did, in the words of the domain. */
export interface Activity {
  /** Null for the system itself: schedules and the command line. */
  readonly actor: Actor | null;
  /** `<feature>.<past-participle>`: `jobs.approved`, `api-keys.revoked`. */
  readonly action: string;
  /** The id of what it was done to; null where there is no single one. */
  readonly subject: string | null;
  /** What a reader of the log needs to understand it. No secrets, no résumé text. */
  readonly metadata?: Readonly<Record<string, Fact>>;
  readonly ip: string | null;
}

/** Writes to the audit log in the transaction of the change it tells of, so that neither exists without the other. */
export async function recordActivity(trx: Tx, activity: Activity): Promise<void> {
  const { actor, action, subject, metadata, ip } = activity;
  // A key acts for its owner; the log tells which key it was.
  const key = actor?.via === 'key' ? { keyId: actor.keyId } : {};
  await insertActivity(trx, {
    actor: actor?.userId ?? null,
    action,
    subject,
    metadata: JSON.stringify({ ...metadata, ...key }),
    ip,
  });
}
