import { sql } from 'kysely';

import type { FeedId, UserId } from '@access/contracts/ids';
import { FieldMapping, ImportFormat, type FeedInput, type FeedUpdate } from '@access/contracts/imports';
import type { Db, Tx } from '@access/db';

/** A feed as stored. */
export interface FeedRow {
  readonly id: FeedId;
  readonly name: string;
  readonly url: string;
  readonly format: ImportFormat;
  readonly mapping: FieldMapping | null;
  readonly isFull: boolean;
  readonly companyName: string | null;
  readonly everyMinutes: number;
  readonly isActive: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly contentSha256: string | null;
  readonly failures: number;
  readonly lastError: string | null;
  readonly nextRunAt: Date;
  readonly createdAt: Date;
  readonly openJobs: number;
}

const query = (db: Db | Tx) =>
  db
    .selectFrom('feeds')
    .select([
      'id',
      'name',
      'url',
      'format',
      'mapping',
      'isFull',
      'companyName',
      'everyMinutes',
      'isActive',
      'etag',
      'lastModified',
      'contentSha256',
      'failures',
      'lastError',
      'nextRunAt',
      'createdAt',
      sql<number>`(select count(*)::integer from job_sources s where s.source = feeds.name and s.closed_at is null)`.as(
        'openJobs',
      ),
    ]);

type Selected = Awaited<ReturnType<ReturnType<typeof query>['executeTakeFirstOrThrow']>>;

const toRow = (row: Selected): FeedRow => ({
  ...row,
  id: row.id as FeedId,
  format: ImportFormat.parse(row.format),
  mapping: row.mapping === null ? null : FieldMapping.parse(row.mapping),
});

export async function findFeed(db: Db | Tx, id: FeedId): Promise<FeedRow | undefined> {
  const row = await query(db).where('id', '=', id).executeTakeFirst();
  return row && toRow(row);
}

/** Feeds by name behind `after`. */
export async function listFeeds(db: Db, page: { limit: number; after: string | null }): Promise<FeedRow[]> {
  const { limit, after } = page;
  const rows = await query(db)
    .$if(after !== null, (q) => q.where('name', '>', after ?? ''))
    .orderBy('name')
    .limit(limit)
    .execute();
  return rows.map(toRow);
}

export async function countFeeds(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('feeds')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The new feed's id; undefined when the name is taken. */
export async function insertFeed(trx: Tx, input: FeedInput, createdBy: UserId): Promise<FeedId | undefined> {
  const row = await trx
    .insertInto('feeds')
    .values({ ...input, mapping: input.mapping === null ? null : JSON.stringify(input.mapping), createdBy })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row && (row.id as FeedId);
}

/** Changes what is given. Another address or reading forgets what the last answer was known by, and is fetched at once. */
export async function updateFeed(trx: Tx, id: FeedId, change: Omit<FeedUpdate, 'id'>): Promise<void> {
  const { mapping, ...fields } = change;
  const isReadAnew = change.url !== undefined || change.format !== undefined || mapping !== undefined;
  await trx
    .updateTable('feeds')
    .set({
      ...fields,
      ...(mapping === undefined ? {} : { mapping: mapping === null ? null : JSON.stringify(mapping) }),
      ...(isReadAnew
        ? {
            etag: null,
            lastModified: null,
            contentSha256: null,
            failures: 0,
            lastError: null,
            nextRunAt: sql<Date>`now()`,
          }
        : {}),
    })
    .where('id', '=', id)
    .execute();
}

export async function deleteFeed(trx: Tx, id: FeedId): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('feeds').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Active feeds whose time has come. Plan: `feeds_due`. */
export async function dueFeeds(db: Db, now: Date, limit: number): Promise<FeedId[]> {
  const rows = await db
    .selectFrom('feeds')
    .select('id')
    .where('isActive', '=', true)
    .where('nextRunAt', '<=', now)
    .orderBy('nextRunAt')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id as FeedId);
}

/** What a fetch told: by what the answer is known, or why there was none, and when to ask again. */
export interface FetchOutcome {
  readonly nextRunAt: Date;
  readonly failures: number;
  readonly lastError: string | null;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly contentSha256?: string;
}

export async function keepOutcome(db: Db | Tx, id: FeedId, outcome: FetchOutcome): Promise<void> {
  await db.updateTable('feeds').set(outcome).where('id', '=', id).execute();
}

/** An unchanged feed still holds what it held: its open postings were verified now. */
export async function markAllSeen(trx: Tx, source: string, at: Date): Promise<void> {
  await trx
    .updateTable('jobSources')
    .set({ lastSeen: at })
    .where('source', '=', source)
    .where('closedAt', 'is', null)
    .execute();
}
