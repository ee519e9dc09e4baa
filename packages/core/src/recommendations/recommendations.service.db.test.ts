import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { JobId } from '@access/contracts/ids';
import {
  ExplainAnswer,
  FeedbackInput,
  RecommendationPage,
  type Explanation,
} from '@access/contracts/recommendations';
import { useTestDatabase } from '@access/db/testing';

import { startRecommender } from '../../test/arrange-recommender.ts';
import { aJob, aSeeker } from '../../test/arrange.ts';
import { createInteractionsService } from '../interactions/index.ts';

const database = useTestDatabase();
let recommender: Awaited<ReturnType<typeof startRecommender>>;
beforeAll(async () => {
  recommender = await startRecommender(database.db);
});
afterAll(() => recommender.close());

/** A data analyst of whom enough is known for a list of their own. */
async function anAnalyst(): Promise<Actor> {
  const { db } = database;
  const actor = await aSeeker(db);
  const skills = await db.selectFrom('skills').select('id').where('slug', 'in', ['sql', 'python']).execute();
  await db
    .insertInto('userSkills')
    .values(skills.map(({ id }) => ({ userId: actor.userId, skillId: id, proficiencyLevel: 3 })))
    .execute();
  await db
    .insertInto('jobSeekerProfiles')
    .values({ userId: actor.userId, headline: 'Data analyst' })
    .execute();
  return actor;
}

const say = async (actor: Actor, jobId: JobId, type: string, more: object = {}) => {
  const { db } = database;
  const interactions = createInteractionsService({
    db,
    jobs: { summariesByIds: async () => [] },
    requestList: async () => undefined,
  });
  return interactions.feedback(actor, FeedbackInput.parse({ jobId, type, ...more }));
};
const read = async (actor: Actor, limit = 100, cursor?: string) =>
  RecommendationPage.parse(await recommender.service.list(actor, { limit, cursor }));
const made = async (actor: Actor) => {
  expect(await recommender.lists.refresh(actor.userId)).toMatchObject({ status: 'made' });
  return read(actor);
};
const idsOf = (page: RecommendationPage) => page.items.map((item) => item.job.id);
const scoreOf = (page: RecommendationPage, jobId: JobId) =>
  page.items.find((item) => item.job.id === jobId)?.score ?? Number.NaN;

function expectExact(explanation: Explanation, score: number): void {
  const sum = explanation.contributions.reduce((total, { value }) => total + value, explanation.base);
  expect(Math.abs(sum - explanation.margin)).toBeLessThan(1e-6);
  expect(Math.abs(1 / (1 + Math.exp(-explanation.margin)) - score)).toBeLessThan(1e-5);
}

