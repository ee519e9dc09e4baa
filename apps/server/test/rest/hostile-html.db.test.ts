import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { JobId } from '@access/contracts/ids';
import { Job } from '@access/contracts/jobs';
import { createImportsService } from '@access/core/imports';

import { callsOf } from '../support/calls.ts';
import { dangersIn, hostileHtml, scriptsIn } from '../support/hostile-html.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const cases = hostileHtml.map((dirty, number) => ({ number, dirty, name: dirty.slice(0, 90) }));
const LONDON = 2_643_743;

/** Every text of a posting that a page shows as HTML. */
const htmlOf = ({ description, requirements, benefits }: Job): string[] =>
  [description, requirements, benefits].flatMap((html) => html ?? []);

describe('the checker', () => {
  it.each([
    '<img src=x>',
    '<p onclick=x>x</p>',
    '<a href="javascript:x">x</a>',
    '<a href="java&#10;script:x">x</a>',
    '<a href="//evil.example">x</a>',
    '<svg></svg>',
    '<!-- x -->',
    '<p id=x>x</p>',
  ])('sees the danger in %s', (html) => {
    expect(dangersIn(html)).not.toEqual([]);
  });

  it('sees scripts and handlers in a page', () => {
    expect(scriptsIn('<p onclick=x><script>1</script><script src="/a.js"></script>')).toEqual([
      'p onclick',
      'inline',
      '/a.js',
    ]);
  });
});

describe('a posting over REST', () => {
  let headers: Record<string, string>;
  let companyId: string;
  beforeAll(async () => {
    ({ headers } = await server.admin());
    const company = await callsOf(server, headers).post('/companies', {
      name: '<script>alert(1)</script> Mill',
    });
    companyId = company.json<{ id: string }>().id;
  });

  it.each(cases)('runs nothing: $number $name', async ({ dirty }) => {
    const posted = await callsOf(server, headers).post('/jobs', {
      title: dirty.slice(0, 190),
      companyId,
      description: `<p>Before</p>${dirty}`,
      requirements: dirty,
      benefits: `${dirty}<p>After</p>`,
      placeId: LONDON,
    });
    expect(posted.statusCode).toBe(201);
    const { id } = Job.parse(posted.json());
    const job = Job.parse((await callsOf(server).get(`/jobs/${id}`)).json());
    expect(htmlOf(job).flatMap(dangersIn)).toEqual([]);
    expect(job.description).toContain('<p>Before</p>');
    const page = await server.inject({ url: `/jobs/${id}` });
    expect(page.statusCode).toBe(200);
    expect(scriptsIn(page.body)).toEqual(['application/ld+json']);
  });
});

describe('a posting from a feed', () => {
  let folder: string;
  const jobs = new Map<string, Job>();
  let counts: { created: number; failed: number };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'access-hostile-'));
    // As it is, and written once more as text: many feeds escape their HTML.
    const rows = cases.flatMap(({ number, dirty }) => [
      rowOf(`raw-${number}`, dirty),
      rowOf(
        `escaped-${number}`,
        dirty.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      ),
    ]);
    const file = path.join(folder, 'feed.jsonl');
    await writeFile(file, rows.map((row) => JSON.stringify(row)).join('\n'));
    const imports = createImportsService({
      db: server.db,
      skills: { extract: () => [] },
      places: { resolve: () => null },
      detectLevel: () => null,
      onImported: async () => undefined,
      enqueueRun: async () => undefined,
    });
    counts = await imports.importPaths({
      paths: [file],
      format: 'jsonld',
      source: 'hostile',
    });
    const stored = await server.db.selectFrom('jobSources').select(['sourceId', 'jobId']).execute();
    const { services } = server.container;
    for (const { sourceId, jobId } of stored) {
      jobs.set(sourceId, await services.jobs.getJob(JobId.parse(jobId), null));
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const rowOf = (identifier: string, dirty: string) => ({
    '@type': 'JobPosting',
    identifier,
    title: `Welder ${identifier}`,
    description: `<p>Before</p>${dirty}`,
    qualifications: dirty,
    jobBenefits: dirty,
    hiringOrganization: 'Northern Steel Ltd',
    jobLocation: 'Leeds',
  });

  it('is taken, however hostile', () => {
    expect(counts).toMatchObject({ created: cases.length * 2, failed: 0 });
  });

  it.each(cases)('runs nothing: $number $name', ({ number }) => {
    for (const kind of ['raw', 'escaped']) {
      const job = jobs.get(`${kind}-${number}`);
      expect(job?.description).toContain('Before');
      expect((job === undefined ? ['no job'] : htmlOf(job)).flatMap(dangersIn)).toEqual([]);
    }
  });
});
