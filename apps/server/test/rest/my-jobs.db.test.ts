import { describe, expect, it } from 'vitest';

import type { JobId } from '@access/contracts/ids';
import { JobState, MyJobsPage } from '@access/contracts/recommendations';

import { aCaller, anOpenJob, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer({ ACCESS_AUTH_LIMIT_FACTOR: '1000' });
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
type Caller = Awaited<ReturnType<typeof aCaller>>;

async function say({ post }: Caller, jobId: JobId, type: string, more: object = {}): Promise<void> {
  const answer = await post('/recommendations/feedback', { jobId, type, ...more });
  expect(answer.statusCode).toBe(202);
}
const listed = async ({ get }: Caller, query: string) =>
  MyJobsPage.parse((await get(`/me/jobs?${query}`)).json());

describe('my jobs', () => {
  it.each(['/me/jobs?state=liked', `/me/jobs/${id}`])('are for job seekers: %s', async (path) => {
    const admin = callsOf(server, (await server.admin()).headers);
    expect(refusalOf(await callsOf(server).get(path))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await admin.get(path))).toEqual([403, 'forbidden']);
  });

  it.each([
    ['bookmark', 'bookmarked', 'isBookmarked'],
    ['like', 'liked', 'isLiked'],
    ['dislike', 'dismissed', 'isDismissed'],
    ['apply', 'applied', 'hasApplied'],
  ] as const)(
    'hold what I said by %s, until I take it back, and are nobody else’s',
    async (type, state, flag) => {
      const [me, other] = [await aCaller(server), await aCaller(server)];
      const jobId = await anOpenJob(server);
      await say(me, jobId, type);
      expect(await listed(me, `state=${state}`)).toMatchObject({
        items: [{ job: { id: jobId }, state: { jobId, [flag]: true } }],
        total: { value: 1, relation: 'eq' },
      });
      expect(JobState.parse((await me.get(`/me/jobs/${jobId}`)).json())[flag]).toBe(true);
      expect((await listed(other, `state=${state}`)).items).toEqual([]);
      expect(JobState.parse((await other.get(`/me/jobs/${jobId}`)).json())[flag]).toBe(false);
      await say(me, jobId, type, { undo: true });
      expect((await listed(me, `state=${state}`)).items).toEqual([]);
    },
  );

  it('come latest first, page by page, each once', async () => {
    const me = await aCaller(server);
    const saved: JobId[] = [];
    for (let i = 0; i < 5; i += 1) {
      const jobId = await anOpenJob(server);
      await say(me, jobId, 'bookmark');
      saved.unshift(jobId);
    }
    const seen: JobId[] = [];
    let cursor = '';
    do {
      const page = await listed(me, `state=bookmarked&limit=2${cursor}`);
      seen.push(...page.items.map(({ job }) => job.id));
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
    } while (cursor !== '');
    expect(seen).toEqual(saved);
  });

  it('keep a job that was closed since, marked so', async () => {
    const me = await aCaller(server);
    const jobId = await anOpenJob(server);
    await say(me, jobId, 'bookmark');
    await server.db.updateTable('jobs').set({ status: 'closed' }).where('id', '=', jobId).execute();
    expect((await listed(me, 'state=bookmarked')).items).toMatchObject([
      { job: { id: jobId, isActive: false } },
    ]);
  });

  it('are asked for by a state there is, with a cursor of that list', async () => {
    const me = await aCaller(server);
    const answer = await me.get('/me/jobs?state=adored');
    expect([refusalOf(answer), refusedFields(answer)]).toEqual([[400, 'validation_failed'], ['state']]);
    for (let i = 0; i < 2; i += 1) await say(me, await anOpenJob(server), 'like');
    const { nextCursor } = await listed(me, 'state=liked&limit=1');
    const stolen = await me.get(`/me/jobs?state=bookmarked&cursor=${nextCursor}`);
    expect(refusalOf(stolen)).toEqual([400, 'invalid_cursor']);
  });
});
