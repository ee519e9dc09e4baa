import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
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

/** What the person said and did not take back. */
const living = (actor: Actor) =>
  database.db
    .selectFrom('interactions')
    .select(['type', 'reason'])
    .where('userId', '=', actor.userId)
    .where('undoneAt', 'is', null)
    .orderBy('id')
    .execute();

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

  it('lets the last of a like and a dismissal live, for models to learn from', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    await service.feedback(actor, say(jobId, 'like'));
    await service.feedback(actor, say(jobId, 'dislike'));
    expect(await living(actor)).toEqual([{ type: 'dislike', reason: null }]);
    await service.feedback(actor, say(jobId, 'like'));
    expect(await living(actor)).toEqual([{ type: 'like', reason: null }]);
    expect(await likesOf(jobId)).toBe(1);
  });

  it('takes a reason given afterwards, once, and keeps it when the dismissal is said again without', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    const dismissedAt = async () =>
      (
        await db
          .selectFrom('userJobs')
          .select('dismissedAt')
          .where('userId', '=', actor.userId)
          .executeTakeFirstOrThrow()
      ).dismissedAt;
    await service.feedback(actor, say(jobId, 'dislike'));
    const first = await dismissedAt();
    await service.feedback(actor, say(jobId, 'dislike', { reason: 'pay_too_low' }));
    await service.feedback(actor, say(jobId, 'dislike', { reason: 'pay_too_low' }));
    await service.feedback(actor, say(jobId, 'dislike'));
    expect(await service.state(actor, jobId)).toMatchObject({ dismissReason: 'pay_too_low' });
    expect(await living(actor)).toEqual([{ type: 'dislike', reason: 'pay_too_low' }]);
    expect(await dismissedAt()).toEqual(first);
  });

  it('keeps no reason for anything but a dismissal', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    await service.feedback(actor, say(jobId, 'like', { reason: 'wrong_place' }));
    expect(await living(actor)).toEqual([{ type: 'like', reason: null }]);
    expect(await service.state(actor, jobId)).toMatchObject({ isLiked: true, dismissReason: null });
  });

  it('takes an application back, with its count, however often either is clicked', async () => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db)];
    const applies = async () =>
      (await db.selectFrom('jobStats').select('applies').where('jobId', '=', jobId).executeTakeFirst())
        ?.applies;
    const click = (more: object = {}) =>
      Promise.all([1, 2].map(() => service.feedback(actor, say(jobId, 'apply', more))));
    await click();
    expect([await applies(), (await service.state(actor, jobId)).hasApplied]).toEqual([1, true]);
    await click({ undo: true });
    expect([await applies(), (await service.state(actor, jobId)).hasApplied]).toEqual([0, false]);
    expect(await living(actor)).toEqual([]);
    await click();
    expect(await applies()).toBe(1);
    expect(await living(actor)).toEqual([{ type: 'apply', reason: null }]);
  });

  it.each(['closed', 'expired'])('is taken about a job that is %s', async (status) => {
    const { db, service } = arrange();
    const [actor, jobId] = [await aSeeker(db), await aJob(db, { status })];
    await service.feedback(actor, say(jobId, 'apply'));
    expect(await service.state(actor, jobId)).toMatchObject({ hasApplied: true });
  });

  it('about a job hidden since can be taken back, and nothing be added', async () => {
    const { db, service } = arrange();
    const [actor, stranger, jobId] = [await aSeeker(db), await aSeeker(db), await aJob(db)];
    await service.feedback(actor, say(jobId, 'bookmark'));
    await db.updateTable('jobs').set({ status: 'rejected' }).where('id', '=', jobId).execute();
    await expect(service.feedback(actor, say(jobId, 'like'))).rejects.toMatchObject({ code: 'not_found' });
    const unknown = service.feedback(stranger, say(jobId, 'bookmark', { undo: true }));
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
    await service.feedback(actor, say(jobId, 'bookmark', { undo: true }));
    expect(await service.state(actor, jobId)).toMatchObject({ isBookmarked: false });
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
