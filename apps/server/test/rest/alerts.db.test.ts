import { describe, expect, it } from 'vitest';

import { Alert, AlertPage, AlertPreview } from '@access/contracts/alerts';

import { aCaller, anOpenJob, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const search = { name: 'Weaving', filter: { q: 'weaver' } };

describe('saved searches', () => {
  it('are for job seekers alone', async () => {
    const id = crypto.randomUUID();
    for (const [caller, refusal] of [
      [callsOf(server), [401, 'unauthenticated']],
      [callsOf(server, (await server.admin()).headers), [403, 'forbidden']],
    ] as const) {
      for (const answer of [
        await caller.get('/alerts'),
        await caller.post('/alerts', search),
        await caller.get(`/alerts/${id}`),
        await caller.put(`/alerts/${id}`, { isActive: false }),
        await caller.remove(`/alerts/${id}`),
        await caller.post('/alerts/preview', { filter: search.filter }),
      ]) {
        expect(refusalOf(answer)).toEqual(refusal);
      }
    }
  });

  it('are saved, read, changed and deleted by their owner', async () => {
    const { get, post, put, remove } = await aCaller(server);
    const made = await post('/alerts', search);
    expect(made.statusCode).toBe(201);
    const { id } = Alert.parse(made.json());
    expect(Alert.parse((await get(`/alerts/${id}`)).json())).toMatchObject(search);
    expect((await put(`/alerts/${id}`, { frequency: 'weekly' })).json()).toMatchObject({
      ...search,
      frequency: 'weekly',
    });
    expect(AlertPage.parse((await get('/alerts')).json()).items).toHaveLength(1);
    expect((await remove(`/alerts/${id}`)).statusCode).toBe(204);
    expect(refusalOf(await get(`/alerts/${id}`))).toEqual([404, 'not_found']);
  });

  it('are nobody else’s', async () => {
    const { id } = Alert.parse((await (await aCaller(server)).post('/alerts', search)).json());
    const other = await aCaller(server);
    for (const answer of [
      await other.get(`/alerts/${id}`),
      await other.put(`/alerts/${id}`, { isActive: false }),
      await other.remove(`/alerts/${id}`),
    ]) {
      expect(refusalOf(answer)).toEqual([404, 'not_found']);
    }
  });

  it('name the field that is wrong', async () => {
    const { post } = await aCaller(server);
    await post('/alerts', search);
    const again = await post('/alerts', search);
    expect([refusalOf(again), refusedFields(again)]).toEqual([[409, 'conflict'], ['name']]);
    const filter = { skills: ['nothing of the kind'] };
    expect(refusedFields(await post('/alerts', { name: 'Other', filter }))).toEqual(['filter.skills[0]']);
    expect(refusedFields(await post('/alerts', { name: '', filter: { radiusKm: 9_999 } }))).toEqual([
      'name',
      'filter.radiusKm',
    ]);
  });

  it('can be tried before they are saved', async () => {
    const id = await anOpenJob(server, { title: 'Carpet weaver' });
    const { post } = await aCaller(server);
    const page = AlertPreview.parse(
      (await post('/alerts/preview', { filter: { q: '"carpet weaver"' } })).json(),
    );
    expect(page.items.map((job) => job.id)).toEqual([id]);
  });
});
