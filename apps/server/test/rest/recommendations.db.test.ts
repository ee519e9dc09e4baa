import { describe, expect, it, vi } from 'vitest';

import { UserId, type JobId } from '@access/contracts/ids';
import {
  ExplainAnswer,
  FeedbackAnswer,
  JobState,
  RecommendationPage,
} from '@access/contracts/recommendations';
import { LISTS_CHANNEL } from '@access/core/recommendations';
import { notify } from '@access/db';

import { aCaller, anOpenJob, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const explanation = { base: 0, contributions: [], margin: 0, sentence: 'Posted today', reasons: [] };
const server = useTestServer(
  { ACCESS_AUTH_LIMIT_FACTOR: '1000' },
  {
    explainer: {
      explain: async ({ jobIds }) => ({
        pairs: jobIds.map((jobId) => ({
          jobId,
          score: 0.5,
          band: 'good',
          explanation,
          counterfactuals: [],
        })),
        modelVersion: 'test',
      }),
    },
  },
);

/** Stores a list the way the worker does. */
async function storeList(user: string, jobIds: readonly JobId[], version = 1): Promise<void> {
  const userId = UserId.parse(user);
  const items = jobIds.map((jobId, index) => ({
    jobId,
    rank: index + 1,
    score: 0.5,
    margin: 0,
    band: 'good',
    sources: ['fresh'],
    features: [1, 2],
    propensity: 1,
    // The tail of a list is explained when it is read.
    explanation: index === 0 ? explanation : null,
  }));
  await server.db.transaction().execute(async (trx) => {
    const list = { userId, version, modelVersion: 'test', isPersonal: true, items: JSON.stringify(items) };
    await trx.insertInto('recommendationLists').values(list).execute();
    await notify(trx, LISTS_CHANNEL, JSON.stringify({ userId, version, watermark: 0 }));
  });
}

describe('recommendations', () => {
  it.each([
    ['get', '/recommendations', undefined],
    ['post', '/recommendations/feedback', { jobId: id, type: 'like' }],
    ['get', `/recommendations/explain/${id}`, undefined],
  ] as const)('are for job seekers: %s %s', async (method, path, payload) => {
    const admin = callsOf(server, (await server.admin()).headers);
    expect(refusalOf(await callsOf(server)[method](path, payload))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await admin[method](path, payload))).toEqual([403, 'forbidden']);
  });

  it('come page by page, each job with its reasons', async () => {
    const { get, userId } = await aCaller(server);
    const jobs = [await anOpenJob(server), await anOpenJob(server), await anOpenJob(server)];
    await storeList(userId, jobs);
    const first = RecommendationPage.parse((await get('/recommendations?limit=2')).json());
    expect(first).toMatchObject({ status: 'ready', total: { value: 3 }, list: { version: 1 } });
    const cursor = encodeURIComponent(first.nextCursor ?? '');
    const last = RecommendationPage.parse((await get(`/recommendations?limit=2&cursor=${cursor}`)).json());
    expect(last.nextCursor).toBeNull();
    const items = [...first.items, ...last.items];
    expect(items.map(({ job, rank }) => [job.id, rank])).toEqual(
      jobs.map((jobId, index) => [jobId, index + 1]),
    );
    expect(items.map(({ explanation: why }) => why.sentence)).toEqual(jobs.map(() => 'Posted today'));
  });

  it('wait for the first list, and show it as soon as it is stored', async () => {
    const { get, userId } = await aCaller(server);
    const jobId = await anOpenJob(server);
    const asked = get('/recommendations');
    await vi.waitFor(() => expect(server.enqueued).toContainEqual({ userId }));
    await storeList(userId, [jobId]);
    const page = RecommendationPage.parse((await asked).json());
    expect([page.status, page.items.map(({ job }) => job.id)]).toEqual(['ready', [jobId]]);
  });

  it('are none for who turned profiling off', async () => {
    const { get, put, userId } = await aCaller(server);
    const jobId = await anOpenJob(server);
    await storeList(userId, [jobId]);
    await put('/auth/profile', { profilingOptOut: true });
    const page = RecommendationPage.parse((await get('/recommendations')).json());
    expect(page).toMatchObject({ status: 'opted_out', items: [], list: null });
    expect(refusalOf(await get(`/recommendations/explain/${jobId}`))).toEqual([409, 'conflict']);
  });

  it('refuse a cursor that is none of theirs', async () => {
    const { get, userId } = await aCaller(server);
    await storeList(userId, [await anOpenJob(server)]);
    const forged = Buffer.from('{"version":2147483648,"rank":1}').toString('base64url');
    for (const cursor of ['nonsense', forged]) {
      expect(refusalOf(await get(`/recommendations?cursor=${cursor}`))).toEqual([400, 'invalid_cursor']);
    }
  });
});

