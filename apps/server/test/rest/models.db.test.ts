import { describe, expect, it } from 'vitest';

import { Problem } from '@access/contracts/errors';
import { RankerModelDetail, RankerModels, TrainingRun } from '@access/contracts/models';

import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const base = '/api/v1/recommendations';

async function retrain() {
  const { headers } = await server.admin();
  const response = await server.inject({ method: 'POST', url: `${base}/retrain`, headers });
  return { headers, response, run: TrainingRun.parse(response.json()) };
}

describe('models over REST', () => {
  it('are for admins alone', async () => {
    const { headers } = await server.registered();
    for (const [method, url] of [
      ['POST', '/retrain'],
      ['GET', '/models'],
      ['GET', '/models/linear-1'],
      ['POST', '/models/linear-1/activate'],
      ['POST', '/models/rollback'],
    ] as const) {
      const asStranger = await server.inject({ method, url: `${base}${url}` });
      const asSeeker = await server.inject({ method, url: `${base}${url}`, headers });
      expect([url, asStranger.statusCode, asSeeker.statusCode]).toEqual([url, 401, 403]);
    }
  });

  it('are trained one at a time, and a training can be asked for and cancelled', async () => {
    const { headers, response, run } = await retrain();
    expect(response.statusCode).toBe(202);
    expect(server.enqueued).toContainEqual({ runId: run.id });
    const second = await server.inject({ method: 'POST', url: `${base}/retrain`, headers });
    expect(second.statusCode).toBe(409);
    expect(Problem.parse(second.json()).detail).toContain('under way');
    const url = `${base}/runs/${run.id}`;
    expect((await server.inject({ url, headers })).json()).toMatchObject({
      id: run.id,
      status: 'queued',
      percentage: 0,
    });
    expect((await server.inject({ method: 'DELETE', url, headers })).statusCode).toBe(204);
    expect((await server.inject({ method: 'DELETE', url, headers })).statusCode).toBe(409);
    const list = RankerModels.parse((await server.inject({ url: `${base}/models`, headers })).json());
    expect(list.runs).toContainEqual(expect.objectContaining({ id: run.id, status: 'cancelled' }));
  });

  it('tell the one that came with the program and its card', async () => {
    const { headers } = await server.admin();
    const list = RankerModels.parse((await server.inject({ url: `${base}/models`, headers })).json());
    const [shipped] = list.items;
    expect(shipped).toMatchObject({ isShipped: true, status: 'active' });
    const one = await server.inject({ url: `${base}/models/${shipped?.version}`, headers });
    expect(RankerModelDetail.parse(one.json()).card).toContain('#');
  });

  it('refuse what cannot serve, in words', async () => {
    const { headers } = await server.admin();
    const post = (url: string) => server.inject({ method: 'POST', url: `${base}/models/${url}`, headers });
    expect((await post('rollback')).statusCode).toBe(409);
    expect((await post('forest-unknown/activate')).statusCode).toBe(404);
    expect((await post('Not%20A%20Version/activate')).statusCode).toBe(400);
    expect((await server.inject({ url: `${base}/runs/not-an-id`, headers })).statusCode).toBe(400);
  });
});
