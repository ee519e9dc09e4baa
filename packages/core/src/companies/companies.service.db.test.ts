import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { CompanyInput, type CompanyUpdate } from '@access/contracts/companies';
import { CompanyId, SessionId, UserId } from '@access/contracts/ids';
import type { JobPage } from '@access/contracts/jobs';
import { listen } from '@access/db';
import { useTestDatabase } from '@access/db/testing';

import { JOBS_CHANGED_CHANNEL } from '../events/index.ts';
import { createCompaniesService, findOrCreateCompanies } from './companies.service.ts';

const database = useTestDatabase();
const asked: CompanyId[] = [];
const openJobs = async (id: CompanyId): Promise<JobPage> => {
  asked.push(id);
  return noJobs;
};
const noJobs: JobPage = { items: [], nextCursor: null, total: { value: 0, relation: 'eq' } };
const noFiles = () => Promise.reject(new Error('These tests store no files'));
const files = { put: noFiles, stream: noFiles, delete: noFiles };
const companies = () => createCompaniesService({ db: database.db, files, scanner: null, openJobs });
const caller = { ip: '203.0.113.7' };
const admin: Actor = {
  userId: UserId.parse(randomUUID()),
  userType: 'admin',
  sessionId: SessionId.parse('0'.repeat(64)),
};
/** As an admin does it. */
function service() {
  const { create, update, remove, ...others } = companies();
  return {
    ...others,
    create: (input: CompanyInput) => create(admin, input, caller),
    update: (input: CompanyUpdate) => update(admin, input, caller),
    remove: (id: CompanyId) => remove(admin, id, caller),
  };
}
const named = (name: string) => CompanyInput.parse({ name });
const word = () => `w${randomUUID().replaceAll('-', '').slice(0, 10)}`;

const addJob = (companyId: string, columns: { status: string; applicationDeadline?: Date }) =>
  database.db
    .insertInto('jobs')
    .values({ title: 'Welder', companyId, description: '<p>x</p>', fingerprint: randomUUID(), ...columns })
    .execute();

describe('companies', () => {
  it('shows a new company by its id and its slug, with its jobs', async () => {
    const name = word();
    const made = await service().create(
      CompanyInput.parse({ name, website: 'https://example.org', size: 'small' }),
    );
    expect(await service().get(made.id)).toEqual({
      id: made.id,
      name,
      slug: name,
      logoUrl: null,
      description: null,
      website: 'https://example.org',
      industry: null,
      size: 'small',
      location: null,
      activeJobs: 0,
      jobs: noJobs,
    });
    expect(asked).toEqual([made.id]);
    expect(await service().get(made.slug)).toMatchObject({ id: made.id });
  });

  it('refuses a second company that differs in legal form and case alone', async () => {
    const name = word();
    await service().create(named(`${name} Inc.`));
    await expect(service().create(named(`${name.toUpperCase()} Ltd`))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('refuses to take another company’s name', async () => {
    const [first, second] = [word(), word()];
    await service().create(named(first));
    const { id } = await service().create(named(second));
    await expect(service().update({ id, name: first })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('changes the fields given and leaves the others', async () => {
    const made = await service().create(CompanyInput.parse({ name: word(), industry: 'Steel' }));
    const changed = await service().update({ id: made.id, location: 'Leeds' });
    expect(changed).toEqual({ ...made, location: 'Leeds' });
  });

  it('reaches the job indexes of the workers with a new name', async () => {
    const { id } = await service().create(named(word()));
    const { promise, resolve } = Promise.withResolvers<string>();
    const channel = JOBS_CHANGED_CHANNEL;
    const listener = await listen({ url: database.url, channel, onPayload: resolve });
    await service().update({ id, name: word() });
    expect(await promise).toBe('');
    await listener.close();
  });

  it('counts open jobs alone', async () => {
    const { id } = await service().create(named(word()));
    await addJob(id, { status: 'active' });
    await addJob(id, { status: 'active', applicationDeadline: new Date(Date.now() - 1_000) });
    await addJob(id, { status: 'closed' });
    expect((await service().get(id)).activeJobs).toBe(1);
  });

  it('keeps a company that has jobs', async () => {
    const { id } = await service().create(named(word()));
    await addJob(id, { status: 'closed' });
    await expect(service().remove(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('removes a company without jobs, once', async () => {
    const { id } = await service().create(named(word()));
    await service().remove(id);
    const log = await database.db
      .selectFrom('userActivity')
      .select('action')
      .where('subject', '=', id)
      .orderBy('id')
      .execute();
    expect(log.map(({ action }) => action)).toEqual(['companies.created', 'companies.removed']);
    await expect(service().get(id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(service().remove(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('answers not_found for an id nobody has', async () => {
    const id = CompanyId.parse(randomUUID());
    await expect(service().update({ id, name: word() })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('pages through a search by name without skipping or repeating', async () => {
    const shared = word();
    const names = Array.from({ length: 7 }, (_, index) => `${shared} ${'abcdefg'[index]}`);
    for (const name of names.toReversed()) await service().create(named(name));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await service().list({ q: shared, limit: 3, cursor });
      expect(page.total).toEqual({ value: 7, relation: 'eq' });
      seen.push(...page.items.map((company) => company.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(names);
  });

  it('refuses a cursor of another search', async () => {
    const shared = word();
    for (const name of [`${shared} a`, `${shared} b`]) await service().create(named(name));
    const { nextCursor } = await service().list({ q: shared, limit: 1 });
    await expect(service().list({ limit: 1, cursor: nextCursor ?? '' })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
    await expect(service().list({ limit: 1, cursor: 'junk' })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });

  it('finds or makes the companies of a feed, one however it is spelled', async () => {
    const name = word();
    const made = await service().create(named(name));
    const other = word();
    const ids = await database.db.transaction().execute((trx) =>
      findOrCreateCompanies(
        trx,
        [`${name} GmbH`, `${other} Ltd`, other].map((text) => ({
          name: text,
          website: null,
          industry: null,
        })),
      ),
    );
    expect(ids.get(`${name} GmbH`)).toBe(made.id);
    expect(ids.get(other)).toBe(ids.get(`${other} Ltd`));
  });
});
