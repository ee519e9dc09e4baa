import { Readable } from 'node:stream';

import { describe, expect, it } from 'vitest';

import type { FeedId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';
import { FetchRefusedError, type Fetched, type FetchRequest } from '@access/outbound';

import { findFeed, insertFeed } from './feeds.repository.ts';
import { fetchFeed, fileNameOf, type FetchFeedDeps } from './fetch-feed.ts';
import { dueFeeds } from './index.ts';

const database = useTestDatabase();
const NOW = new Date('2026-05-01T12:00:00Z');

/** A feed of an admin, a file store in memory and a network of prepared answers. */
async function arrange(answers: readonly (Fetched | Error)[], change: { isFull?: boolean } = {}) {
  const { db } = database;
  const { id: admin } = await db
    .insertInto('users')
    .values({
      email: `${crypto.randomUUID()}@example.org`,
      passwordHash: 'none',
      displayName: 'A',
      userType: 'admin',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const name = `feed ${crypto.randomUUID()}`;
  const id = await db.transaction().execute((trx) =>
    insertFeed(
      trx,
      {
        name,
        url: 'https://boards.example.org/jobs',
        format: 'greenhouse',
        mapping: null,
        isFull: change.isFull ?? false,
        companyName: 'Example',
        everyMinutes: 60,
        isActive: true,
      },
      admin as Parameters<typeof insertFeed>[2],
    ),
  );
  if (id === undefined) throw new Error('the feed was not stored');
  const files = new Map<string, string>();
  const asked: FetchRequest[] = [];
  const enqueued: unknown[] = [];
  const waiting = [...answers];
  const deps: FetchFeedDeps = {
    db,
    files: {
      async put(key, body) {
        const chunks: Uint8Array[] = [];
        if (body instanceof Uint8Array) chunks.push(body);
        else for await (const chunk of body) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        files.set(key, bytes.toString('utf8'));
        return { size: bytes.length, sha256: bytes.toString('hex').padEnd(64, '0').slice(0, 64) };
      },
      get: async () => new Uint8Array(),
      stream: async () => Readable.from([]),
      delete: async (key) => void files.delete(key),
      exists: async (key) => files.has(key),
    },
    queue: {
      enqueue: async (_trx, _job, payload) => {
        enqueued.push(payload);
        return crypto.randomUUID();
      },
    },
    fetcher: {
      async fetch(request) {
        asked.push(request);
        const answer = waiting.shift();
        if (answer === undefined || answer instanceof Error)
          throw answer ?? new Error('asked once too often');
        return answer;
      },
    },
    refusalOf: (error) => (error instanceof FetchRefusedError ? error.message : undefined),
    now: () => NOW,
  };
  return { id, name, deps, files, asked, enqueued, feed: () => findFeed(db, id) };
}

const body = (text: string): Fetched => ({
  kind: 'body',
  url: 'https://boards.example.org/jobs',
  contentType: 'application/json',
  etag: '"7"',
  lastModified: null,
  body: Readable.from([Buffer.from(text)]),
});
const unchanged: Fetched = { kind: 'unchanged', url: 'https://boards.example.org/jobs' };

describe('fetching a feed', () => {
  it('keeps the file, queues its import and asks again after its interval', async () => {
    const { id, deps, files, enqueued, feed, name } = await arrange([body('{"jobs":[]}')]);
    expect(await fetchFeed(deps, id)).toBe('queued');
    const run = await database.db
      .selectFrom('importRuns')
      .selectAll()
      .where('source', '=', name)
      .executeTakeFirstOrThrow();
    expect(run).toMatchObject({ trigger: 'schedule', status: 'queued', feedId: id, companyName: 'Example' });
    expect(enqueued).toEqual([{ runId: run.id }]);
    expect([...files.values()]).toEqual(['{"jobs":[]}']);
    expect(await feed()).toMatchObject({
      etag: '"7"',
      failures: 0,
      nextRunAt: new Date('2026-05-01T13:00:00Z'),
    });
  });

  it('imports nothing for the same bytes or a 304, and sends what it knows', async () => {
    const { id, deps, asked, enqueued, files } = await arrange([body('same'), body('same'), unchanged]);
    const outcomes = [await fetchFeed(deps, id), await fetchFeed(deps, id), await fetchFeed(deps, id)];
    expect(outcomes).toEqual(['queued', 'unchanged', 'unchanged']);
    expect(enqueued).toHaveLength(1);
    expect(files.size).toBe(1);
    expect(asked.map(({ etag }) => etag)).toEqual([null, '"7"', '"7"']);
  });

  it('tells of a failure, closes nothing and waits longer each time', async () => {
    const gone = new FetchRefusedError('bad_status', 'boards.example.org answered with status 404', {
      status: 404,
    });
    const { id, deps, enqueued, feed } = await arrange([gone, gone, body('')], { isFull: true });
    expect(await fetchFeed(deps, id)).toBe('failed');
    expect(await feed()).toMatchObject({
      failures: 1,
      lastError: 'boards.example.org answered with status 404',
      nextRunAt: new Date('2026-05-01T14:00:00Z'),
    });
    await fetchFeed(deps, id);
    expect(await feed()).toMatchObject({ failures: 2, nextRunAt: new Date('2026-05-01T16:00:00Z') });
    expect(await fetchFeed(deps, id)).toBe('failed');
    expect(await feed()).toMatchObject({ failures: 3 });
    expect(enqueued).toEqual([]);
  });

  it('lets what nobody expected reach the queue', async () => {
    const { id, deps } = await arrange([new TypeError('a mistake of ours')]);
    await expect(fetchFeed(deps, id)).rejects.toThrow('a mistake of ours');
  });

  it('is over for a feed that was removed', async () => {
    const { deps } = await arrange([]);
    expect(await fetchFeed(deps, crypto.randomUUID() as FeedId)).toBe('gone');
  });

  it('is due by the clock', async () => {
    const { id, deps } = await arrange([body('x')]);
    const due = (at: Date) => dueFeeds(database.db, at, 1_000);
    // The database stamps microseconds: what it made due this moment can lie after the milliseconds read here.
    expect(await due(new Date(Date.now() + 1_000))).toContain(id);
    await fetchFeed(deps, id);
    expect(await due(new Date('2026-05-01T12:59:00Z'))).not.toContain(id);
    expect(await due(new Date('2026-05-01T13:00:00Z'))).toContain(id);
  });
});

describe('the name of a fetched file', () => {
  it.each([
    ['https://x.example/feeds/jobs.xml?k=1', 'text/plain', 'jobs.xml'],
    ['https://x.example/v1/boards/acme/jobs', 'application/json; charset=utf-8', 'jobs.json'],
    ['https://x.example/', 'text/csv', 'x.example.csv'],
    ['https://x.example/a/..%2f..%2fpasswd', null, '2f.._2fpasswd.json'],
  ])('of %s as %s is %s', (url, contentType, expected) => {
    expect(fileNameOf({ url, contentType })).toMatch(
      new RegExp(`${expected.replaceAll('.', String.raw`\.`)}$`),
    );
  });
});
