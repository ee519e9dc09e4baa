import { hash } from 'node:crypto';
import { Readable } from 'node:stream';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { compileQuery, parseQuery } from '@access/api/rest';
import { AppError } from '@access/contracts/errors';
import { JobSearchInput } from '@access/contracts/jobs';
import { FoundKind } from '@access/core/found';

import type { Container } from '../container.ts';
import { writeJsonFeed, writeRss, type JobFeed } from './job-feed.ts';
import { pageOfSearch, withQuery } from './page-address.ts';
import { siteOrigin } from './site-origin.ts';
import { writePageMap, writeSitemapIndex, writeSitemapPart } from './write-sitemap.ts';

const XML = 'application/xml; charset=utf-8';
/** Readers of feeds and crawlers may keep an answer this long, in seconds. */
const FEED_AGE = 300;
const MAP_AGE = 600;
const FEED_JOBS = 50;

const PartName = z.object({ name: z.string() });
const partPattern = /^(jobs|companies)-([1-9]\d{0,5})\.xml$/;
const readSearch = compileQuery(JobSearchInput);

/** What others find the catalogue by: robots.txt, the sitemap in parts, and every search as a feed. */
export async function foundPlugin(
  app: FastifyInstance,
  { container }: { container: Container },
): Promise<void> {
  const { env, found } = container;
  app.addHook('onRequest', app.rateLimit());

  app.get('/robots.txt', async (request, reply) =>
    reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', `public, max-age=${MAP_AGE}`)
      .send(robots(siteOrigin(env, request))),
  );

  app.get('/sitemap.xml', async (request, reply) =>
    sendXml(reply, writeSitemapIndex(siteOrigin(env, request), await found.parts())),
  );

  app.get('/sitemaps/:name', async (request, reply) => {
    const { name } = PartName.parse(request.params);
    const origin = siteOrigin(env, request);
    if (name === 'pages.xml') return sendXml(reply, writePageMap(origin));
    const [, kind, number] = partPattern.exec(name) ?? [];
    if (kind === undefined) throw new AppError('not_found', 'There is no such part of the sitemap');
    const part = FoundKind.parse(kind);
    const entries = await found.entries(part, Number(number));
    return sendXml(reply, Readable.from(writeSitemapPart(origin, part, entries)));
  });

  const feeds = { rss: writeRss, json: writeJsonFeed } as const;
  const types = { rss: 'application/rss+xml', json: 'application/feed+json' } as const;
  for (const format of ['rss', 'json'] as const) {
    app.get(`/jobs/feed.${format}`, async (request, reply) => {
      const body = feeds[format](await readFeed(container, request, format));
      return sendFeed(request, reply, { type: `${types[format]}; charset=utf-8`, body });
    });
  }
}

/** The pages that are somebody's own hold nothing for strangers; everything else may be read. */
const robots = (origin: string): string => `User-agent: *
Disallow: /admin
Disallow: /for-you
Disallow: /saved
Disallow: /profile
Disallow: /settings
Disallow: /welcome

Sitemap: ${origin}/sitemap.xml
`;

async function readFeed(
  { env, services }: Container,
  request: FastifyRequest,
  format: 'rss' | 'json',
): Promise<JobFeed> {
  const query = parseQuery(new URL(request.url, 'http://feed.invalid').search.slice(1));
  // A feed is read from the top down by what came since, whatever order the search itself would take.
  const asked = { sort: ['date'], limit: [String(FEED_JOBS)], ...Object.fromEntries(query) };
  const input = readSearch(new Map(Object.entries(asked)));
  // Nothing corrected or widened: a feed cannot say so, and would tell of other jobs from day to day.
  const exactly = JobSearchInput.parse({ ...input, exact: true, facets: false });
  const { items, nextCursor } = await services.search.jobs(exactly);
  const origin = siteOrigin(env, request);
  const path = `${origin}/jobs/feed.${format}`;
  return {
    title: input.q === undefined || input.q === '' ? 'Jobs · Access' : `Jobs: ${input.q} · Access`,
    origin,
    pageUrl: `${origin}${pageOfSearch(query)}`,
    feedUrl: addressOf(path, query),
    nextUrl: nextCursor === null ? null : addressOf(path, new Map([...query, ['cursor', [nextCursor]]])),
    jobs: items,
  };
}

function addressOf(path: string, query: ReadonlyMap<string, readonly string[]>): string {
  const written = new URLSearchParams();
  for (const [name, values] of query) for (const value of values) written.append(name, value);
  return withQuery(path, written);
}

function sendXml(reply: FastifyReply, body: string | Readable): FastifyReply {
  return reply.header('content-type', XML).header('cache-control', `public, max-age=${MAP_AGE}`).send(body);
}

/** Readers ask often and find the same: a tag spares them the answer. */
function sendFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body }: { type: string; body: string },
): FastifyReply {
  const etag = `W/"${hash('sha1', body, 'base64url')}"`;
  reply.header('etag', etag).header('cache-control', `public, max-age=${FEED_AGE}`);
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim()) ?? [];
  if (known.includes(etag)) return reply.code(304).send();
  return reply.header('content-type', type).send(body);
}