describe('feedback', () => {
  it('is taken, asks for a new list and hides a dismissed job at once', async () => {
    const { get, post, userId } = await aCaller(server);
    const [kept, dismissed] = [await anOpenJob(server), await anOpenJob(server)];
    await storeList(userId, [kept, dismissed]);
    const before = server.enqueued.length;
    const answer = await post('/recommendations/feedback', {
      jobId: dismissed,
      type: 'dislike',
      reason: 'wrong_place',
    });
    expect(answer.statusCode).toBe(202);
    expect(FeedbackAnswer.parse(answer.json()).watermark).toBeGreaterThan(0);
    expect(server.enqueued.slice(before)).toEqual([{ userId }]);
    const page = RecommendationPage.parse((await get('/recommendations')).json());
    expect(page.items.map(({ job }) => job.id)).toEqual([kept]);
    const why = ExplainAnswer.parse((await get(`/recommendations/explain/${dismissed}`)).json());
    expect(why.blockedBy).toEqual(['You dismissed it']);
  });

  it('concerns the one who gave it', async () => {
    const [owner, other] = [await aCaller(server), await aCaller(server)];
    const jobId = await anOpenJob(server);
    await owner.post('/recommendations/feedback', { jobId, type: 'bookmark' });
    await other.post('/recommendations/feedback', { jobId, type: 'bookmark', undo: true });
    const states = [owner, other].map(async ({ get }) =>
      JobState.parse((await get(`/me/jobs/${jobId}`)).json()),
    );
    expect((await Promise.all(states)).map(({ isBookmarked }) => isBookmarked)).toEqual([true, false]);
  });

  it('is refused for no job, and for what nobody can do with one', async () => {
    const { post } = await aCaller(server);
    const nowhere = await post('/recommendations/feedback', { jobId: id, type: 'like' });
    expect(refusalOf(nowhere)).toEqual([404, 'not_found']);
    const jobId = await anOpenJob(server);
    for (const [fields, field] of [
      [{ type: 'adore' }, 'type'],
      [{ type: 'dislike', reason: 'mood' }, 'reason'],
      [{ type: 'view', dwellSeconds: -1 }, 'dwellSeconds'],
    ] as const) {
      const answer = await post('/recommendations/feedback', { jobId, ...fields });
      expect([refusalOf(answer), refusedFields(answer)]).toEqual([[400, 'validation_failed'], [field]]);
    }
  });
});

describe('why a job', () => {
  it('is told for any open job, and for none that is hidden or missing', async () => {
    const { get } = await aCaller(server);
    const jobId = await anOpenJob(server);
    const answer = ExplainAnswer.parse((await get(`/recommendations/explain/${jobId}`)).json());
    expect(answer).toMatchObject({ job: { id: jobId }, band: 'good', modelVersion: 'test', blockedBy: [] });
    for (const hidden of [await anOpenJob(server, { status: 'draft' }), id]) {
      expect(refusalOf(await get(`/recommendations/explain/${hidden}`))).toEqual([404, 'not_found']);
    }
  });
});
