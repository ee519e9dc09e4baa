import { sql } from 'kysely';

import type { Db } from '@access/db';

interface OldRows {
  readonly before: Date;
  readonly limit: number;
}

const affected = ({ numAffectedRows }: { numAffectedRows?: bigint }): number => Number(numAffectedRows ?? 0n);

/** Of the first `limit` events by number those handed on before; ones still waiting stay. Reads no further than these. */
export async function deleteDispatchedEvents(db: Db, { before, limit }: OldRows): Promise<number> {
  return affected(
    await sql`
      delete from domain_events where id in (
        select id from (select id, dispatched_at from domain_events order by id limit ${limit}) oldest
        where dispatched_at < ${before})`.execute(db),
  );
}

/** Of the first `limit` impressions by number those shown before. */
export async function deleteImpressions(db: Db, { before, limit }: OldRows): Promise<number> {
  return affected(
    await sql`
      delete from impressions where id in (
        select id from (select id, at from impressions order by id limit ${limit}) oldest
        where at < ${before})`.execute(db),
  );
}

/** Takes the address out of some entries of the audit log older than that; the entries stay. By the index on their time. */
export async function forgetAddresses(db: Db, { before, limit }: OldRows): Promise<number> {
  return affected(
    await sql`
      update user_activity set ip = null where id in (
        select id from user_activity where at < ${before} and ip is not null limit ${limit})`.execute(db),
  );
}
