import { sql } from 'kysely';
import { z } from 'zod';

import type { JobId, ListId, UserId } from '@access/contracts/ids';
import { Explanation, MatchBand } from '@access/contracts/recommendations';
import type { Db, Tx } from '@access/db';

/** One stored place of a list. The first 20 carry their explanation; the others are explained when read. */
export const StoredItem = z.object({
  jobId: z.string(),
  rank: z.int(),
  score: z.number(),
  margin: z.number(),
  band: MatchBand,
  sources: z.array(z.string()),
  features: z.array(z.number()),
  propensity: z.number(),
  explanation: Explanation.nullable(),
});
export type StoredItem = Omit<z.infer<typeof StoredItem>, 'jobId'> & { readonly jobId: JobId };

export interface StoredList {
  readonly id: ListId;
  readonly version: number;
  readonly modelVersion: string;
  readonly variant: string;
  readonly watermark: number;
  readonly isPersonal: boolean;
  readonly notice: string | null;
  readonly items: readonly StoredItem[];
  readonly at: Date;
}

/** The person's newest list. Written by ourselves and checked when written, so it is not parsed again here. */
export async function latestList(db: Db | Tx, userId: UserId): Promise<StoredList | undefined> {
  const { rows } = await sql<StoredList>`
    select id, version, model_version, variant, watermark, is_personal, notice, items, at
    from recommendation_lists where user_id = ${userId} order by version desc limit 1`.execute(db);
  return rows[0];
}

/** One of the last few lists; undefined once it was pruned. */
export async function listByVersion(
  db: Db | Tx,
  userId: UserId,
  version: number,
): Promise<StoredList | undefined> {
  const { rows } = await sql<StoredList>`
    select id, version, model_version, variant, watermark, is_personal, notice, items, at
    from recommendation_lists where user_id = ${userId} and version = ${version}`.execute(db);
  return rows[0];
}

/** Which list is the newest, without its items. */
export async function latestVersion(
  db: Db | Tx,
  userId: UserId,
): Promise<{ version: number; watermark: number } | undefined> {
  const { rows } = await sql<{ version: number; watermark: number }>`
    select version, watermark from recommendation_lists where user_id = ${userId} order by version desc limit 1`.execute(
    db,
  );
  return rows[0];
}

/** Lists of one person are made one after the other, whichever worker makes them. */
export async function lockPersonsLists(trx: Tx, userId: UserId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('recommendations:' || ${userId}, 0))`.execute(trx);
}

const KEPT_LISTS = 3;

/** Stores the list; false, and nothing, where the person is gone by now. */
export async function insertList(
  trx: Tx,
  userId: UserId,
  list: Omit<StoredList, 'id' | 'at' | 'items'> & { readonly items: readonly StoredItem[] },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into recommendation_lists (user_id, version, model_version, variant, watermark, is_personal, notice, items)
    select id, ${list.version}, ${list.modelVersion}, ${list.variant}, ${list.watermark}, ${list.isPersonal},
      ${list.notice}, ${JSON.stringify(list.items)}::jsonb
    from users where id = ${userId} for key share`.execute(trx);
  if (numAffectedRows !== 1n) return false;
  await sql`delete from recommendation_lists where user_id = ${userId} and version <= ${list.version - KEPT_LISTS}`.execute(
    trx,
  );
  return true;
}

export interface Impression {
  readonly jobId: JobId;
  readonly position: number;
  readonly features: readonly number[];
  readonly propensity: number;
}

/** What was really shown; the same job of the same list counts once however often the page is read. */
export async function insertImpressions(
  db: Db | Tx,
  userId: UserId,
  list: Pick<StoredList, 'id' | 'modelVersion' | 'variant'>,
  shown: readonly Impression[],
): Promise<void> {
  if (shown.length === 0) return;
  await db
    .insertInto('impressions')
    .values(
      shown.map((item) => ({
        userId,
        listId: list.id,
        modelVersion: list.modelVersion,
        variant: list.variant,
        jobId: item.jobId,
        position: item.position,
        features: [...item.features],
        propensity: item.propensity,
      })),
    )
    .onConflict((conflict) => conflict.columns(['listId', 'jobId']).doNothing())
    .execute();
}
