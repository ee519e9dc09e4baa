import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { JobId } from '@access/contracts/ids';
import {
  AdminJobListInput,
  AdminJobPage,
  JobHistoryInput,
  JobHistoryPage,
  PendingJobPage,
  type PendingJob,
} from '@access/contracts/moderation';
import { useTestDatabase } from '@access/db/testing';

import { createJobsService } from '../jobs/index.ts';
import { createModerationService } from './index.ts';

const database = useTestDatabase();
const service = () =>
  createModerationService({
    db: database.db,
    jobs: createJobsService({
      db: database.db,
      skills: { extract: () => [] },
      places: { resolve: () => null },
      now: () => new Date(),
      onViewsDelayed: () => undefined,
    }),
  });
const list = (input: Record<string, unknown> = {}) => service().list(AdminJobListInput.parse(input));
const word = () => `w${randomUUID().replaceAll('-', '').slice(0, 12)}`;

async function aCompany(name = word()): Promise<string> {
  const key = word();
  const { id } = await database.db
    .insertInto('companies')
    .values({ name, matchKey: key, slug: key })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function aJob(columns: Record<string, unknown> = {}): Promise<JobId> {
  const companyId = columns['companyId'] === undefined ? await aCompany() : String(columns['companyId']);
  const { id } = await database.db
    .insertInto('jobs')
    .values({ title: 'Welder', description: '<p>x</p>', fingerprint: randomUUID(), ...columns, companyId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return JobId.parse(id);
}

async function aPerson(displayName: string): Promise<string> {
  const { id } = await database.db
    .insertInto('users')
    .values({ email: `${randomUUID()}@example.org`, passwordHash: 'x', displayName, userType: 'admin' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

describe('the list of jobs', () => {
  it('holds every state, newest first', async () => {
    const title = word();
    const ids: string[] = [];
    for (const status of ['draft', 'pending', 'active', 'rejected', 'expired', 'closed'])
      ids.push(await aJob({ title, status }));
    const page = AdminJobPage.parse(await list({ q: title }));
    expect(page.items.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(page.total).toEqual({ value: 6, relation: 'eq' });
    for (const { status } of page.items) {
      expect((await list({ q: title, status })).items.map((job) => job.status)).toEqual([status]);
    }
  });

  it('finds a part of the title, of the company’s name, and an id', async () => {
    const [title, company] = [word(), word()];
    const id = await aJob({
      title: `Senior ${title} (m/f/d)`,
      companyId: await aCompany(`The ${company} Mill`),
    });
    for (const q of [title.slice(2, 9).toUpperCase(), company.slice(1), id]) {
      expect((await list({ q })).items.map((job) => job.id)).toEqual([id]);
    }
  });

  it('takes signs of patterns as they are', async () => {
    const [q, other] = [`100%_${word()}`, `100 of ${word()}`];
    const id = await aJob({ title: q });
    await aJob({ title: other });
    expect((await list({ q: `100%_` })).items.map((job) => job.id)).toEqual([id]);
    expect((await list({ q: '\\' })).items).toEqual([]);
  });

  it('tells where each comes from, and why it was refused', async () => {
    const id = await aJob({ status: 'rejected', rejectionReason: 'Spam' });
    const source = word();
    for (const sourceId of ['1', '2']) {
      await database.db
        .insertInto('jobSources')
        .values({ jobId: id, source, sourceId, contentHash: 'x' })
        .execute();
    }
    const { items } = await list({ source });
    expect(items).toMatchObject([{ id, sources: [source], rejectionReason: 'Spam' }]);
  });

  it('neither skips nor repeats while jobs come in', async () => {
    const title = word();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await aJob({ title }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ q: title, limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      await aJob({ title });
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids.toReversed());
  });

  it('refuses a cursor of another list', async () => {
    const title = word();
    for (let n = 0; n < 2; n += 1) await aJob({ title });
    const { nextCursor } = await list({ q: title, limit: 1 });
    await expect(list({ limit: 1, cursor: nextCursor })).rejects.toMatchObject({ code: 'invalid_cursor' });
    await expect(list({ cursor: 'junk' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  it('finds the few that wait by their own index', async () => {
    const plan = await database.db.transaction().execute(async (trx) => {
      await sql`set local enable_seqscan = off`.execute(trx);
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain select id from jobs j where j.status = 'pending' order by j.id limit 20`.execute(trx);
      return JSON.stringify(rows);
    });
    expect(plan).toContain('jobs_unshown');
  });
});

describe('the history', () => {
  const history = async (input: Record<string, unknown>) =>
    JobHistoryPage.parse(await service().history(JobHistoryInput.parse(input)));
  const entry = (subject: string, fields: Record<string, unknown>) =>
    database.db
      .insertInto('userActivity')
      .values({ subject, action: 'jobs.changed', actor: null, metadata: '{}', ip: null, ...fields })
      .execute();

  it('tells who did what with which key, newest first, of this job alone', async () => {
    const id = await aJob();
    const grace = await aPerson('Grace');
    const { id: keyId } = await database.db
      .insertInto('apiKeys')
      .values({
        ownerId: grace,
        name: 'Mill feed',
        prefix: word(),
        secretHash: '0'.repeat(64),
        scopes: ['jobs:write'],
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await entry(id, {
      action: 'jobs.created',
      actor: grace,
      metadata: JSON.stringify({ to: 'pending', keyId }),
    });
    const metadata = JSON.stringify({ from: 'pending', to: 'rejected', reason: 'Spam' });
    await entry(id, { action: 'jobs.rejected', actor: randomUUID(), metadata });
    await entry(await aJob(), {});
    expect((await history({ id })).items).toMatchObject([
      { action: 'jobs.rejected', by: null, apiKey: null, from: 'pending', to: 'rejected', reason: 'Spam' },
      { action: 'jobs.created', by: 'Grace', apiKey: 'Mill feed', from: null, to: 'pending', reason: null },
    ]);
  });

  it('goes on where a page ended, and refuses a cursor of its own making', async () => {
    const id = await aJob();
    for (const to of ['a', 'b', 'c']) await entry(id, { metadata: JSON.stringify({ to }) });
    const first = await history({ id, limit: 2 });
    expect(first.total).toEqual({ value: 3, relation: 'eq' });
    const second = await history({ id, limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ to }) => to)).toEqual(['c', 'b', 'a']);
    expect(second.nextCursor).toBeNull();
    await expect(history({ id, cursor: 'junk' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});

describe('the queue', () => {
  it('shows who waits longest first, whole and with its sender', async () => {
    const owner = await aPerson('Grace');
    const { id: key } = await database.db
      .insertInto('apiKeys')
      .values({
        ownerId: owner,
        name: 'Mill feed',
        prefix: word(),
        secretHash: '0'.repeat(64),
        scopes: ['jobs:write'],
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const first = await aJob({ status: 'pending', createdBy: owner, createdByKey: key });
    const second = await aJob({ status: 'pending', createdBy: owner });
    const third = await aJob({ status: 'pending' });
    const shown = await aJob({ status: 'active' });
    const seen: PendingJob[] = [];
    let cursor: string | undefined;
    do {
      const page = PendingJobPage.parse(await service().pending({ limit: 2, cursor }));
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const mine = seen.filter(({ id }) => [first, second, third, shown].includes(id));
    expect(mine.map(({ id, submittedBy }) => ({ id, submittedBy }))).toEqual([
      { id: first, submittedBy: 'Mill feed' },
      { id: second, submittedBy: 'Grace' },
      { id: third, submittedBy: null },
    ]);
    expect(mine[0]?.description).toBe('<p>x</p>');
    expect((await service().pending({ limit: 1 })).total).toEqual({ value: seen.length, relation: 'eq' });
  });

  it('shows open jobs that look like the one that waits', async () => {
    const companyId = await aCompany();
    const fingerprint = randomUUID();
    const waiting = await aJob({ title: 'Senior welder, nights', status: 'pending', companyId, fingerprint });
    const twin = await aJob({ title: 'Welder', status: 'active', fingerprint });
    const like = await aJob({ title: 'Senior welder (nights)', status: 'active', companyId });
    await aJob({ title: 'Accountant', status: 'active', companyId });
    await aJob({ title: 'Senior welder, nights', status: 'closed', companyId, fingerprint });
    await aJob({ title: 'Senior welder, nights', status: 'active' });
    const overdue = { applicationDeadline: new Date(Date.now() - 1_000) };
    await aJob({ title: 'Senior welder, nights', status: 'active', companyId, ...overdue });
    const { items } = await service().pending({ limit: 20 });
    const found = items.find(({ id }) => id === waiting);
    expect(found?.lookalikes.map(({ id }) => id)).toEqual([like, twin]);
  });
});
