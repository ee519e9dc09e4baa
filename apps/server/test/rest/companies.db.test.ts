import { describe, expect, it } from 'vitest';

import { Company } from '@access/contracts/companies';
import { CompanyDetail } from '@access/contracts/company-detail';
import { Job, JobPage } from '@access/contracts/jobs';

import { aCaller, anOpenJob, callsOf, refusalOf } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const asAdmin = async () => callsOf(server, (await server.admin()).headers);
/** The smallest PNG there is: one transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function aCompany(): Promise<Company> {
  const answer = await (await asAdmin()).post('/companies', { name: `Mill ${crypto.randomUUID()}` });
  return Company.parse(answer.json());
}

async function upload(id: string, content: Buffer, headers: Record<string, string>) {
  const boundary = 'in-between';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="logo.html"\r\nContent-Type: text/html\r\n\r\n`;
  return server.inject({
    method: 'POST',
    url: `/api/v1/companies/${id}/logo`,
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}

describe('a company', () => {
  it('is read by id and by slug, with its open jobs', async () => {
    const id = await anOpenJob(server);
    const { company } = Job.parse((await callsOf(server).get(`/jobs/${id}`)).json());
    for (const key of [company.id, company.slug]) {
      const detail = CompanyDetail.parse((await callsOf(server).get(`/companies/${key}`)).json());
      expect(detail).toMatchObject({ id: company.id, activeJobs: 1 });
      expect(detail.jobs.items.map((job) => job.id)).toEqual([id]);
    }
    expect(refusalOf(await callsOf(server).get('/companies/nobody-at-all'))).toEqual([404, 'not_found']);
    expect(refusalOf(await callsOf(server).get('/companies/No%20slug'))).toEqual([400, 'validation_failed']);
  });
});

describe('a logo', () => {
  it('is given and taken away by admins alone', async () => {
    const { id } = await aCompany();
    const seeker = await aCaller(server);
    expect(refusalOf(await upload(id, pixel, {}))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await upload(id, pixel, seeker.headers))).toEqual([403, 'forbidden']);
    expect(refusalOf(await callsOf(server).remove(`/companies/${id}/logo`))).toEqual([
      401,
      'unauthenticated',
    ]);
    expect(refusalOf(await seeker.remove(`/companies/${id}/logo`))).toEqual([403, 'forbidden']);
  });

  it('is served for ever at its own address, as the picture it is, and shown with every job', async () => {
    const jobId = await anOpenJob(server);
    const { company } = Job.parse((await callsOf(server).get(`/jobs/${jobId}`)).json());
    const { headers } = await server.admin();
    const answer = await upload(company.id, pixel, headers);
    expect(answer.statusCode).toBe(200);
    const { logoUrl } = Company.parse(answer.json());
    const picture = await server.inject({ url: logoUrl ?? '' });
    expect(picture.rawPayload).toEqual(pixel);
    expect(picture.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(picture.headers['content-security-policy']).toContain("default-src 'none'");
    const list = JobPage.parse((await callsOf(server).get(`/jobs?companyId=${company.id}`)).json());
    expect(list.items[0]?.company.logoUrl).toBe(logoUrl);
    expect((await callsOf(server, headers).remove(`/companies/${company.id}/logo`)).statusCode).toBe(204);
    expect((await server.inject({ url: logoUrl ?? '' })).statusCode).toBe(404);
  });

  it('is no page, however it is dressed up', async () => {
    const { id } = await aCompany();
    const { headers } = await server.admin();
    const page = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(refusalOf(await upload(id, page, headers))).toEqual([415, 'unsupported_media_type']);
    const large = Buffer.concat([pixel, Buffer.alloc(1024 * 1024)]);
    expect(refusalOf(await upload(id, large, headers))).toEqual([413, 'payload_too_large']);
  });

  it.each(['/logos/x.png', `/logos/${'0'.repeat(64)}.png`, '/logos/..%2f..%2fetc%2fpasswd'])(
    'is not at %s',
    async (url) => {
      expect((await server.inject({ url })).statusCode).toBe(404);
    },
  );
});
