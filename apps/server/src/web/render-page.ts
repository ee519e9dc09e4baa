import type { Job } from '@access/contracts/jobs';

import { toJobPosting } from './job-posting.ts';

/** The built index.html, cut where a page puts its own head and first content. */
export interface PageTemplate {
  /** The page as built, for everything that has no content of its own for readers without scripts. */
  readonly plain: string;
  readonly render: (page: { title: string; description: string; head: string; body: string }) => string;
}

/** Prepares the template once. Throws when the built page lacks the places to fill. */
export function createPageTemplate(html: string): PageTemplate {
  for (const place of ['<!--head-->', '<!--app-->']) {
    if (!html.includes(place)) throw new Error(`The built index.html has no ${place}`);
  }
  return {
    plain: html,
    render: ({ title, description, head, body }) =>
      // Functions as replacements: a `$&` in a posting is text, not an order to the replacer.
      html
        .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
        .replace(
          /<meta\s+name="description"\s+content="[^"]*"\s*\/?>/,
          () => `<meta name="description" content="${escapeHtml(description)}">`,
        )
        .replace('<!--head-->', () => head)
        .replace('<!--app-->', () => body),
  };
}

/** A posting for readers without scripts and for search engines; the web app takes its place when it starts. */
export function renderJobPage(template: PageTemplate, job: Job, origin: string): string {
  const url = `${origin}/jobs/${job.id}`;
  const title = `${job.title} at ${job.company.name} · Access`;
  return template.render({
    title,
    description: job.excerpt.slice(0, 300),
    head: [
      `<link rel="canonical" href="${escapeHtml(url)}">`,
      `<meta property="og:title" content="${escapeHtml(title)}">`,
      `<meta property="og:type" content="website">`,
      `<meta property="og:url" content="${escapeHtml(url)}">`,
      `<script type="application/ld+json">${escapeJson(toJobPosting(job, url))}</script>`,
    ].join('\n    '),
    body: postingHtml(job),
  });
}

/** A posting that is over: says so, and asks search engines to forget it. */
export function renderClosedJobPage(template: PageTemplate, job: Job): string {
  return template.render({
    title: `${job.title} at ${job.company.name} (closed) · Access`,
    description: 'This job is no longer open.',
    head: '<meta name="robots" content="noindex">',
    body: `<main><h1>${escapeHtml(job.title)}</h1><p>This job is no longer open.</p></main>`,
  });
}

export function renderUnknownJobPage(template: PageTemplate): string {
  return template.render({
    title: 'No such job · Access',
    description: 'There is no job at this address.',
    head: '<meta name="robots" content="noindex">',
    body: '<main><h1>No such job</h1></main>',
  });
}

function postingHtml(job: Job): string {
  // These texts were sanitised when they were stored; everything else is escaped here.
  const parts = [job.description, job.requirements, job.benefits].filter((text) => text !== null);
  const where = job.location === null ? '' : ` · ${escapeHtml(job.location)}`;
  return `<main><h1>${escapeHtml(job.title)}</h1><p>${escapeHtml(job.company.name)}${where}</p>${parts.join('')}</main>`;
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
