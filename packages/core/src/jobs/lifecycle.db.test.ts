import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Actor, KeyActor } from '@access/contracts/actor';
import { JobStatus } from '@access/contracts/enums';
import { AppError } from '@access/contracts/errors';
import { ApiKeyId, CompanyId, SessionId, UserId, type JobId } from '@access/contracts/ids';
import { JobInput, JobUpdate } from '@access/contracts/jobs';
import { listen } from '@access/db';
import { useTestDatabase } from '@access/db/testing';

import { createJobsService, JOBS_CHANGED_CHANNEL } from './index.ts';

const database = useTestDatabase();
const caller = { ip: '203.0.113.7' };
const service = () =>
  createJobsService({
    db: database.db,
    skills: { extract: () => [] },
    places: { resolve: () => null },
    now: () => new Date(),
    onViewsDelayed: () => undefined,
  });

let admin: Actor;
let otherAdmin: Actor;
let partner: KeyActor;
let stranger: KeyActor;
let companyId: CompanyId;

beforeAll(async () => {
  [admin, otherAdmin] = [await anAdmin(), await anAdmin()];
  companyId = await aCompany();
  partner = await aKeyOf(admin, [companyId]);
  stranger = await aKeyOf(otherAdmin, [companyId]);
});

async function anAdmin(): Promise<Actor> {
  const { id } = await database.db
    .insertInto('users')
    .values({
      email: `${randomUUID()}@example.org`,
      passwordHash: 'x',
      displayName: 'Ada',
      userType: 'admin',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { userId: UserId.parse(id), userType: 'admin', sessionId: SessionId.parse('0'.repeat(64)) };
}

async function aCompany(): Promise<CompanyId> {
  const key = `c${randomUUID()}`;
  const { id } = await database.db
    .insertInto('companies')
    .values({ name: key, matchKey: key, slug: key })
    .returning('id')
    .executeTakeFirstOrThrow();
  return CompanyId.parse(id);
}

async function aKeyOf(owner: Actor, companyIds: readonly CompanyId[]): Promise<KeyActor> {
  const { id } = await database.db
    .insertInto('apiKeys')
    .values({
      ownerId: owner.userId,
      name: 'Partner',
      prefix: randomUUID(),
      secretHash: '0'.repeat(64),
      scopes: ['jobs:write'],
      companyIds: [...companyIds],
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { userId, userType } = owner;
  return { userId, userType, via: 'key', keyId: ApiKeyId.parse(id), scopes: ['jobs:write'], companyIds };
}

const inputOf = (fields: Record<string, unknown> = {}) =>
  JobInput.parse({ title: 'Welder', companyId, description: '<p>Weld.</p>', ...fields });
const updateOf = (id: JobId, fields: Record<string, unknown> = {}) =>
  JobUpdate.parse({ ...inputOf(fields), id });
const post = (fields?: Record<string, unknown>) => service().create(partner, inputOf(fields), caller);
const statusOf = async (id: JobId) => (await stored(id)).status;
const stored = (id: JobId) =>
  database.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** The partner's job, put into a state whatever way it may have come there. */
async function aJobThatIs(status: JobStatus): Promise<{ id: JobId; updatedAt: string }> {
  const { id } = await post();
  await database.db.updateTable('jobs').set({ status }).where('id', '=', id).execute();
  return { id, updatedAt: (await stored(id)).updatedAt.toISOString() };
}

type Change = (actor: Actor, job: { id: JobId; updatedAt: string }) => Promise<unknown>;
const changes: Readonly<Record<string, Change>> = {
  approve: (actor, { id }) => service().approve(actor, { id }, caller),
  'approve as seen': (actor, job) => service().approve(actor, job, caller),
  reject: (actor, { id }) => service().reject(actor, { id, reason: 'Spam' }, caller),
  'reject as seen': (actor, job) => service().reject(actor, { ...job, reason: 'Spam' }, caller),
  'PUT active': (actor, { id }) => service().update(actor, updateOf(id, { title: 'Fitter' }), caller),
  'PUT draft': (actor, { id }) =>
    service().update(actor, updateOf(id, { title: 'Fitter', status: 'draft' }), caller),
  'PUT closed': (actor, { id }) =>
    service().update(actor, updateOf(id, { title: 'Fitter', status: 'closed' }), caller),
  DELETE: (actor, { id }) => service().remove(actor, id, caller),
};

/** By state: where each change leads, in the order of `changes`; an error's code where it is refused. */
const outcomes: Readonly<Record<'admin' | 'partner' | 'stranger', Readonly<Record<JobStatus, string>>>> = {
  admin: {
    draft: 'conflict conflict conflict conflict active draft closed closed',
    pending: 'active active rejected rejected pending conflict closed closed',
    active: 'conflict conflict conflict rejected active draft closed closed',
    rejected: 'conflict active conflict conflict rejected conflict closed closed',
    expired: 'conflict conflict conflict rejected active draft closed closed',
    closed: 'conflict conflict conflict conflict active draft closed closed',
  },
  partner: {
    draft: 'conflict conflict conflict conflict pending draft closed closed',
    pending: 'conflict conflict conflict conflict pending draft closed closed',
    active: 'conflict conflict conflict conflict pending draft closed closed',
    rejected: 'conflict conflict conflict conflict pending draft closed closed',
    expired: 'conflict conflict conflict conflict pending draft closed closed',
    closed: 'conflict conflict conflict conflict pending draft closed closed',
  },
  stranger: {
    draft: 'conflict conflict conflict conflict not_found not_found not_found not_found',
    pending: 'conflict conflict conflict conflict not_found not_found not_found not_found',
    active: 'conflict conflict conflict conflict not_found not_found not_found not_found',
    rejected: 'conflict conflict conflict conflict not_found not_found not_found not_found',
    expired: 'conflict conflict conflict conflict not_found not_found not_found not_found',
    closed: 'conflict conflict conflict conflict not_found not_found not_found not_found',
  },
};

const cases = (['admin', 'partner', 'stranger'] as const).flatMap((who) =>
  JobStatus.options.map((from) => ({ who, from, expected: outcomes[who][from] })),
);

describe('every change of every state by everyone', () => {
  it.each(cases)('$who, of a job that is $from', async ({ who, from, expected }) => {
    const actor = { admin, partner, stranger }[who];
    const results: string[] = [];
    for (const change of Object.values(changes)) {
      const job = await aJobThatIs(from);
      const refusal = await change(actor, job).then(
        () => null,
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
      const status = await statusOf(job.id);
      // A refusal that moved the job all the same would show as both.
      results.push(refusal === null ? status : status === from ? refusal : `${refusal}, but ${status}`);
    }
    expect(results.join(' ')).toBe(expected);
  });
});

describe('two admins at the same moment', () => {
  /** Both wait for the row on connections of their own before either may go on. */
  async function atOnce(id: JobId, ...decide: ReadonlyArray<() => Promise<unknown>>) {
    const started = await database.db.transaction().execute(async (trx) => {
      await sql`select 1 from jobs where id = ${id} for update`.execute(trx);
      const decisions = decide.map((decision) => decision());
      await expect.poll(waitingForLocks, { timeout: 10_000 }).toBe(decide.length);
      return decisions;
    });
    return Promise.allSettled(started);
  }

  /** Asked outside of the transaction, which would see its own moment only. */
  async function waitingForLocks() {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::integer as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db);
    return rows[0]?.waiting;
  }

  it('give one approval, and one is told that it is done', async () => {
    const { id } = await post();
    const outcome = await atOnce(
      id,
      () => service().approve(admin, { id }, caller),
      () => service().approve(otherAdmin, { id }, caller),
    );
    expect(outcome.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcome.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', message: 'This job was approved already' },
    });
    const approvals = await database.db
      .selectFrom('userActivity')
      .select('id')
      .where('subject', '=', id)
      .where('action', '=', 'jobs.approved')
      .execute();
    expect(approvals).toHaveLength(1);
  });

  it('do not overturn each other unseen', async () => {
    const { id } = await post();
    const outcome = await atOnce(
      id,
      () => service().approve(admin, { id }, caller),
      () => service().reject(otherAdmin, { id, reason: 'Spam' }, caller),
    );
    expect(outcome.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('neither decide on what the partner changed meanwhile', async () => {
    const { id, updatedAt } = await post();
    await service().update(partner, updateOf(id, { title: 'Fitter' }), caller);
    await expect(service().approve(admin, { id, updatedAt }, caller)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('has changed'),
    });
    const seen = await service().getJob(id, admin);
    const { status } = await service().approve(admin, { id, updatedAt: seen.updatedAt }, caller);
    expect(status).toBe('active');
  });
});

describe('a partner', () => {
  it('posts what waits for a decision, unseen by others', async () => {
    const { id } = await post();
    expect(await statusOf(id)).toBe('pending');
    for (const viewer of [null, stranger]) {
      await expect(service().getJob(id, viewer)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await service().getJob(id, partner)).status).toBe('pending');
    expect((await service().getJob(id, admin)).status).toBe('pending');
  });

  it('posts for the companies of its key alone', async () => {
    const other = await aCompany();
    await expect(post({ companyId: other })).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await post();
    await expect(service().update(partner, updateOf(id, { companyId: other }), caller)).rejects.toMatchObject(
      { code: 'forbidden' },
    );
  });

  it('features no job, and loses no feature by a change', async () => {
    await expect(post({ isFeatured: true })).rejects.toMatchObject({ problems: [{ path: 'isFeatured' }] });
    const { id } = await post();
    await database.db.updateTable('jobs').set({ isFeatured: true }).where('id', '=', id).execute();
    await service().update(partner, updateOf(id, { title: 'Fitter' }), caller);
    expect((await stored(id)).isFeatured).toBe(true);
  });

  it('may send again what we have without losing its place', async () => {
    const { id } = await post({ skills: await twoSkills() });
    await service().approve(admin, { id }, caller);
    const before = await stored(id);
    const again = await service().update(partner, updateOf(id, { skills: await twoSkills() }), caller);
    expect(again.status).toBe('active');
    expect(await stored(id)).toEqual(before);
  });

  it('asks for a new decision by changing a skill alone', async () => {
    const { id } = await post({ skills: await twoSkills() });
    await service().approve(admin, { id }, caller);
    const [first, second] = await twoSkills();
    await service().update(
      partner,
      updateOf(id, { skills: [first, { ...second, isRequired: false }] }),
      caller,
    );
    expect(await statusOf(id)).toBe('pending');
  });

  it('learns why a job was refused, and sends a better one', async () => {
    const { id } = await post();
    await service().reject(admin, { id, reason: 'No pay stated' }, caller);
    expect(await service().getJob(id, partner)).toMatchObject({
      status: 'rejected',
      rejectionReason: 'No pay stated',
    });
    const better = await service().update(
      partner,
      updateOf(id, { description: '<p>£20 an hour</p>' }),
      caller,
    );
    expect(better).toMatchObject({ status: 'pending', rejectionReason: null });
  });

  const twoSkills = async () => {
    const rows = await database.db.selectFrom('skills').select('id').orderBy('name').limit(2).execute();
    return rows.map(({ id }) => ({ skillId: id, isRequired: true, proficiencyLevel: 2 }));
  };
});

describe('a decision', () => {
  it('is kept with who took it, from where, and why', async () => {
    const { id } = await post();
    await service().reject(admin, { id, reason: 'Spam' }, caller);
    const log = await database.db
      .selectFrom('userActivity')
      .select(['actor', 'action', 'metadata', 'ip'])
      .where('subject', '=', id)
      .orderBy('id')
      .execute();
    expect(log).toEqual([
      {
        actor: partner.userId,
        action: 'jobs.created',
        metadata: { title: 'Welder', to: 'pending', keyId: partner.keyId },
        ip: caller.ip,
      },
      {
        actor: admin.userId,
        action: 'jobs.rejected',
        metadata: { title: 'Welder', from: 'pending', to: 'rejected', reason: 'Spam' },
        ip: caller.ip,
      },
    ]);
    expect((await stored(id)).moderatedBy).toBe(admin.userId);
  });

  it('posts the job at the time it is first shown, and not again later', async () => {
    const { id } = await post();
    await sql`update jobs set posted_at = '2020-01-01' where id = ${id}`.execute(database.db);
    const shown = await service().approve(admin, { id }, caller);
    expect(shown.postedAt > '2021').toBe(true);
    await sql`update jobs set posted_at = '2025-01-01' where id = ${id}`.execute(database.db);
    await service().update(partner, updateOf(id, { title: 'Fitter' }), caller);
    expect((await service().approve(admin, { id }, caller)).postedAt).toBe('2025-01-01T00:00:00.000Z');
  });

  it('for a job whose deadline is past is refused', async () => {
    const { id } = await post({ applicationDeadline: '2035-01-01' });
    await sql`update jobs set application_deadline = now() - interval '1 hour' where id = ${id}`.execute(
      database.db,
    );
    await expect(service().approve(admin, { id }, caller)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('reaches the indexes of the workers', async () => {
    const { id } = await post();
    const { promise, resolve } = Promise.withResolvers<string>();
    const listener = await listen({
      url: database.url,
      channel: JOBS_CHANGED_CHANNEL,
      onPayload: resolve,
    });
    await service().approve(admin, { id }, caller);
    expect(await promise).toBe('');
    await listener.close();
  });
});

describe('a job that was merged into another', () => {
  it('stays closed until that is undone', async () => {
    const [kept, other] = [await post(), await post()];
    await database.db
      .updateTable('jobs')
      .set({ status: 'closed', mergedInto: kept.id })
      .where('id', '=', other.id)
      .execute();
    await expect(service().update(admin, updateOf(other.id), caller)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(service().approve(admin, { id: other.id }, caller)).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('a job with people’s history', () => {
  it('is closed, never deleted', async () => {
    const { id } = await post();
    await service().approve(admin, { id }, caller);
    await database.db
      .insertInto('userJobs')
      .values({ userId: admin.userId, jobId: id, appliedAt: new Date() })
      .execute();
    await service().remove(partner, id, caller);
    expect(await statusOf(id)).toBe('closed');
    const rows = await database.db.selectFrom('userJobs').select('userId').where('jobId', '=', id).execute();
    expect(rows).toHaveLength(1);
  });
});
