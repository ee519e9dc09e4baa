import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { JobId, UserId } from '@access/contracts/ids';
import { FeedbackInput } from '@access/contracts/recommendations';
import { useTestDatabase } from '@access/db/testing';

import { aJob, aSeeker, eventsOf } from '../../test/arrange.ts';
import { createJobsService } from '../jobs/index.ts';
import { createInteractionsService } from './interactions.service.ts';

const database = useTestDatabase();

function arrange() {
  const { db } = database;
  const jobs = createJobsService({
    db,
    skills: { extract: () => [] },
    places: { resolve: () => null },
    now: () => new Date(),
    onViewsDelayed: (error) => {
      throw error;
    },
  });
  const requested: UserId[] = [];
  const requestList = async (_: unknown, userId: UserId): Promise<void> => {
    requested.push(userId);
  };
  return { db, requested, service: createInteractionsService({ db, jobs, requestList }) };
}

const say = (jobId: string, type: string, more: object = {}) => FeedbackInput.parse({ jobId, type, ...more });
const likesOf = async (jobId: string): Promise<number> =>
  (await database.db.selectFrom('jobStats').select('likes').where('jobId', '=', jobId).executeTakeFirst())
    ?.likes ?? 0;

describe('feedback', () => {
  it('moves the state, tells the event and asks for a new list', async () => {
    const { db, service, requested } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    const { watermark } = await service.feedback(actor, say(jobId, 'bookmark'));
    expect(watermark).toBeGreaterThan(0);
    expect(await service.state(actor, jobId)).toMatchObject({ isBookmarked: true, isLiked: false });
    expect(requested).toEqual([actor.userId]);
    expect(await eventsOf(db, actor.userId)).toEqual(['interaction.recorded']);
  });

  it('counts one like however often it is said', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    await Promise.all([1, 2, 3].map(() => service.feedback(actor, say(jobId, 'like'))));
    expect(await likesOf(jobId)).toBe(1);
  });

  it('takes back what was said, with a later watermark', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    const first = await service.feedback(actor, say(jobId, 'dislike', { reason: 'wrong_place' }));
    expect(await service.state(actor, jobId)).toMatchObject({
      isDismissed: true,
      dismissReason: 'wrong_place',
    });
    const second = await service.feedback(actor, say(jobId, 'dislike', { undo: true }));
    expect(second.watermark).toBeGreaterThan(first.watermark);
    expect(await service.state(actor, jobId)).toMatchObject({ isDismissed: false, dismissReason: null });
  });

  it('records what is said twice once', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    const said = await Promise.all([1, 2, 3].map(() => service.feedback(actor, say(jobId, 'bookmark'))));
    expect(new Set(said.map(({ watermark }) => watermark)).size).toBe(1);
    const rows = await db
      .selectFrom('interactions')
      .select('id')
      .where('userId', '=', actor.userId)
      .execute();
    expect(rows).toHaveLength(1);
  });

  it('keeps the list an action came from after the list was pruned', async () => {
    const { db, service } = arrange();
    const [actor, jobId, listId] = [await aSeeker(db), await aJob(db), randomUUID()];
    const list = { listId, modelVersion: 'v', variant: 'control', features: [0], propensity: 1, position: 1 };
    await db
      .insertInto('impressions')
      .values({ ...list, userId: actor.userId, jobId })
      .execute();
    await service.feedback(actor, say(jobId, 'like', { listId }));
    const row = await db
      .selectFrom('interactions')
      .select('listId')
      .where('userId', '=', actor.userId)
      .executeTakeFirstOrThrow();
    expect(row.listId).toBe(listId);
  });

  it('lets a dismissal end a like, and its count', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    await service.feedback(actor, say(jobId, 'like'));
    await service.feedback(actor, say(jobId, 'dislike'));
    expect(await service.state(actor, jobId)).toMatchObject({ isLiked: false, isDismissed: true });
    expect(await likesOf(jobId)).toBe(0);
  });

  it('refuses a job that does not exist', async () => {
    const { db, service } = arrange();
    await expect(service.feedback(await aSeeker(db), say(randomUUID(), 'like'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('takes a list id of somebody else as no origin', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    await service.feedback(actor, say(jobId, 'like', { listId: randomUUID() }));
    const row = await db
      .selectFrom('interactions')
      .select('listId')
      .where('userId', '=', actor.userId)
      .executeTakeFirstOrThrow();
    expect(row.listId).toBeNull();
  });
});

describe('my jobs', () => {
  it('gives every saved job once, latest first, over pages', async () => {
    const { db, service } = arrange();
    const actor = await aSeeker(db);
    const saved: JobId[] = [];
    for (let i = 0; i < 5; i++) {
      const jobId = await aJob(db);
      await service.feedback(actor, say(jobId, 'bookmark'));
      saved.unshift(jobId);
    }
    const seen: JobId[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.list(actor, { state: 'bookmarked', limit: 2, cursor });
      expect(page.total.value).toBe(5);
      seen.push(...page.items.map((item) => item.job.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen)).toEqual(new Set(saved));
    expect(seen).toHaveLength(5);
  });

  it('refuses a cursor of another list', async () => {
    const { db, service } = arrange();
    const actor = await aSeeker(db);
    for (let i = 0; i < 2; i++) await service.feedback(actor, say(await aJob(db), 'like'));
    const page = await service.list(actor, { state: 'liked', limit: 1 });
    const stolen = service.list(actor, { state: 'viewed', limit: 1, cursor: page.nextCursor ?? '' });
    await expect(stolen).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});
