import { describe, expect, it } from 'vitest';

import { Job } from '@access/contracts/jobs';

import { anOpenJob, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { all, only, readXml } from '../support/read-xml.ts';
import { ORIGIN, useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const read = async (url: string) => {
  const answer = await server.inject({ url });
  expect(answer.statusCode).toBe(200);
  return answer;
};
const word = () => `w${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
const jobOf = async (id: string) => Job.parse((await callsOf(server).get(`/jobs/${id}`)).json());

describe('robots.txt', () => {
  it('leads to the sitemap, and away from what is somebody’s own', async () => {
    const { body, headers } = await read('/robots.txt');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
    expect(body).toMatch(/^Disallow: \/admin$/m);
    expect(body).not.toMatch(/^Disallow: \/(?:jobs|companies|trpc|)$/m);
  });
});

describe('the sitemap', () => {
  it('leads by its parts to every open job and who hires, and to nothing else', async () => {
    const [open, closed] = [await anOpenJob(server), await anOpenJob(server)];
    await callsOf(server, (await server.admin()).headers).remove(`/jobs/${closed}`);
    const [shown, gone] = [await jobOf(open), await jobOf(closed)];
    const index = readXml((await read('/sitemap.xml')).body);
    expect([index.name, index.attributes['xmlns']]).toEqual([
      'sitemapindex',
      'http://www.sitemaps.org/schemas/sitemap/0.9',
    ]);
    const parts = all(index, 'sitemap').map((part) => only(part, 'loc'));
    expect(parts).toEqual(['pages', 'jobs-1', 'companies-1'].map((name) => `${ORIGIN}/sitemaps/${name}.xml`));
    const urls = new Map<string, string | undefined>();
    for (const part of parts) {
      const map = readXml((await read(new URL(part).pathname)).body);
      expect(map.name).toBe('urlset');
      for (const url of all(map, 'url')) urls.set(only(url, 'loc'), all(url, 'lastmod')[0]?.text);
    }
    expect(urls.has(`${ORIGIN}/jobs`)).toBe(true);
    expect(urls.get(`${ORIGIN}/jobs/${open}`)).toBe(shown.updatedAt);
    expect(urls.has(`${ORIGIN}/companies/${shown.company.slug}`)).toBe(true);
    expect(urls.has(`${ORIGIN}/jobs/${closed}`)).toBe(false);
    expect(urls.has(`${ORIGIN}/companies/${gone.company.slug}`)).toBe(false);
  });

  it.each(['jobs-2.xml', 'jobs-0.xml', 'people-1.xml', 'jobs-1', '..%2fx'])(
    'has no part %s',
    async (name) => {
      await read('/sitemap.xml');
      expect((await server.inject({ url: `/sitemaps/${name}` })).statusCode).toBe(404);
    },
  );
});

describe('the feed of a search', () => {
  it('holds what the search finds, newest first', async () => {
    const title = word();
    const ids = [];
    for (let n = 0; n < 3; n += 1)
      ids.push(await anOpenJob(server, { title: `${title} weaver`, jobType: 'contract' }));
    await anOpenJob(server, { title: `${title} weaver`, jobType: 'full_time' });
    const query = `q=${title}&jobType=contract`;
    const rss = await read(`/jobs/feed.rss?${query}`);
    expect(rss.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    const [channel] = all(readXml(rss.body), 'channel');
    if (channel === undefined) throw new Error('RSS has a channel');
    const links = ids.toReversed().map((id) => `${ORIGIN}/jobs/${id}`);
    expect(all(channel, 'item').map((item) => only(item, 'link'))).toEqual(links);
    expect(only(channel, 'link')).toBe(`${ORIGIN}/jobs?q=${title}&type=contract`);
    const json = await read(`/jobs/feed.json?${query}&limit=2`);
    expect(json.headers['content-type']).toBe('application/feed+json; charset=utf-8');
    const first = json.json<{ items: { url: string }[]; next_url: string }>();
    expect(first.items.map(({ url }) => url)).toEqual(links.slice(0, 2));
    const next = new URL(first.next_url);
    const second = (await read(next.pathname + next.search)).json<{ items: { url: string }[] }>();
    expect(second.items.map(({ url }) => url)).toEqual(links.slice(2));
    expect(second).not.toHaveProperty('next_url');
  });

  it('is not sent again to whoever has it', async () => {
    const url = `/jobs/feed.rss?q=${word()}`;
    const { headers } = await read(url);
    const again = await server.inject({ url, headers: { 'if-none-match': String(headers['etag']) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it.each(['rss', 'json'])('takes what the search takes, and says what it does not: %s', async (format) => {
    const wrong = await server.inject({ url: `/jobs/feed.${format}?radiusKm=far&colour=red` });
    expect(refusalOf(wrong)).toEqual([400, 'validation_failed']);
    expect(refusedFields(wrong)).toContain('colour');
    expect(refusedFields(await server.inject({ url: `/jobs/feed.${format}?skills=${word()}` }))).toEqual([
      'skills[0]',
    ]);
  });
});

describe('the pages of the app', () => {
  const canonicalOf = (body: string) => /<link rel="canonical" href="([^"]*)">/.exec(body)?.[1];

  it.each([
    ['/', '/'],
    ['/?utm_source=x', '/'],
    ['/sign-up/', '/sign-up'],
    ['/jobs?type=contract,full_time&q=a%22b&job=1', '/jobs?q=a%22b&amp;type=contract,full_time'],
  ])('say which address is their proper one: %s', async (url, path) => {
    expect(canonicalOf((await read(url)).body)).toBe(`${ORIGIN}${path}`);
  });

  it('of a search lead to its feeds', async () => {
    const { body } = await read('/jobs?q=a%22b&type=contract,full_time&radius=10&job=1');
    const links = [...body.matchAll(/<link rel="alternate" type="([^"]*)" title="([^"]*)" href="([^"]*)">/g)];
    const query = 'q=a%22b&amp;radiusKm=10&amp;jobType=contract&amp;jobType=full_time';
    expect(links.map(([, type, title, href]) => [type, title, href])).toEqual([
      ['application/rss+xml', 'Jobs: a&quot;b', `/jobs/feed.rss?${query}`],
      ['application/feed+json', 'Jobs: a&quot;b', `/jobs/feed.json?${query}`],
    ]);
  });
});

describe('a company page', () => {
  it('is readable without scripts, with the company’s open jobs', async () => {
    const id = await anOpenJob(server, { title: 'Weaver <of> carpets' });
    const { company } = await jobOf(id);
    const { body } = await read(`/companies/${company.slug}`);
    expect(body).toContain(`<title>Jobs at ${company.name} · Access</title>`);
    expect(body).toContain(`<meta name="description" content="1 open job at ${company.name}.">`);
    expect(body).toContain(`<link rel="canonical" href="${ORIGIN}/companies/${company.slug}">`);
    expect(body).toContain(`<a href="/jobs/${id}">Weaver &lt;of&gt; carpets</a>`);
    expect(body).toContain(`/jobs/feed.rss?companyId=${company.id}`);
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({ '@type': 'Organization', name: company.name });
    const byId = await server.inject({ url: `/companies/${company.id}` });
    expect([byId.statusCode, byId.headers.location]).toEqual([301, `/companies/${company.slug}`]);
  });

  it.each(['nobody-at-all', 'No Slug', crypto.randomUUID()])('of no company is a 404: %s', async (slug) => {
    const { statusCode, body } = await server.inject({ url: `/companies/${encodeURIComponent(slug)}` });
    expect(statusCode).toBe(404);
    expect(body).toContain('noindex');
  });
});
