import type { JobSummary } from '@access/contracts/jobs';

import { element, escapeXml } from './write-xml.ts';

/** A search as a feed: what was found and where its pages are. Addresses are absolute. */
export interface JobFeed {
  readonly title: string;
  readonly origin: string;
  /** The page that shows the same. */
  readonly pageUrl: string;
  readonly feedUrl: string;
  /** Older jobs; null on the last page. */
  readonly nextUrl: string | null;
  readonly jobs: readonly JobSummary[];
}

const DESCRIPTION = 'Open jobs, newest first.';
/** Minutes a reader may wait before it asks again. */
const TTL_MINUTES = 30;

const headlineOf = ({ title, company }: JobSummary): string => `${title} at ${company.name}`;
const whereOf = ({ location, place }: JobSummary): string | null => location ?? place?.label ?? null;
const textOf = (job: JobSummary): string =>
  [whereOf(job), job.excerpt].filter((part) => part !== null && part !== '').join(' · ');
const tagsOf = ({ jobType, experienceLevel, remoteOption }: JobSummary): string[] =>
  [jobType, experienceLevel, remoteOption].flatMap((tag) => (tag === null ? [] : [tag]));

/** RSS 2.0 (rssboard.org), with the Atom link to itself and Dublin Core's creator: RSS's own author would have to be an e-mail address. */
export function writeRss({ title, origin, pageUrl, feedUrl, jobs }: JobFeed): string {
  const items = jobs.map((job) => {
    const url = `${origin}/jobs/${job.id}`;
    return `<item>
${element('title', headlineOf(job))}
${element('link', url)}
<guid isPermaLink="true">${escapeXml(url)}</guid>
${element('pubDate', new Date(job.postedAt).toUTCString())}
${element('dc:creator', job.company.name)}
${element('description', textOf(job))}
${tagsOf(job)
  .map((tag) => element('category', tag))
  .join('\n')}
</item>
`;
  });
  const [newest] = jobs;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${element('title', title)}
${element('link', pageUrl)}
${element('description', DESCRIPTION)}
<atom:link href="${escapeXml(feedUrl)}" rel="self" type="application/rss+xml"/>
${element('lastBuildDate', newest === undefined ? null : new Date(newest.postedAt).toUTCString())}
${element('ttl', String(TTL_MINUTES))}
${items.join('')}</channel>
</rss>
`;
}

/** JSON Feed 1.1 (jsonfeed.org). */
export function writeJsonFeed({ title, origin, pageUrl, feedUrl, nextUrl, jobs }: JobFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description: DESCRIPTION,
    home_page_url: pageUrl,
    feed_url: feedUrl,
    ...(nextUrl === null ? {} : { next_url: nextUrl }),
    items: jobs.map((job) => ({
      id: `${origin}/jobs/${job.id}`,
      url: `${origin}/jobs/${job.id}`,
      title: headlineOf(job),
      content_text: textOf(job),
      date_published: job.postedAt,
      ...(job.company.logoUrl === null ? {} : { image: `${origin}${job.company.logoUrl}` }),
      authors: [{ name: job.company.name, url: `${origin}/companies/${job.company.slug}` }],
      tags: tagsOf(job),
    })),
  });
}