describe('a list', () => {
  it('puts the field of the person first, ranked without gaps', async () => {
    const page = await made(await anAnalyst());
    expect(page).toMatchObject({ status: 'ready', list: { version: 1, isPersonal: true, notice: null } });
    expect(page.items.map((item) => item.rank)).toEqual(page.items.map((_, index) => index + 1));
    expect(page.items.slice(0, 3).filter(({ job }) => !recommender.jobs.data.includes(job.id))).toEqual([]);
  });

  it('of someone unknown is popular work, and says so', async () => {
    const page = await made(await aSeeker(database.db));
    expect(page.list).toMatchObject({ isPersonal: false, notice: expect.stringContaining('still empty') });
    expect(page.items.length).toBeGreaterThan(0);
  });

  it('explains each job by parts that add up to its score', async () => {
    const page = await made(await anAnalyst());
    // Twenty are explained when the list is made, the others when they are read.
    expect(page.items.length).toBeGreaterThan(20);
    for (const { explanation, score } of page.items) expectExact(explanation, score);
  });

  it('loses a dismissed job at once, and in the next list', async () => {
    const actor = await anAnalyst();
    const [first] = idsOf(await made(actor));
    if (first === undefined) throw new Error('An empty list');
    await say(actor, first, 'dislike');
    expect(idsOf(await read(actor))).not.toContain(first);
    const { version, items } = await newestRow(actor);
    expect([version, items.includes(first)]).toEqual([1, true]);
    await recommender.lists.refresh(actor.userId);
    expect((await newestRow(actor)).items).not.toContain(first);
  });

  it('brings more like a job that was liked', async () => {
    const actor = await anAnalyst();
    const [liked, alike] = recommender.jobs.care;
    if (liked === undefined || alike === undefined) throw new Error('No jobs');
    const before = scoreOf(await made(actor), alike);
    await say(actor, liked, 'like');
    expect(scoreOf(await made(actor), alike)).toBeGreaterThan(before);
  });

  it.each([{}, { undo: true }])('has seen the feedback that came before it: %j', async (more) => {
    const actor = await anAnalyst();
    const [jobId] = recommender.jobs.care;
    if (jobId === undefined) throw new Error('No jobs');
    await say(actor, jobId, 'bookmark');
    const { watermark } = await say(actor, jobId, 'bookmark', more);
    await recommender.lists.refresh(actor.userId);
    expect((await newestRow(actor)).watermark).toBeGreaterThanOrEqual(watermark);
  });

  it('is made one after the other when asked for twice at once', async () => {
    const actor = await anAnalyst();
    const outcomes = await Promise.all([1, 2].map(() => recommender.lists.refresh(actor.userId)));
    expect(outcomes.map(({ version }) => version).toSorted()).toEqual([1, 2]);
  });

  it('is not made for who turned profiling off, nor shown', async () => {
    const actor = await anAnalyst();
    await made(actor);
    await database.db
      .updateTable('jobSeekerProfiles')
      .set({ profilingOptOut: true })
      .where('userId', '=', actor.userId)
      .execute();
    expect(await recommender.lists.refresh(actor.userId)).toEqual({ status: 'opted_out' });
    expect(await read(actor)).toMatchObject({ status: 'opted_out', items: [], list: null });
    const [jobId] = recommender.jobs.data;
    if (jobId === undefined) throw new Error('No jobs');
    await expect(recommender.service.explain(actor, jobId)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is asked for, and told to be on its way, when there is none yet', async () => {
    const actor = await anAnalyst();
    expect(await read(actor)).toMatchObject({ status: 'preparing', items: [], list: null });
    expect(recommender.requested).toContain(actor.userId);
  });

  it('is nobody else’s', async () => {
    const [owner, other] = [await anAnalyst(), await anAnalyst()];
    await made(owner);
    const page = await read(owner, 5);
    const theirs = await read(other, 5, page.nextCursor ?? '');
    expect(theirs).toMatchObject({ status: 'preparing', items: [], list: null });
  });

  it('is not made for an account that is gone', async () => {
    const actor = await aSeeker(database.db);
    await database.db.deleteFrom('users').where('id', '=', actor.userId).execute();
    expect(await recommender.lists.refresh(actor.userId)).toEqual({ status: 'no_such_person' });
  });
});

describe('pages of a list', () => {
  it('neither skip nor repeat, and stay with their list when a newer one comes', async () => {
    const actor = await anAnalyst();
    const whole = idsOf(await made(actor));
    let page = await read(actor, 7);
    const seen = idsOf(page);
    for (const jobId of recommender.jobs.care.slice(0, 3)) await say(actor, jobId, 'like');
    await recommender.lists.refresh(actor.userId);
    while (page.nextCursor !== null) {
      page = await read(actor, 7, page.nextCursor);
      expect(page.list?.version).toBe(1);
      seen.push(...idsOf(page));
    }
    expect(seen).toEqual(whole);
    expect((await read(actor, 1)).list?.version).toBe(2);
  });

  it('are full although jobs in between were dismissed', async () => {
    const actor = await anAnalyst();
    const whole = idsOf(await made(actor));
    for (const jobId of whole.slice(1, 4)) await say(actor, jobId, 'dislike');
    const page = await read(actor, 3);
    expect(idsOf(page)).toEqual([whole[0], whole[4], whole[5]]);
    expect(idsOf(await read(actor, 2, page.nextCursor ?? ''))).toEqual(whole.slice(6, 8));
  });

  it.each(['nonsense', cursorOf({ version: 0, rank: 1 }), cursorOf({ version: 2 ** 31, rank: 1 })])(
    'are refused for the cursor %s',
    async (cursor) => {
      const actor = await anAnalyst();
      await made(actor);
      await expect(recommender.service.list(actor, { limit: 5, cursor })).rejects.toMatchObject({
        code: 'invalid_cursor',
      });
    },
  );
});

describe('impressions', () => {
  it('are logged once a list and job, with what the ranker saw', async () => {
    const actor = await anAnalyst();
    await made(actor);
    await read(actor, 5);
    const rows = await database.db
      .selectFrom('impressions')
      .select(['listId', 'jobId', 'position', 'features', 'propensity'])
      .where('userId', '=', actor.userId)
      .orderBy('position')
      .execute();
    const page = await read(actor);
    expect(rows.map((row) => row.jobId)).toEqual(idsOf(page));
    expect(rows.map((row) => row.position)).toEqual(page.items.map((item) => item.rank));
    expect(new Set(rows.map((row) => row.listId))).toEqual(new Set([page.list?.id]));
    expect(rows.filter((row) => row.features.every((value) => value === 0))).toEqual([]);
    expect(rows.filter((row) => !(row.propensity > 0))).toEqual([]);
  });
});

describe('why a job', () => {
  it('is told by parts that add up, for a job outside the list too', async () => {
    const actor = await anAnalyst();
    const jobId = await aJob(database.db, { status: 'closed' });
    const answer = ExplainAnswer.parse(await recommender.service.explain(actor, jobId));
    expectExact(answer.explanation, answer.score);
    expect(answer.blockedBy).toEqual(['It is no longer open']);
  });

  it('gives the score of the list', async () => {
    const actor = await anAnalyst();
    const page = await made(actor);
    const listed = page.items.at(-1);
    if (listed === undefined) throw new Error('An empty list');
    const { score } = await recommender.service.explain(actor, listed.job.id);
    expect(score).toBeCloseTo(listed.score, 5);
  });

  it('not: names each choice of the person that blocks it', async () => {
    const actor = await anAnalyst();
    const [jobId] = recommender.jobs.metal;
    if (jobId === undefined) throw new Error('No jobs');
    const { db } = database;
    const job = await db
      .selectFrom('jobs')
      .select('companyId')
      .where('id', '=', jobId)
      .executeTakeFirstOrThrow();
    const { id: companyId, name } = await db
      .selectFrom('companies')
      .select(['id', 'name'])
      .where('id', '=', job.companyId)
      .executeTakeFirstOrThrow();
    await db.insertInto('blockedCompanies').values({ userId: actor.userId, companyId }).execute();
    await say(actor, jobId, 'dislike');
    const { blockedBy } = await recommender.service.explain(actor, jobId);
    expect(blockedBy).toEqual(['You dismissed it', `You blocked ${name}`]);
  });

  it.each(['draft', 'pending', 'rejected'])('is not told of a job that is %s', async (status) => {
    const [actor, jobId] = [await anAnalyst(), await aJob(database.db, { status })];
    await expect(recommender.service.explain(actor, jobId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not told of a job that does not exist', async () => {
    const attempt = recommender.service.explain(await anAnalyst(), JobId.parse(randomUUID()));
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
  });
});

function cursorOf(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The newest list as it is stored, whatever its reader may see of it. */
async function newestRow({ userId }: Actor) {
  const row = await database.db
    .selectFrom('recommendationLists')
    .select(['version', 'watermark', 'items'])
    .where('userId', '=', userId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const items = row.items as ReadonlyArray<{ jobId: JobId }>;
  return { version: row.version, watermark: Number(row.watermark), items: items.map(({ jobId }) => jobId) };
}
