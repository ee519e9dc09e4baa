import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { CompanyId, JobId, SessionId, UserId, type SkillId } from '@access/contracts/ids';
import { Job, JobInput, JobUpdate } from '@access/contracts/jobs';
import { listen } from '@access/db';
import { useTestDatabase } from '@access/db/testing';

import { findOrCreateCompanies } from '../companies/index.ts';
import { createJobsService, JOBS_CHANGED_CHANNEL, type PlaceResolver, type SkillExtractor } from './index.ts';

const database = useTestDatabase();
const LONDON = 2_643_743;
const SYDNEY = 2_147_714;

const places: PlaceResolver = {
  resolve: (text) => {
    const placeId = text.includes('London') ? LONDON : text.includes('Sydney') ? SYDNEY : null;
    return { placeId, country: null, isRemote: text.includes('Remote') };
  },
};
const skillIds = new Map<string, string>();
const skills: SkillExtractor = {
  extract: (text) => [
    ...mention(text, { name: 'Python', isRequired: true }),
    ...mention(text, { name: 'Docker', isRequired: false }),
    // Known to the matcher, removed from the database since.
    { skillId: randomUUID(), name: 'Cobol' },
  ],
};
const mention = (text: string, skill: { name: string; isRequired: boolean }) => {
  const skillId = skillIds.get(skill.name);
  return skillId === undefined || !text.includes(skill.name) ? [] : [{ ...skill, skillId }];
};
const service = (onViewsDelayed: (error: unknown) => void = () => undefined) =>
  createJobsService({
    db: database.db,
    skills,
    places,
    now: () => new Date('2026-03-01T12:00:00Z'),
    onViewsDelayed,
  });

let admin: Actor;
let companyId: CompanyId;
const visitor: Actor = {
  userId: UserId.parse(randomUUID()),
  userType: 'job_seeker',
  sessionId: SessionId.parse('a'.repeat(64)),
};

beforeAll(async () => {
  for (const { id, name } of await database.db.selectFrom('skills').select(['id', 'name']).execute())
    skillIds.set(name, id);
  const { id } = await database.db
    .insertInto('users')
    .values({ email: 'admin@example.org', passwordHash: 'x', displayName: 'Ada', userType: 'admin' })
    .returning('id')
    .executeTakeFirstOrThrow();
  admin = { userId: UserId.parse(id), userType: 'admin', sessionId: SessionId.parse('b'.repeat(64)) };
  await database.db
    .insertInto('exchangeRates')
    .values({ currency: 'GBP', usdRate: 1.25, asOf: '2026-01-01' })
    .execute();
  companyId = await database.db.transaction().execute(async (trx) => {
    const ids = await findOrCreateCompanies(trx, [{ name: 'Acme', website: null, industry: null }]);
    return CompanyId.parse(ids.get('Acme'));
  });
});

const inputOf = (fields: Record<string, unknown> = {}): JobInput =>
  JobInput.parse({
    title: 'Data engineer',
    companyId,
    description: '<p>We write Python and ship Docker images.</p>',
    ...fields,
  });

const create = (fields?: Record<string, unknown>) => service().create(admin, inputOf(fields), nowhere);
const nowhere = { ip: null };
const viewCount = async (id: JobId) => (await service().getJob(id, null)).viewCount;

