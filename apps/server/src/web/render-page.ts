import type { CompanyDetail } from '@access/contracts/company-detail';
import type { JobSummary } from '@access/contracts/jobs';

import { canonicalJobsPath, searchOfPage, withQuery } from '../found/page-address.ts';
import { toJobPosting, type Posting } from './job-posting.ts';

/** The built index.html, cut where a page puts its own head and first content. */
export interface PageTemplate {
  /** The page as built, for everything that has no content of its own for readers without scripts. */
  readonly plain: string;
  /** The page as built with elements of its own in the head. */
  readonly withHead: (head: readonly string[]) => string;
  readonly render: (page: {
    title: string;
    description: string;
    head: readonly string[];
    body: string;
  }) => string;
}

/** Prepares the template once. Throws when the built page lacks the places to fill. */
export function createPageTemplate(html: string): PageTemplate {
  for (const place of ['<!--head-->', '<!--app-->']) {
    if (!html.includes(place)) throw new Error(`The built index.html has no ${place}`);
  }
  // Functions as replacements: a `$&` in a posting is text, not an order to the replacer.
  const withHead = (head: readonly string[]) => html.replace('<!--head-->', () => head.join('\n    '));
  return {
    plain: html,
    withHead,
    render: ({ title, description, head, body }) =>
      withHead(head)
        .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
        .replace(
          /<meta\s+name="description"\s+content="[^"]*"\s*\/?>/,
          () => `<meta name="description" content="${escapeHtml(description)}">`,
        )
        .replace('<!--app-->', () => body),
  };
}

const noindex = '<meta name="robots" content="noindex">';
const canonical = (url: string): string => `<link rel="canonical" href="${escapeHtml(url)}">`;
const jsonLd = (value: unknown): string => `<script type="application/ld+json">${escapeJson(value)}</script>`;
const openGraph = (properties: Readonly<Record<string, string | null>>): string[] =>
  Object.entries(properties).flatMap(([name, content]) =>
    content === null ? [] : [`<meta property="og:${name}" content="${escapeHtml(content)}">`],
  );

/** Feeds of a search, for readers that look for them in the page. */
function feedLinks(search: URLSearchParams, title: string): string[] {
  const link = (type: string, path: string) =>
    `<link rel="alternate" type="${type}" title="${escapeHtml(title)}" href="${escapeHtml(withQuery(path, search))}">`;
  return [link('application/rss+xml', '/jobs/feed.rss'), link('application/feed+json', '/jobs/feed.json')];
}

/** A page of the app without content of its own: it says which address is its proper one. */
export function renderAppPage(template: PageTemplate, address: URL, origin: string): string {
  if (address.pathname === '/jobs' || address.pathname === '/jobs/') {
    const words = address.searchParams.get('q')?.trim() ?? '';
    return template.withHead([
      canonical(`${origin}${canonicalJobsPath(address.searchParams)}`),
      ...feedLinks(searchOfPage(address.searchParams), words === '' ? 'Jobs' : `Jobs: ${words}`),
    ]);
  }
  const path = address.pathname === '/' ? '/' : address.pathname.replace(/\/+$/, '');
  return template.withHead([canonical(`${origin}${path}`)]);
}

/** A posting for readers without scripts and for search engines; the web app takes its place when it starts. */
export function renderJobPage(template: PageTemplate, posting: Posting, origin: string): string {
  const { job } = posting;
  const url = `${origin}/jobs/${job.id}`;
  const title = `${job.title} at ${job.company.name} · Access`;
  const structured = toJobPosting(posting, origin);
  const image = job.company.logoUrl === null ? null : `${origin}${job.company.logoUrl}`;
  return template.render({
    title,
    description: job.excerpt.slice(0, 300),
    head: [
      canonical(url),
      ...openGraph({ title, type: 'website', url, image }),
      ...(structured === null ? [] : [jsonLd(structured)]),
    ],
    body: `<main>${postingHtml(posting)}</main>`,
  });
}

/** A posting that is over: its text stays for whoever follows an old link, with open jobs like it; search engines are asked to forget it. */
export function renderClosedJobPage(
  template: PageTemplate,
  posting: Posting,
  similar: readonly JobSummary[],
): string {
  const { job } = posting;
  const open = similar.length === 0 ? '' : `<h2>Open jobs like this one</h2>${jobLinks(similar)}`;
  return template.render({
    title: `${job.title} at ${job.company.name} (closed) · Access`,
    description: 'This job is no longer open.',
    head: [noindex],
    body: `<main>${postingHtml(posting, `<p>This job is no longer open.</p>${open}`)}</main>`,
  });
}

export function renderUnknownJobPage(template: PageTemplate): string {
  return renderNothing(template, 'No such job', 'There is no job at this address.');
}

/** A company with its open jobs. */
export function renderCompanyPage(template: PageTemplate, company: CompanyDetail, origin: string): string {
  const { name, slug, activeJobs } = company;
  const url = `${origin}/companies/${slug}`;
  const count = `${activeJobs} open ${activeJobs === 1 ? 'job' : 'jobs'}`;
  const title = `Jobs at ${name} · Access`;
  const about = company.description ?? '';
  const logo = company.logoUrl === null ? null : `${origin}${company.logoUrl}`;
  const facts = [company.industry, company.location, count].filter((fact) => fact !== null).join(' · ');
  return template.render({
    title,
    description: [`${count} at ${name}.`, about.slice(0, 240)].join(' ').trim(),
    head: [
      canonical(url),
      ...openGraph({ title, type: 'website', url, image: logo }),
      ...feedLinks(new URLSearchParams({ companyId: company.id }), `Jobs at ${name}`),
      jsonLd({
        '@context': 'https://schema.org/',
        '@type': 'Organization',
        name,
        url,
        ...(company.website === null ? {} : { sameAs: company.website }),
        ...(logo === null ? {} : { logo }),
      }),
    ],
    body: `<main><h1>${escapeHtml(name)}</h1><p>${escapeHtml(facts)}</p>${paragraphs(about)}${jobLinks(company.jobs.items)}</main>`,
  });
}

export function renderUnknownCompanyPage(template: PageTemplate): string {
  return renderNothing(template, 'No such company', 'There is no company at this address.');
}

function renderNothing(template: PageTemplate, heading: string, description: string): string {
  return template.render({
    title: `${heading} · Access`,
    description,
    head: [noindex],
    body: `<main><h1>${heading}</h1></main>`,
  });
}

/** `notice` is HTML between the heading and the text. */
function postingHtml({ job }: Posting, notice = ''): string {
  // These texts were sanitised when they were stored; everything else is escaped here.
  const parts = [job.description, job.requirements, job.benefits].filter((text) => text !== null);
  const company = `<a href="/companies/${escapeHtml(job.company.slug)}">${escapeHtml(job.company.name)}</a>`;
  const where = job.location === null ? '' : ` · ${escapeHtml(job.location)}`;
  return `<h1>${escapeHtml(job.title)}</h1><p>${company}${where}</p>${notice}${parts.join('')}`;
}

function jobLinks(jobs: readonly JobSummary[]): string {
  const items = jobs.map(({ id, title, company, location }) => {
    const where = location === null ? '' : ` · ${escapeHtml(location)}`;
    return `<li><a href="/jobs/${id}">${escapeHtml(title)}</a> ${escapeHtml(company.name)}${where}</li>`;
  });
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}

function paragraphs(text: string): string {
  const lines = text.split(/\n\s*\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => `<p>${escapeHtml(line.trim())}</p>`).join('');
}

/** JSON inside a script element: no `<` may stand as such, or `</script>` in a posting would end it. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('>', String.raw`\u003e`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
