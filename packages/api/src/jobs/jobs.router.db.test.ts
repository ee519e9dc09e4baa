import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { Company } from '@access/contracts/companies';
import { CompanyDetail } from '@access/contracts/company-detail';
import { SessionId, UserId } from '@access/contracts/ids';
import { Job, JobPage, JobSearchInput } from '@access/contracts/jobs';
import { createCompaniesService } from '@access/core/companies';
import { createJobsService } from '@access/core/jobs';
import { createSearchService } from '@access/core/search';
import { useTestDatabase } from '@access/db/testing';

import { companiesRouter } from '../companies/index.ts';
import { router, type ApiContext, type Services } from '../init/index.ts';
import { searchRouter } from '../search/index.ts';
import { jobsRouter } from './jobs.router.ts';

const database = useTestDatabase();
const routes = router({ jobs: jobsRouter, search: searchRouter, companies: companiesRouter });
const places = { resolve: () => null };
const noFiles = () => Promise.reject(new Error('These tests store no files'));
let services: Services;
let admin: Actor;

const sessionId = SessionId.parse('a'.repeat(64));
const seeker: Actor = { userId: UserId.parse(randomUUID()), userType: 'job_seeker', sessionId };

beforeAll(async () => {
  const { db } = database;
  const search = createSearchService({ db, places });
  const jobs = createJobsService({
    db,
    places,
    skills: { extract: () => [] },
    now: () => new Date(),
    onViewsDelayed: () => undefined,
  });
  // These routers reach no other service.
  services = {
    jobs,
    search,
    companies: createCompaniesService({
      db,
      files: { put: noFiles, stream: noFiles, delete: noFiles },
      scanner: null,
      openJobs: (companyId) => search.jobs(JobSearchInput.parse({ companyId, sort: 'date' })),
    }),
  } as Services;
  const { id } = await db
    .insertInto('users')
    .values({ email: 'admin@example.org', passwordHash: 'x', displayName: 'Ada', userType: 'admin' })
    .returning('id')
    .executeTakeFirstOrThrow();
  admin = { userId: UserId.parse(id), userType: 'admin', sessionId };
});

const as = (actor: Actor | null, viewer: string | null = null) => {
  const context: ApiContext = {
    actor,
    services,
    requestId: 'r1',
    ip: '203.0.113.7',
    userAgent: 'vitest',
    browser:
      viewer === null
        ? null
        : { setSessionCookie: () => undefined, clearSessionCookie: () => undefined, viewerId: () => viewer },
    signal: new AbortController().signal,
  };
  return routes.createCaller(context);
};
const addCompany = () => as(admin).companies.create({ name: `Company ${randomUUID()}` });
const addJob = async (fields: { status?: 'draft' } = {}) => {
  const { id: companyId } = await addCompany();
  return as(admin).jobs.create({ title: 'Welder', companyId, description: 'Weld', ...fields });
};
const refusal = (code: string) => ({ cause: { code } });

describe('reading jobs', () => {
  it('is open to anyone', async () => {
    const job = await addJob();
    expect(Job.parse(await as(null).jobs.get({ id: job.id }))).toEqual(job);
    const filter = { companyId: job.company.id };
    for (const page of [
      await as(null).jobs.list(filter),
      await as(seeker).search.jobs({ ...filter, q: 'weld' }),
    ]) {
      expect(JobPage.parse(page).items.map((item) => item.id)).toEqual([job.id]);
    }
    expect(JobPage.parse(await as(null).jobs.similar({ id: job.id })).nextCursor).toBeNull();
  });

  it('hides drafts from all but admins', async () => {
    const { id } = await addJob({ status: 'draft' });
    for (const actor of [null, seeker]) {
      await expect(as(actor).jobs.get({ id })).rejects.toMatchObject(refusal('not_found'));
      await expect(as(actor).jobs.similar({ id })).rejects.toMatchObject(refusal('not_found'));
    }
    expect((await as(admin).jobs.get({ id })).status).toBe('draft');
  });

  it('refuses limits out of bounds and unknown sorts', async () => {
    await expect(as(null).jobs.list({ limit: 101 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(as(null).jobs.list({ sort: 'luck' as 'date' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

describe('writing jobs', () => {
  it.each(['create', 'update', 'remove'] as const)('%s is for admins alone', async (action) => {
    const job = await addJob();
    const input = { id: job.id, title: 'Stolen', companyId: job.company.id, description: 'x' };
    for (const [actor, code] of [
      [null, 'unauthenticated'],
      [seeker, 'forbidden'],
    ] as const) {
      await expect(as(actor).jobs[action](input)).rejects.toMatchObject(refusal(code));
    }
    expect((await as(null).jobs.get({ id: job.id })).title).toBe('Welder');
  });

  it('changes and closes', async () => {
    const job = await addJob();
    const input = { id: job.id, title: 'Senior welder', companyId: job.company.id, description: 'Weld more' };
    expect((await as(admin).jobs.update(input)).title).toBe('Senior welder');
    await as(admin).jobs.remove({ id: job.id });
    expect((await as(null).jobs.get({ id: job.id })).isActive).toBe(false);
    expect((await as(null).jobs.list({ companyId: job.company.id })).items).toEqual([]);
  });

  it('asks for a currency with a salary', async () => {
    const { id: companyId } = await addCompany();
    const input = { title: 'Welder', companyId, description: 'Weld', salaryMin: 10 };
    await expect(as(admin).jobs.create(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('views', () => {
  it('count a person, a browser and a program once each', async () => {
    const { id } = await addJob();
    for (const caller of [as(seeker), as(seeker, 'cookie'), as(null, 'cookie'), as(null), as(null)]) {
      await caller.jobs.recordView({ id, seconds: 5 });
    }
    await services.jobs.flushViews();
    expect((await as(null).jobs.get({ id })).viewCount).toBe(3);
  });
});

describe('companies', () => {
  it('are read by anyone', async () => {
    const company = await addCompany();
    const jobs = { items: [], nextCursor: null, total: { value: 0, relation: 'eq' } };
    for (const id of [company.id, company.slug]) {
      const found = CompanyDetail.parse(await as(null).companies.get({ id }));
      expect(found).toEqual({ ...Company.parse(company), jobs });
    }
    expect((await as(seeker).companies.list({ q: company.name })).items).toEqual([company]);
  });

  it.each(['create', 'update', 'remove'] as const)('%s is for admins alone', async (action) => {
    const { id } = await addCompany();
    const input = { id, name: 'Stolen' };
    await expect(as(null).companies[action](input)).rejects.toMatchObject(refusal('unauthenticated'));
    await expect(as(seeker).companies[action](input)).rejects.toMatchObject(refusal('forbidden'));
  });

  it('are changed, kept while they have jobs, and removed', async () => {
    const { id } = await addCompany();
    expect((await as(admin).companies.update({ id, location: 'Leeds' })).location).toBe('Leeds');
    await as(admin).companies.remove({ id });
    await expect(as(null).companies.get({ id })).rejects.toMatchObject(refusal('not_found'));
    const job = await addJob();
    await expect(as(admin).companies.remove({ id: job.company.id })).rejects.toMatchObject(
      refusal('conflict'),
    );
  });
});
