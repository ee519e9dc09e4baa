import { isWebPath } from '@access/contracts/web-paths';
import type { FoundKind, FoundService } from '@access/core/found';

import { element } from './write-xml.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Pages for whoever comes by, as far as this release has them. */
const openPages = ['/', '/jobs', '/companies'].filter(isWebPath);

const pathOf: Readonly<Record<FoundKind, string>> = { jobs: '/jobs', companies: '/companies' };

/** The index: the parts of jobs and companies, and the few pages that stand by themselves. */
export function writeSitemapIndex(origin: string, parts: Awaited<ReturnType<FoundService['parts']>>): string {
  const entry = (path: string, changedAt: Date | null): string =>
    `<sitemap>${element('loc', `${origin}${path}`)}${element('lastmod', changedAt?.toISOString() ?? null)}</sitemap>\n`;
  const listed = parts.map(({ kind, number, lastChangedAt }) =>
    entry(`/sitemaps/${kind}-${number}.xml`, lastChangedAt),
  );
  return `${head}<sitemapindex xmlns="${namespace}">\n${entry('/sitemaps/pages.xml', null)}${listed.join('')}</sitemapindex>\n`;
}

/** The pages that stand by themselves. */
export function writePageMap(origin: string): string {
  const urls = openPages.map((path) => `<url>${element('loc', `${origin}${path}`)}</url>\n`);
  return `${head}<urlset xmlns="${namespace}">\n${urls.join('')}</urlset>\n`;
}

/** One part, written as it is read: no more than one batch is in memory. */
export async function* writeSitemapPart(
  origin: string,
  kind: FoundKind,
  batches: Awaited<ReturnType<FoundService['entries']>>,
): AsyncGenerator<string> {
  yield `${head}<urlset xmlns="${namespace}">\n`;
  for await (const batch of batches) {
    yield batch
      .map(({ key, changedAt }) => {
        const loc = element('loc', `${origin}${pathOf[kind]}/${key}`);
        return `<url>${loc}${element('lastmod', changedAt.toISOString())}</url>\n`;
      })
      .join('');
  }
  yield '</urlset>\n';
}
