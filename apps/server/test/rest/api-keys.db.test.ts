import { describe, expect, it } from 'vitest';

import { ApiKeyPage, NewApiKey } from '@access/contracts/api-keys';
import { Job } from '@access/contracts/jobs';

import { aCaller, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { ORIGIN, useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const byKey = (key: string) => callsOf(server, { 'x-api-key': key });
const asAdmin = async () => callsOf(server, (await server.admin()).headers);

async function aCompany(admin: ReturnType<typeof callsOf>): Promise<string> {
  const answer = await admin.post('/companies', { name: `Mill ${crypto.randomUUID()}` });
  return answer.json<{ id: string }>().id;
}

async function aKey(owner: ReturnType<typeof callsOf>, fields: object = {}) {
  const answer = await owner.post('/api-keys', { name: 'Export', scopes: ['jobs:read'], ...fields });
  expect(answer.statusCode).toBe(201);
  return NewApiKey.parse(answer.json());
}

/** A partner's key for one company, and the admin who granted it. */
async function aPartner() {
  const admin = await asAdmin();
  const companyId = await aCompany(admin);
  const { key, id } = await aKey(admin, { scopes: ['jobs:write'], companyIds: [companyId] });
  return { admin, companyId, keyId: id, ...byKey(key) };
}
const posting = (companyId: string, fields: object = {}) => ({
  title: 'Weaver',
  companyId,
  description: 'Weave',
  ...fields,
});

describe('API keys', () => {
  it('are made, listed, rotated and revoked by their owner', async () => {
    const owner = await aCaller(server);
    const made = await aKey(owner);
    expect(made.key.startsWith(made.prefix)).toBe(true);
    const rotated = NewApiKey.parse((await owner.post(`/api-keys/${made.id}/rotate`)).json());
    expect(refusalOf(await byKey(made.key).get('/jobs'))).toEqual([401, 'unauthenticated']);
    expect((await byKey(rotated.key).get('/jobs')).statusCode).toBe(200);
    expect((await owner.remove(`/api-keys/${made.id}`)).statusCode).toBe(204);
    expect(refusalOf(await byKey(rotated.key).get('/jobs'))).toEqual([401, 'unauthenticated']);
    const list = await owner.get('/api-keys');
    expect(list.body).not.toContain(rotated.key);
    expect(ApiKeyPage.parse(list.json()).items).toMatchObject([
      { id: made.id, revokedAt: expect.any(String), lastUsedAt: expect.any(String) },
    ]);
  });

  it('are nobody else’s', async () => {
    const { id } = await aKey(await aCaller(server));
    const other = await aCaller(server);
    expect(refusalOf(await other.remove(`/api-keys/${id}`))).toEqual([404, 'not_found']);
    expect(refusalOf(await other.post(`/api-keys/${id}/rotate`))).toEqual([404, 'not_found']);
    expect(ApiKeyPage.parse((await other.get('/api-keys')).json()).items).toEqual([]);
    const nobody = callsOf(server);
    expect(refusalOf(await nobody.get('/api-keys'))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await nobody.post('/api-keys', {}))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await nobody.remove(`/api-keys/${id}`))).toEqual([401, 'unauthenticated']);
  });

  it('post jobs only where an admin grants it, for named companies', async () => {
    const input = { name: 'Partner', scopes: ['jobs:write'] };
    const seeker = await aCaller(server);
    const admin = await asAdmin();
    const companyIds = [await aCompany(admin)];
    expect(refusalOf(await seeker.post('/api-keys', { ...input, companyIds }))).toEqual([403, 'forbidden']);
    expect(refusedFields(await admin.post('/api-keys', input))).toEqual(['companyIds']);
  });

  it('reach what is open, and what names a scope they hold', async () => {
    const owner = await aCaller(server);
    const reader = byKey((await aKey(owner, { scopes: ['profile:read'] })).key);
    expect((await reader.get('/jobs')).statusCode).toBe(200);
    expect((await reader.get('/auth/profile')).json()).toMatchObject({ user: { email: owner.email } });
    for (const answer of [
      await reader.get('/recommendations'),
      await reader.put('/auth/profile', { headline: 'Stolen' }),
      await reader.get('/api-keys'),
      await reader.post('/api-keys', { name: 'More', scopes: ['jobs:read'] }),
      await reader.get('/auth/sessions'),
      await reader.post('/auth/logout'),
    ]) {
      expect(refusalOf(answer)).toEqual([403, 'forbidden']);
    }
  });

  it('are refused when they are no key, and beside another proof', async () => {
    const owner = await aCaller(server);
    const { key } = await aKey(owner);
    expect(refusalOf(await byKey('access_0123456789').get('/jobs'))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await byKey('').get('/jobs'))).toEqual([401, 'unauthenticated']);
    const both = callsOf(server, { ...owner.headers, 'x-api-key': key });
    expect(refusalOf(await both.get('/jobs'))).toEqual([400, 'bad_request']);
  });

  it('say how many calls are left, and refuse one too many', async () => {
    const { get } = byKey((await aKey(await aCaller(server), { rateLimit: 2 })).key);
    const { headers } = await get('/jobs');
    expect([headers['ratelimit-limit'], headers['ratelimit-remaining']]).toEqual(['2', '1']);
    await get('/jobs');
    const refused = await get('/jobs');
    expect(refusalOf(refused)).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('may be sent by pages of allowed sites alone', async () => {
    const answer = await server.inject({
      method: 'OPTIONS',
      url: '/api/v1/jobs',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const { key } = await aKey(await aCaller(server));
    const own = callsOf(server, { 'x-api-key': key, origin: ORIGIN });
    expect((await own.get('/jobs')).statusCode).toBe(200);
  });
});

describe('a partner’s jobs', () => {
  it('wait until an admin has looked, and again when they change', async () => {
    const partner = await aPartner();
    const answer = await partner.post('/jobs', posting(partner.companyId));
    expect(answer.statusCode).toBe(201);
    const job = Job.parse(answer.json());
    expect(job).toMatchObject({ status: 'pending', isActive: false });
    expect(refusalOf(await callsOf(server).get(`/jobs/${job.id}`))).toEqual([404, 'not_found']);
    expect((await partner.get(`/jobs/${job.id}`)).statusCode).toBe(200);
    const changed = await partner.put(`/jobs/${job.id}`, posting(partner.companyId, { title: 'Spinner' }));
    expect(changed.json()).toMatchObject({ title: 'Spinner', status: 'pending' });
    expect((await partner.remove(`/jobs/${job.id}`)).statusCode).toBe(204);
    expect((await partner.get(`/jobs/${job.id}`)).json()).toMatchObject({ status: 'closed' });
  });

  it('are not another key’s, nor of another company', async () => {
    const [one, two] = [await aPartner(), await aPartner()];
    const { id } = Job.parse((await one.post('/jobs', posting(one.companyId))).json());
    expect(refusalOf(await two.get(`/jobs/${id}`))).toEqual([404, 'not_found']);
    expect(refusalOf(await two.put(`/jobs/${id}`, posting(two.companyId)))).toEqual([404, 'not_found']);
    expect(refusalOf(await two.remove(`/jobs/${id}`))).toEqual([404, 'not_found']);
    expect(refusalOf(await two.post('/jobs', posting(one.companyId)))).toEqual([403, 'forbidden']);
  });

  it('are not the staff’s: a key sees and changes nothing that an admin made', async () => {
    const partner = await aPartner();
    const draft = await partner.admin.post('/jobs', posting(partner.companyId, { status: 'draft' }));
    const { id } = draft.json<{ id: string }>();
    expect(refusalOf(await partner.get(`/jobs/${id}`))).toEqual([404, 'not_found']);
    expect(refusalOf(await partner.put(`/jobs/${id}`, posting(partner.companyId)))).toEqual([
      404,
      'not_found',
    ]);
  });
});
