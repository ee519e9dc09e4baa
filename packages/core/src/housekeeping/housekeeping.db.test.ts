import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { JobId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';

import { aJob, aSeeker, eventsOf } from '../../test/arrange.ts';
import { beat, endBeat } from './heartbeats.repository.ts';
import { createHousekeeping } from './housekeeping.service.ts';

const database = useTestDatabase();
const DAY_MS = 24 * 3_600_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);
const { signal } = new AbortController();
const housekeeping = () =>
  createHousekeeping({
    db: database.db,
    now: () => new Date(),
    jobMaxAgeDays: 120,
    impressionMaxAgeDays: 90,
  });

const statusOf = async (id: JobId): Promise<string> =>
  (await database.db.selectFrom('jobs').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status;

/** An open job posted and last touched so many days ago, told by a source that last saw it then. */
async function oldJob(days: number, source?: { lastSeen: Date; closedAt?: Date }): Promise<JobId> {
  const { db } = database;
  const id = await aJob(db);
  await db
    .updateTable('jobs')
    .set({ postedAt: daysAgo(days) })
    .where('id', '=', id)
    .execute();
  if (source !== undefined) {
    await db
      .insertInto('jobSources')
      .values({ jobId: id, source: 'feed', sourceId: id, contentHash: 'x', ...source })
      .execute();
  }
  return id;
}

describe('expiring jobs', () => {
  it('ends those past their deadline, each told once, however many workers do it', async () => {
    const { db } = database;
    const late = await Promise.all(
      Array.from({ length: 210 }, () => aJob(db, { applicationDeadline: daysAgo(1) })),
    );
    const open = await aJob(db, { applicationDeadline: daysAgo(-1) });
    const draft = await aJob(db, { applicationDeadline: daysAgo(1), status: 'draft' });
    const counts = await Promise.all([1, 2].map(() => housekeeping().expireJobs(signal)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(210);
    expect(await Promise.all([open, draft].map(statusOf))).toEqual(['active', 'draft']);
    const statuses = await db
      .selectFrom('jobs')
      .select('status')
      .distinct()
      .where('id', 'in', late)
      .execute();
    expect(statuses).toEqual([{ status: 'expired' }]);
    expect(await eventsOf(db, late[0] ?? '')).toEqual(['job.expired']);
    expect(await housekeeping().expireJobs(signal)).toBe(0);
  });

  it('ends those whose source stopped telling them, and keeps old ones that it still tells', async () => {
    const [silent, told, closed, young] = await Promise.all([
      oldJob(200, { lastSeen: daysAgo(130) }),
      oldJob(200, { lastSeen: daysAgo(1) }),
      oldJob(200, { lastSeen: daysAgo(1), closedAt: daysAgo(1) }),
      oldJob(100, { lastSeen: daysAgo(100) }),
    ]);
    await housekeeping().expireJobs(signal);
    const statuses = await Promise.all([silent, told, closed, young].map(statusOf));
    expect(statuses).toEqual(['expired', 'active', 'expired', 'active']);
    expect(
      await database.db.selectFrom('domainEvents').select('payload').where('subject', '=', silent).execute(),
    ).toEqual([{ payload: { reason: 'age' } }]);
  });

  it('counts a change by hand as verifying a job that no source told', async () => {
    const justChanged = await oldJob(200);
    await housekeeping().expireJobs(signal);
    expect(await statusOf(justChanged)).toBe('active');
    const later = createHousekeeping({
      db: database.db,
      now: () => daysAgo(-121),
      jobMaxAgeDays: 120,
      impressionMaxAgeDays: 90,
    });
    await later.expireJobs(signal);
    expect(await statusOf(justChanged)).toBe('expired');
  });

  it('stops between batches when it is told to', async () => {
    const stopped = AbortSignal.abort(new Error('The worker stops'));
    await expect(housekeeping().expireJobs(stopped)).rejects.toThrow('The worker stops');
  });
});

describe('removing what is old', () => {
  it('deletes events handed on more than two weeks ago, and none that still waits', async () => {
    const { db } = database;
    const subject = randomUUID();
    const event = (payload: string, dispatchedAt: Date | null) => ({
      type: 'job.changed',
      subject,
      payload: JSON.stringify({ payload }),
      at: daysAgo(20),
      dispatchedAt,
    });
    await db
      .insertInto('domainEvents')
      .values([event('old', daysAgo(15)), event('young', daysAgo(13)), event('waiting', null)])
      .execute();
    await housekeeping().deleteEvents(signal);
    const rows = await db
      .selectFrom('domainEvents')
      .select('payload')
      .where('subject', '=', subject)
      .orderBy('id')
      .execute();
    expect(rows.map((row) => row.payload)).toEqual([{ payload: 'young' }, { payload: 'waiting' }]);
  });

  it('deletes impressions of three months ago', async () => {
    const { db } = database;
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    const shown = (at: Date) => ({
      userId: actor.userId,
      jobId,
      listId: randomUUID(),
      position: 1,
      modelVersion: 'v',
      variant: 'control',
      features: [0],
      propensity: 1,
      at,
    });
    await db
      .insertInto('impressions')
      .values([shown(daysAgo(91)), shown(daysAgo(89))])
      .execute();
    await housekeeping().deleteImpressions(signal);
    const left = await db.selectFrom('impressions').select('at').where('jobId', '=', jobId).execute();
    expect(left.map(({ at }) => at > daysAgo(90))).toEqual([true]);
  });

  it('forgets addresses in the audit log after three months, and keeps the entries', async () => {
    const { db } = database;
    const actor = randomUUID();
    const entry = (at: Date) => ({ actor, action: 'auth.logged_in', ip: '192.0.2.1', at });
    await db
      .insertInto('userActivity')
      .values([entry(daysAgo(91)), entry(daysAgo(89))])
      .execute();
    expect(await housekeeping().forgetAddresses(signal)).toBeGreaterThan(0);
    const rows = await db
      .selectFrom('userActivity')
      .select('ip')
      .where('actor', '=', actor)
      .orderBy('at')
      .execute();
    expect(rows).toEqual([{ ip: null }, { ip: '192.0.2.1' }]);
    expect(await housekeeping().forgetAddresses(signal)).toBe(0);
  });
});

describe('heartbeats', () => {
  const detail = {
    jobsIndexed: 3,
    contentModel: 'c1',
    rankerModel: 'linear-1',
    rankerProblem: null,
    listsMade: 0,
    indexLagSeconds: 0.1,
  };
  const rowOf = (workerId: string) =>
    database.db
      .selectFrom('workerHeartbeats')
      .selectAll()
      .where('workerId', '=', workerId)
      .executeTakeFirst();

  it('tell since when a worker runs and what it holds, until it stops', async () => {
    const { db } = database;
    const id = randomUUID();
    await beat(db, id, detail);
    const first = await rowOf(id);
    await beat(db, id, { ...detail, listsMade: 7 });
    const second = await rowOf(id);
    expect(second).toMatchObject({ startedAt: first?.startedAt, detail: { ...detail, listsMade: 7 } });
    expect(second?.beatAt.getTime()).toBeGreaterThan(first?.beatAt.getTime() ?? Number.NaN);
    await endBeat(db, id);
    expect(await rowOf(id)).toBeUndefined();
  });

  it('of a worker that was killed are removed after a day', async () => {
    const { db } = database;
    const [dead, alive] = [randomUUID(), randomUUID()];
    await beat(db, dead, detail);
    await beat(db, alive, detail);
    await db
      .updateTable('workerHeartbeats')
      .set({ beatAt: daysAgo(2) })
      .where('workerId', '=', dead)
      .execute();
    await housekeeping().deleteHeartbeats();
    expect([await rowOf(dead), (await rowOf(alive))?.workerId]).toEqual([undefined, alive]);
  });
});
