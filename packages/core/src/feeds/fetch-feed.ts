import { AppError } from '@access/contracts/errors';
import type { FeedId } from '@access/contracts/ids';
import { IMPORT_MAX_BYTES } from '@access/contracts/imports';
import type { Db } from '@access/db';
import type { FileStore } from '@access/files';
import type { Fetched, Fetcher } from '@access/outbound';
import type { Queue } from '@access/queue';

import { queueRun } from '../imports/index.ts';
import { findFeed, keepOutcome, markAllSeen, type FeedRow } from './feeds.repository.ts';

export interface FetchFeedDeps {
  readonly db: Db;
  readonly files: FileStore;
  readonly queue: Pick<Queue, 'enqueue'>;
  readonly fetcher: Pick<Fetcher, 'fetch'>;
  /** The sentence to show for a refusal of the fetcher; undefined for what was not expected. */
  readonly refusalOf: (error: unknown) => string | undefined;
  readonly now: () => Date;
}

export type FetchFeedOutcome = 'queued' | 'unchanged' | 'failed' | 'gone';

const FETCH_MS = 20 * 60_000;
const MINUTE_MS = 60_000;
const LONGEST_WAIT_MINUTES = 7 * 1_440;

/**
 * Fetches a feed and queues the import of what came. An answer known already (304, or the same bytes) marks its postings as verified and imports
 * nothing. A failed fetch closes nothing: it is told on the feed, and the next one waits twice as long, a week at most.
 */
export async function fetchFeed(
  deps: FetchFeedDeps,
  feedId: FeedId,
  signal?: AbortSignal,
): Promise<FetchFeedOutcome> {
  const feed = await findFeed(deps.db, feedId);
  if (feed === undefined) return 'gone';
  try {
    const { etag, lastModified, url } = feed;
    const fetched = await deps.fetcher.fetch({
      url,
      etag,
      lastModified,
      maxBytes: IMPORT_MAX_BYTES,
      timeoutMs: FETCH_MS,
      signal,
    });
    return fetched.kind === 'unchanged' ? await unchanged(deps, feed, {}) : await take(deps, feed, fetched);
  } catch (error) {
    const message = error instanceof AppError ? error.message : deps.refusalOf(error);
    if (message === undefined) throw error;
    const failures = feed.failures + 1;
    const minutes = Math.min(LONGEST_WAIT_MINUTES, feed.everyMinutes * 2 ** Math.min(failures, 10));
    await keepOutcome(deps.db, feed.id, { failures, lastError: message, nextRunAt: after(deps, minutes) });
    return 'failed';
  }
}

const after = ({ now }: Pick<FetchFeedDeps, 'now'>, minutes: number): Date =>
  new Date(now().getTime() + minutes * MINUTE_MS);

type Body = Extract<Fetched, { kind: 'body' }>;

async function take(deps: FetchFeedDeps, feed: FeedRow, fetched: Body): Promise<FetchFeedOutcome> {
  const fileKey = `imports/${crypto.randomUUID()}`;
  const { size, sha256 } = await deps.files.put(fileKey, fetched.body);
  const known = { etag: fetched.etag, lastModified: fetched.lastModified, contentSha256: sha256 };
  if (size === 0 || sha256 === feed.contentSha256) {
    await deps.files.delete(fileKey);
    if (size === 0)
      throw new AppError('bad_request', 'The feed answered with nothing at all; nothing was closed');
    return unchanged(deps, feed, known);
  }
  try {
    await deps.db.transaction().execute(async (trx) => {
      await queueRun(trx, deps, {
        source: feed.name,
        format: feed.format,
        trigger: 'schedule',
        isFull: feed.isFull,
        isForced: false,
        isDryRun: false,
        mapping: feed.mapping ?? undefined,
        companyName: feed.companyName,
        fileKey,
        fileName: fileNameOf(fetched),
        bytesTotal: size,
        feedId: feed.id,
      });
      await keepOutcome(trx, feed.id, {
        ...known,
        failures: 0,
        lastError: null,
        nextRunAt: after(deps, feed.everyMinutes),
      });
    });
  } catch (error) {
    await deps.files.delete(fileKey);
    throw error;
  }
  return 'queued';
}

async function unchanged(
  deps: FetchFeedDeps,
  feed: FeedRow,
  known: Pick<Parameters<typeof keepOutcome>[2], 'etag' | 'lastModified' | 'contentSha256'>,
): Promise<FetchFeedOutcome> {
  await deps.db.transaction().execute(async (trx) => {
    await markAllSeen(trx, feed.name, deps.now());
    const nextRunAt = after(deps, feed.everyMinutes);
    await keepOutcome(trx, feed.id, { ...known, failures: 0, lastError: null, nextRunAt });
  });
  return 'unchanged';
}

const ENDINGS: readonly (readonly [type: RegExp, ending: string])[] = [
  [/ld\+json/i, '.jsonld'],
  [/ndjson|jsonl/i, '.jsonl'],
  [/json/i, '.json'],
  [/xml/i, '.xml'],
  [/html/i, '.html'],
  [/csv/i, '.csv'],
  [/tab-separated/i, '.tsv'],
];

/** The last part of the address; where it has no ending, one that fits the stated type, which tells how to read it. */
export function fileNameOf({ url, contentType }: Pick<Body, 'url' | 'contentType'>): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  const name = last
    .replaceAll(/[^\w.-]/g, '_')
    .replace(/^\.+/, '')
    .slice(-100);
  if (/\.[a-z]{2,6}$/i.test(name)) return name;
  const ending = ENDINGS.find(([type]) => type.test(contentType ?? ''))?.[1] ?? '.json';
  return `${name === '' ? hostname : name}${ending}`;
}
