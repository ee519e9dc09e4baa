import { describe, expect, it } from 'vitest';

import { Job } from '@access/contracts/jobs';
import { AdminJobPage, PendingJobPage } from '@access/contracts/moderation';

import { aCaller, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const asAdmin = async () => callsOf(server, (await server.admin()).headers);

/** A job that a partner has just sent. */
async function aPendingJob(): Promise<Job> {
  const admin = await asAdmin();
  const company = await admin.post('/companies', { name: `Mill ${crypto.randomUUID()}` });
  const companyId = company.json<{ id: string }>().id;
  const key = await admin.post('/api-keys', {
    name: 'Feed',
    scopes: ['jobs:write'],
    companyIds: [companyId],
  });
  const partner = callsOf(server, { 'x-api-key': key.json<{ key: string }>().key });
  const job = await partner.post('/jobs', { title: 'Weaver', companyId, description: 'Weave' });
  return Job.parse(job.json());
}

describe('moderation', () => {
  it('is for admins alone', async () => {
    const { id } = await aPendingJob();
    for (const [caller, refusal] of [
      [callsOf(server), [401, 'unauthenticated']],
      [await aCaller(server), [403, 'forbidden']],
    ] as const) {
      for (const answer of [
        await caller.get('/admin/jobs'),
        await caller.get('/admin/jobs/pending'),
        await caller.put(`/admin/jobs/${id}/approve`),
        await caller.put(`/admin/jobs/${id}/reject`, { reason: 'Spam' }),
      ]) {
        expect(refusalOf(answer)).toEqual(refusal);
      }
    }
  });

  it('shows a job once it is approved, and is told so once', async () => {
    const [one, two] = [await asAdmin(), await asAdmin()];
    const { id, updatedAt } = await aPendingJob();
    const queue = PendingJobPage.parse((await one.get('/admin/jobs/pending?limit=100')).json());
    expect(queue.items.find((job) => job.id === id)).toMatchObject({ submittedBy: 'Feed', lookalikes: [] });
    const [first, second] = await Promise.all(
      [one, two].map((admin) => admin.put(`/admin/jobs/${id}/approve`, { updatedAt })),
    );
    expect([first?.statusCode, second?.statusCode].toSorted()).toEqual([200, 409]);
    expect((await callsOf(server).get(`/jobs/${id}`)).json()).toMatchObject({ isActive: true });
  });

  it('refuses a job with a reason, and takes that back', async () => {
    const admin = await asAdmin();
    const { id } = await aPendingJob();
    expect(refusedFields(await admin.put(`/admin/jobs/${id}/reject`, { reason: '' }))).toEqual(['reason']);
    const refused = Job.parse((await admin.put(`/admin/jobs/${id}/reject`, { reason: 'Spam' })).json());
    expect(refused).toMatchObject({ status: 'rejected', rejectionReason: 'Spam' });
    const { items } = AdminJobPage.parse((await admin.get(`/admin/jobs?status=rejected&q=${id}`)).json());
    expect(items).toMatchObject([{ id, rejectionReason: 'Spam' }]);
    expect(refusalOf(await admin.put(`/admin/jobs/${id}/approve`))).toEqual([409, 'conflict']);
    const { updatedAt } = refused;
    expect((await admin.put(`/admin/jobs/${id}/approve`, { updatedAt })).json()).toMatchObject({
      status: 'active',
      rejectionReason: null,
    });
  });

  it('decides nothing on what has changed since it was seen', async () => {
    const { id } = await aPendingJob();
    const updatedAt = '2026-01-01T00:00:00.000Z';
    const admin = await asAdmin();
    expect(refusalOf(await admin.put(`/admin/jobs/${id}/approve`, { updatedAt }))).toEqual([409, 'conflict']);
    expect(refusalOf(await admin.put(`/admin/jobs/${crypto.randomUUID()}/approve`))).toEqual([
      404,
      'not_found',
    ]);
  });
});