describe('previewing a job', () => {
  it('shows what would be stored, and stores nothing', async () => {
    const title = `Previewed ${randomUUID()}`;
    const seen = await service().preview(
      admin,
      inputOf({ title, description: '<p>Python <script>x()</script></p>', location: 'London' }),
    );
    expect(Job.parse(seen)).toMatchObject({ title, description: '<p>Python </p>', status: 'draft' });
    expect(seen.skills.map(({ slug }) => slug)).toEqual(['python']);
    expect(seen.place?.id).toBe(LONDON);
    const left = await database.db.selectFrom('jobs').select('id').where('title', '=', title).execute();
    expect(left).toEqual([]);
    await expect(service().getJob(seen.id, admin)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses what adding would refuse', async () => {
    await expect(service().preview(admin, inputOf({ description: '<p> </p>' }))).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(service().preview(visitor, inputOf())).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('creating a job', () => {
  it('answers in the shape of the contract', async () => {
    expect(Job.parse(await create())).toMatchObject({
      title: 'Data engineer',
      status: 'active',
      isActive: true,
    });
  });

  it('reads skills from the text when none are given', async () => {
    const job = await create();
    expect(job.skills.map(({ slug, isRequired }) => ({ slug, isRequired }))).toEqual([
      { slug: 'python', isRequired: true },
      { slug: 'docker', isRequired: false },
    ]);
  });

  it('keeps to the skills given', async () => {
    const { id } = await database.db
      .selectFrom('skills')
      .select('id')
      .where('slug', '=', 'rust')
      .executeTakeFirstOrThrow();
    const job = await create({ skills: [{ skillId: id, proficiencyLevel: 3 }] });
    expect(job.skills).toMatchObject([{ slug: 'rust', proficiencyLevel: 3, isRequired: true }]);
    expect((await create({ skills: [] })).skills).toEqual([]);
  });

  it('names the skill that nobody knows', async () => {
    const unknown = randomUUID() as SkillId;
    await expect(create({ skills: [{ skillId: unknown }] })).rejects.toMatchObject({
      code: 'validation_failed',
      problems: [{ path: 'skills[0].skillId' }],
    });
  });

  it('refuses a company and a place that do not exist', async () => {
    await expect(create({ companyId: randomUUID() })).rejects.toMatchObject({
      problems: [{ path: 'companyId' }],
    });
    await expect(create({ placeId: 1 })).rejects.toMatchObject({ problems: [{ path: 'placeId' }] });
  });

  it('finds the place that the location names', async () => {
    const job = await create({ location: 'London, or Remote' });
    expect(job).toMatchObject({ place: { id: LONDON, name: 'London' }, remoteOption: 'remote' });
  });

  it('cleans every HTML field', async () => {
    const dirty = '<p onclick="x()">Fine</p><script>alert(1)</script>';
    const job = await create({ description: dirty, requirements: dirty, benefits: dirty });
    expect([job.description, job.requirements, job.benefits]).toEqual([
      '<p>Fine</p>',
      '<p>Fine</p>',
      '<p>Fine</p>',
    ]);
  });

  it('refuses a description of which no words are left, new or changed', async () => {
    const description = '<script>alert(1)</script><p> </p>';
    const refused = { code: 'validation_failed', problems: [{ path: 'description' }] };
    await expect(create({ description })).rejects.toMatchObject(refused);
    const { id } = await create();
    const change = JobUpdate.parse({ ...inputOf({ description }), id });
    await expect(service().update(admin, change, { ip: null })).rejects.toMatchObject(refused);
    expect((await create({ requirements: '<script>x()</script>' })).requirements).toBeNull();
  });

  it('stores a comparable salary by the year in dollars', async () => {
    const { id } = await create({ salaryMin: 10, salaryMax: 20, currency: 'GBP', salaryPeriod: 'hour' });
    const row = await database.db
      .selectFrom('jobs')
      .select(['salaryYearlyUsdMin', 'salaryYearlyUsdMax'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ salaryYearlyUsdMin: 26_000, salaryYearlyUsdMax: 52_000 });
  });

  it('ends a date-only deadline with that day in the job’s place', async () => {
    const job = await create({ placeId: SYDNEY, applicationDeadline: '2035-06-30' });
    expect(job.applicationDeadline).toBe('2035-06-30T14:00:00.000Z');
    expect((await create({ applicationDeadline: '2035-06-30' })).applicationDeadline).toBe(
      '2035-07-01T00:00:00.000Z',
    );
  });

  it('counts as expired when its deadline is past', async () => {
    expect(await create({ applicationDeadline: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 'expired',
      isActive: false,
    });
  });

  it('tells listeners and writes the event', async () => {
    const told: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const listener = await listen({
      url: database.url,
      channel: JOBS_CHANGED_CHANNEL,
      onPayload: (payload) => {
        told.push(payload);
        resolve();
      },
    });
    const job = await create();
    await promise;
    await listener.close();
    const events = await database.db
      .selectFrom('domainEvents')
      .select('type')
      .where('subject', '=', job.id)
      .execute();
    expect(told).toEqual(['']);
    expect(events).toEqual([{ type: 'job.changed' }]);
  });
});

describe('reading a job', () => {
  it('hides a draft from everyone but admins', async () => {
    const { id } = await create({ status: 'draft' });
    await expect(service().getJob(id, null)).rejects.toMatchObject({ code: 'not_found' });
    await expect(service().getJob(id, visitor)).rejects.toMatchObject({ code: 'not_found' });
    expect((await service().getJob(id, admin)).status).toBe('draft');
  });

  it('answers not_found for an id nobody has', async () => {
    await expect(service().getJob(JobId.parse(randomUUID()), admin)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('gives summaries in the order asked and leaves out unknown ids', async () => {
    const [first, second] = [await create(), await create()];
    const ids = [second.id, JobId.parse(randomUUID()), first.id];
    expect((await service().summariesByIds(ids)).map((job) => job.id)).toEqual([second.id, first.id]);
  });
});

describe('changing a job', () => {
  it('replaces the content and moves the change sequence', async () => {
    const job = await create({ location: 'London', benefits: 'Cake' });
    const seq = async () =>
      (
        await database.db
          .selectFrom('jobs')
          .select('changeSeq')
          .where('id', '=', job.id)
          .executeTakeFirstOrThrow()
      ).changeSeq;
    const before = await seq();
    const changed = await service().update(
      admin,
      JobUpdate.parse({ ...inputOf({ title: 'Nurse', description: 'Care' }), id: job.id }),
      nowhere,
    );
    expect(changed).toMatchObject({
      title: 'Nurse',
      benefits: null,
      place: null,
      skills: [],
      postedAt: job.postedAt,
    });
    expect(await seq()).toBeGreaterThan(before);
  });

  it('posts a draft at the time it is first shown', async () => {
    const draft = await create({ status: 'draft' });
    await sql`update jobs set posted_at = '2020-01-01' where id = ${draft.id}`.execute(database.db);
    const shown = await service().update(admin, JobUpdate.parse({ ...inputOf(), id: draft.id }), nowhere);
    expect(shown.postedAt > '2021').toBe(true);
  });

  it('answers not_found for an id nobody has', async () => {
    const id = JobId.parse(randomUUID());
    await expect(
      service().update(admin, JobUpdate.parse({ ...inputOf(), id }), nowhere),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(service().remove(admin, id, nowhere)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('closes instead of deleting', async () => {
    const { id } = await create();
    await service().remove(admin, id, nowhere);
    await service().remove(admin, id, nowhere);
    expect(await service().getJob(id, null)).toMatchObject({ status: 'closed', isActive: false });
  });
});

describe('views', () => {
  it('count once per viewer and day, and keep the longest stay', async () => {
    const { id } = await create();
    const jobs = service();
    for (const seconds of [3, 40, 7]) jobs.recordView('anna', { id, seconds });
    await jobs.flushViews();
    jobs.recordView('anna', { id, seconds: 20 });
    jobs.recordView('bert', { id, seconds: 1 });
    await jobs.close();
    const stored = await database.db
      .selectFrom('jobViews')
      .select(['viewer', 'day', 'seconds'])
      .where('jobId', '=', id)
      .orderBy('viewer')
      .execute();
    expect(stored).toEqual([
      { viewer: 'anna', day: '2026-03-01', seconds: 40 },
      { viewer: 'bert', day: '2026-03-01', seconds: 1 },
    ]);
    expect(await viewCount(id)).toBe(2);
    const stats = await database.db
      .selectFrom('jobStats')
      .select('views')
      .where('jobId', '=', id)
      .executeTakeFirstOrThrow();
    expect(stats.views).toBe(2);
  });

  it('are stored by themselves, without moving the change sequence', async () => {
    const { id, updatedAt } = await create();
    service().recordView('anna', { id, seconds: 3 });
    await expect.poll(() => viewCount(id), { timeout: 10_000 }).toBe(1);
    expect((await service().getJob(id, null)).updatedAt).toBe(updatedAt);
  });

  it('of a job that is gone fall away without losing the others', async () => {
    const { id } = await create();
    const jobs = service();
    jobs.recordView('anna', { id: JobId.parse(randomUUID()), seconds: 3 });
    jobs.recordView('anna', { id, seconds: 3 });
    await jobs.close();
    expect(await viewCount(id)).toBe(1);
  });
});

describe('similar jobs', () => {
  it('are open, share skills or title, and leave out the job itself', async () => {
    const word = `z${randomUUID().slice(0, 8)}`;
    const job = await create({ title: `${word} operator` });
    const twin = await create({ title: `${word} operator` });
    const closed = await create({ title: `${word} operator` });
    await service().remove(admin, closed.id, nowhere);
    const { items: found } = await service().similar(job.id, null);
    expect(found[0]?.id).toBe(twin.id);
    expect(found.map((item) => item.id)).not.toContain(job.id);
    expect(found.every((item) => item.isActive)).toBe(true);
  });
});
