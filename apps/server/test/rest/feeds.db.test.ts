import { describe, expect, it } from 'vitest';

import { Problem } from '@access/contracts/errors';
import { Feed, FeedPage } from '@access/contracts/imports';

import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const url = '/api/v1/admin/feeds';
const input = () => ({
  name: `board ${crypto.randomUUID()}`,
  url: 'https://boards.example.org/jobs',
  format: 'greenhouse',
  everyMinutes: 60,
});

async function created() {
  const { headers } = await server.admin();
  const payload = input();
  const response = await server.inject({ method: 'POST', url, headers, payload });
  return { headers, payload, response, feed: Feed.parse(response.json()) };
}

describe('feeds over REST', () => {
  it('are for admins alone', async () => {
    const { headers } = await server.registered();
    const asStranger = await server.inject({ url });
    const asSeeker = await server.inject({ method: 'POST', url, headers, payload: input() });
    expect([asStranger.statusCode, asSeeker.statusCode]).toEqual([401, 403]);
  });

  it('are added, fetched at once, listed, changed and removed', async () => {
    const { headers, payload, response, feed } = await created();
    expect(response.statusCode).toBe(201);
    expect(feed).toMatchObject({
      ...payload,
      isFull: false,
      isActive: true,
      openJobs: 0,
      lastRun: null,
      failures: 0,
    });
    expect(server.enqueued).toContainEqual({ feedId: feed.id });
    const list = FeedPage.parse((await server.inject({ url: `${url}?limit=100`, headers })).json());
    expect(list.items.map(({ id }) => id)).toContain(feed.id);
    const changed = await server.inject({
      method: 'PUT',
      url: `${url}/${feed.id}`,
      headers,
      payload: { isActive: false },
    });
    expect(Feed.parse(changed.json())).toMatchObject({ isActive: false, nextRunAt: null, url: payload.url });
    const run = await server.inject({ method: 'POST', url: `${url}/${feed.id}/run`, headers });
    expect(run.statusCode).toBe(202);
    const removed = await server.inject({ method: 'DELETE', url: `${url}/${feed.id}`, headers });
    const gone = await server.inject({ url: `${url}/${feed.id}`, headers });
    expect([removed.statusCode, gone.statusCode]).toEqual([204, 404]);
  });

  it('have one name each, and an address and interval that make sense', async () => {
    const { headers, payload } = await created();
    const again = await server.inject({ method: 'POST', url, headers, payload });
    expect([again.statusCode, Problem.parse(again.json()).code]).toEqual([409, 'conflict']);
    const wrong = await server.inject({
      method: 'POST',
      url,
      headers,
      payload: { ...input(), url: 'file:///etc/passwd', everyMinutes: 1 },
    });
    expect(wrong.statusCode).toBe(400);
    expect(Problem.parse(wrong.json()).errors?.map(({ path }) => path)).toEqual(['url', 'everyMinutes']);
  });
});
