import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { JobSummary } from '@access/contracts/jobs';

import { all, only, readXml } from '../../test/support/read-xml.ts';
import { writeJsonFeed, writeRss, type JobFeed } from './job-feed.ts';

const ORIGIN = 'https://jobs.example.org';
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const job = JobSummary.parse({
  id,
  title: 'C++ & <b>Rust</b> "lead" \u0007]]>',
  company: { id, name: 'Ward & Söhne', slug: 'ward', logoUrl: '/logos/a.png' },
  location: null,
  place: null,
  jobType: 'full_time',
  experienceLevel: null,
  remoteOption: 'remote',
  salaryMin: null,
  salaryMax: null,
  currency: null,
  salaryPeriod: null,
  postedAt: '2026-01-05T09:00:00.000Z',
  applicationDeadline: null,
  isFeatured: false,
  isActive: true,
  excerpt: 'You build < & > things',
});
const feed: JobFeed = {
  title: 'Jobs: "C++" & more',
  origin: ORIGIN,
  pageUrl: `${ORIGIN}/jobs?q=c&type=full_time`,
  feedUrl: `${ORIGIN}/jobs/feed.rss?q=c&jobType=full_time`,
  nextUrl: `${ORIGIN}/jobs/feed.json?q=c&cursor=x`,
  jobs: [job],
};

describe('RSS', () => {
  it('is RSS 2.0, whatever a posting holds', () => {
    const rss = readXml(writeRss(feed));
    expect([rss.name, rss.attributes['version']]).toEqual(['rss', '2.0']);
    const [channel] = all(rss, 'channel');
    if (channel === undefined) throw new Error('RSS has a channel');
    expect(only(channel, 'title')).toBe(feed.title);
    expect(only(channel, 'link')).toBe(feed.pageUrl);
    expect(only(channel, 'description')).not.toBe('');
    expect(all(channel, 'atom:link')[0]?.attributes).toMatchObject({ href: feed.feedUrl, rel: 'self' });
    const [item, ...others] = all(channel, 'item');
    if (item === undefined) throw new Error('The channel has an item');
    expect(others).toEqual([]);
    expect(only(item, 'title')).toBe('C++ & <b>Rust</b> "lead" ]]> at Ward & Söhne');
    expect(only(item, 'link')).toBe(`${ORIGIN}/jobs/${id}`);
    expect(only(item, 'guid')).toBe(`${ORIGIN}/jobs/${id}`);
    expect(only(item, 'pubDate')).toBe('Mon, 05 Jan 2026 09:00:00 GMT');
    expect(only(item, 'description')).toBe('You build < & > things');
    expect(only(item, 'dc:creator')).toBe('Ward & Söhne');
    expect(all(item, 'category').map(({ text }) => text)).toEqual(['full_time', 'remote']);
  });

  it('of nothing is a channel without items', () => {
    const [channel] = all(readXml(writeRss({ ...feed, jobs: [] })), 'channel');
    expect(channel?.children.map(({ name }) => name)).toEqual([
      'title',
      'link',
      'description',
      'atom:link',
      'ttl',
    ]);
  });
});

/** JSON Feed 1.1, as jsonfeed.org/version/1.1 tells what must be and what may be. */
const Author = z.strictObject({
  name: z.string().optional(),
  url: z.url().optional(),
  avatar: z.url().optional(),
});
const JsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  description: z.string().optional(),
  home_page_url: z.url().optional(),
  feed_url: z.url().optional(),
  next_url: z.url().optional(),
  items: z.array(
    z.strictObject({
      id: z.string().min(1),
      url: z.url().optional(),
      title: z.string().optional(),
      content_text: z.string(),
      image: z.url().optional(),
      date_published: z.iso.datetime({ offset: true }).optional(),
      authors: z.array(Author).optional(),
      tags: z.array(z.string()).optional(),
    }),
  ),
});

describe('a JSON feed', () => {
  it('is of version 1.1, and leads to older jobs', () => {
    const written = JsonFeed.parse(JSON.parse(writeJsonFeed(feed)));
    expect(written).toMatchObject({ title: feed.title, home_page_url: feed.pageUrl, next_url: feed.nextUrl });
    expect(written.items).toMatchObject([
      {
        id: `${ORIGIN}/jobs/${id}`,
        image: `${ORIGIN}/logos/a.png`,
        authors: [{ name: 'Ward & Söhne', url: `${ORIGIN}/companies/ward` }],
      },
    ]);
  });

  it('ends where there is nothing older', () => {
    expect(
      JsonFeed.parse(JSON.parse(writeJsonFeed({ ...feed, nextUrl: null, jobs: [] }))),
    ).not.toHaveProperty('next_url');
  });
});
