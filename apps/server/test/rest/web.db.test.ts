import { describe, expect, it } from 'vitest';

import { JobInput } from '@access/contracts/jobs';

import { breachesOf } from '../support/job-posting-vocabulary.ts';
import { ORIGIN, useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const LONDON = 2_643_743;

async function makeJob(changes: Record<string, unknown> = {}) {
  const { headers } = await server.admin();
  const company = await server.inject({
    method: 'POST',
    url: '/api/v1/companies',
    headers,
    payload: { name: `Ward & Sons ${crypto.randomUUID()}` },
  });
  const { id: companyId } = company.json<{ id: string }>();
  const input = JobInput.parse({
    title: 'Nurse </script><script>alert(1)</script> $& "quoted"',
    companyId,
    description: '<p>Care for </p>people &lt;/script&gt;',
    location: 'London',
    placeId: LONDON,
    jobType: 'full_time',
    salaryMin: 30_000,
    salaryMax: 40_000,
    currency: 'GBP',
    salaryPeriod: 'year',
    ...changes,
  });
  const job = await server.inject({ method: 'POST', url: '/api/v1/jobs', headers, payload: input });
  if (job.statusCode !== 201) throw new Error(job.body);
  return { headers, id: job.json<{ id: string }>().id };
}

describe('a job page', () => {
  it('is a posting for readers without scripts and for search engines', async () => {
    const { id } = await makeJob();
    const { statusCode, body, headers } = await server.inject({ url: `/jobs/${id}` });
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/html');
    expect(body).toContain(`<link rel="canonical" href="${ORIGIN}/jobs/${id}">`);
    expect(body).toContain('<title>Nurse &lt;/script&gt;');
    const scripts = body.match(/<\/?script/g);
    expect(scripts).toEqual(['<script', '</script']);
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
    const posting: unknown = JSON.parse(json);
    expect(breachesOf(posting).filter((breach) => !breach.startsWith('$.title'))).toEqual([]);
    expect(posting).toMatchObject({
      '@type': 'JobPosting',
      title: 'Nurse </script><script>alert(1)</script> $& "quoted"',
      employmentType: 'FULL_TIME',
      url: `${ORIGIN}/jobs/${id}`,
      baseSalary: { currency: 'GBP', value: { minValue: 30_000, maxValue: 40_000, unitText: 'YEAR' } },
    });
  });

  it('is gone when the job is closed, and asks to be forgotten', async () => {
    const { id, headers } = await makeJob();
    await server.inject({ method: 'DELETE', url: `/api/v1/jobs/${id}`, headers });
    const { statusCode, body } = await server.inject({ url: `/jobs/${id}` });
    expect(statusCode).toBe(410);
    expect(body).toContain('noindex');
    expect(body).toContain('<p>Care for </p>people');
    expect(body).not.toContain('ld+json');
    const rest = await server.inject({ url: `/api/v1/jobs/${id}` });
    expect([rest.statusCode, rest.json<{ isActive: boolean }>().isActive]).toEqual([200, false]);
  });

  it('leads on to open jobs like it when it is over', async () => {
    const title = `Weaver ${crypto.randomUUID()}`;
    const { id, headers } = await makeJob({ title });
    const open = await makeJob({ title });
    await server.inject({ method: 'DELETE', url: `/api/v1/jobs/${id}`, headers });
    const { body } = await server.inject({ url: `/jobs/${id}` });
    expect(body).toContain(`<a href="/jobs/${open.id}">${title}</a>`);
  });

  it('leads to the job it was merged into', async () => {
    const [kept, other] = [await makeJob(), await makeJob()];
    await server.db
      .updateTable('jobs')
      .set({ status: 'closed', mergedInto: kept.id })
      .where('id', '=', other.id)
      .execute();
    const answer = await server.inject({ url: `/jobs/${other.id}` });
    expect([answer.statusCode, answer.headers.location]).toEqual([301, `/jobs/${kept.id}`]);
    await server.inject({ method: 'DELETE', url: `/api/v1/jobs/${kept.id}`, headers: kept.headers });
    expect((await server.inject({ url: `/jobs/${other.id}` })).statusCode).toBe(410);
  });

  it('without a country says nothing to search engines that they would refuse', async () => {
    const { id } = await makeJob({ placeId: null, location: null });
    const { statusCode, body } = await server.inject({ url: `/jobs/${id}` });
    expect(statusCode).toBe(200);
    expect(body).not.toContain('ld+json');
  });

  it.each(['01890a5d-ac96-774b-bcce-b302099a8057', 'no-id', '%00'])('of no job is a 404: %s', async (id) => {
    const { statusCode, body } = await server.inject({ url: `/jobs/${id}` });
    expect(statusCode).toBe(404);
    expect(body).toContain('noindex');
  });
});

describe('the web app', () => {
  it('answers its pages at any address of its own', async () => {
    for (const url of ['/', '/for-you', '/profile?tab=1', '/jobs/?q=nurse']) {
      const { statusCode, body, headers } = await server.inject({ url });
      expect([statusCode, headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(body).toContain('<div id="root">');
    }
  });

  it('answers 404 with the app at an address that is no page of it', async () => {
    for (const url of ['/recommendations', '/profile/skills', '/jobs/1/2']) {
      const { statusCode, body } = await server.inject({ url });
      expect([url, statusCode]).toEqual([url, 404]);
      expect(body).toContain('<div id="root">');
    }
  });

  it('lets hashed files be kept for ever', async () => {
    const { statusCode, headers } = await server.inject({ url: '/assets/main-abc123.js' });
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it.each([
    '/assets/gone.js',
    '/favicon.png',
    '/api/nowhere',
    '/trpc',
    '/api/v1/nowhere',
    '/../package.json',
  ])('is not what a missing file or call gets: %s', async (url) => {
    const { statusCode, headers } = await server.inject({ url });
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
  });

  it('runs no script but its own, and in no frame', async () => {
    const { headers } = await server.inject({ url: '/' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });
});
