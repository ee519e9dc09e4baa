import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { FeedId } from '@access/contracts/ids';
import type { Feed, FeedInput, FeedUpdate } from '@access/contracts/imports';
import type { Page, PageInput } from '@access/contracts/pages';
import type { Db } from '@access/db';
import type { Queue } from '@access/queue';

import { recordActivity, type Caller } from '../audit/index.ts';
import type { ImportRunsService } from '../imports/index.ts';
import { fetchFeedJob } from './feeds.jobs.ts';
import {
  countFeeds,
  deleteFeed,
  findFeed,
  insertFeed,
  listFeeds,
  updateFeed,
  type FeedRow,
} from './feeds.repository.ts';

export type FeedsService = ReturnType<typeof createFeedsService>;

export interface FeedsDeps {
  readonly db: Db;
  readonly queue: Pick<Queue, 'enqueue'>;
  readonly runs: Pick<ImportRunsService, 'list'>;
}

export function createFeedsService(deps: FeedsDeps) {
  const { db, queue } = deps;
  const get = async (id: FeedId): Promise<Feed> => toFeed(deps, await found(deps, id));
  return {
    get,

    /** Feeds by name. */
    async list({ limit, cursor }: PageInput): Promise<Page<Feed>> {
      const after = cursor === undefined ? null : Buffer.from(cursor, 'base64url').toString('utf8');
      const [rows, count] = await Promise.all([listFeeds(db, { limit: limit + 1, after }), countFeeds(db)]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await Promise.all(page.map((row) => toFeed(deps, row))),
        nextCursor:
          rows.length > limit && last !== undefined ? Buffer.from(last.name).toString('base64url') : null,
        total: { value: count, relation: 'eq' },
      };
    },

    /** Adds a feed and fetches it at once, if it is active. */
    async create(actor: Actor, input: FeedInput, caller: Caller): Promise<Feed> {
      const id = await db.transaction().execute(async (trx) => {
        const made = await insertFeed(trx, input, actor.userId);
        if (made === undefined)
          throw new AppError('conflict', `There is a feed named “${input.name}” already`);
        const metadata = { name: input.name, url: input.url };
        await recordActivity(trx, { actor, action: 'feeds.created', subject: made, metadata, ip: caller.ip });
        if (input.isActive) await queue.enqueue(trx, fetchFeedJob, { feedId: made });
        return made;
      });
      return get(id);
    },

    /** Changes the fields given; another address, format or mapping is read anew at once. */
    async update(actor: Actor, { id, ...change }: FeedUpdate, caller: Caller): Promise<Feed> {
      await db.transaction().execute(async (trx) => {
        await found({ db: trx }, id);
        await updateFeed(trx, id, change);
        const metadata = { fields: Object.keys(change) };
        await recordActivity(trx, { actor, action: 'feeds.changed', subject: id, metadata, ip: caller.ip });
      });
      return get(id);
    },

    /** Forgets the feed. Its jobs stay until another feed or an admin closes them. */
    remove: (actor: Actor, id: FeedId, caller: Caller): Promise<void> =>
      db.transaction().execute(async (trx) => {
        const { name } = await found({ db: trx }, id);
        await deleteFeed(trx, id);
        await recordActivity(trx, {
          actor,
          action: 'feeds.removed',
          subject: id,
          metadata: { name },
          ip: caller.ip,
        });
      }),

    /** Fetches the feed now, whatever its schedule; one fetch at a time. */
    async run(actor: Actor, id: FeedId, caller: Caller): Promise<Feed> {
      await db.transaction().execute(async (trx) => {
        await found({ db: trx }, id);
        await queue.enqueue(trx, fetchFeedJob, { feedId: id });
        await recordActivity(trx, { actor, action: 'feeds.fetched', subject: id, ip: caller.ip });
      });
      return get(id);
    },
  };
}

async function found({ db }: { db: Parameters<typeof findFeed>[0] }, id: FeedId): Promise<FeedRow> {
  const feed = await findFeed(db, id);
  if (feed === undefined) throw new AppError('not_found', 'No such feed');
  return feed;
}

async function toFeed({ runs }: Pick<FeedsDeps, 'runs'>, row: FeedRow): Promise<Feed> {
  const { items } = await runs.list({ source: row.name, limit: 1 });
  const { etag: _, lastModified: __, contentSha256: ___, ...feed } = row;
  return {
    ...feed,
    lastRun: items[0] ?? null,
    nextRunAt: row.isActive ? row.nextRunAt.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
  };
}
