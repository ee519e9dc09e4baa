import { describe, expect, it } from 'vitest';

import { pageOf } from '@access/contracts/pages';
import { Place } from '@access/contracts/places';
import { Skill } from '@access/contracts/skills';

import { callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();
const get = (path: string) => callsOf(server).get(path);

describe('skills and places', () => {
  it('are found by anyone, for what was typed so far', async () => {
    const skills = pageOf(Skill).parse((await get('/skills?q=kube')).json());
    expect(skills.items.map(({ name }) => name)).toEqual(['Kubernetes']);
    const places = pageOf(Place).parse((await get('/places?q=m%C3%BCn')).json());
    expect(places.items.map(({ name }) => name)).toEqual(['Munich']);
  });

  it('come in one page of as many as were asked for', async () => {
    const page = pageOf(Skill).parse((await get('/skills?q=p&limit=2')).json());
    expect(page).toMatchObject({ nextCursor: null, total: { value: 2, relation: 'eq' } });
    expect(page.items).toHaveLength(2);
    expect(pageOf(Place).parse((await get('/places?q=m&limit=1')).json()).items).toHaveLength(1);
  });

  it('are none where nothing is like it', async () => {
    for (const path of ['/skills?q=zzzzqqq', '/places?q=zzzzqqq', '/places?q=London,%20Mars']) {
      expect((await get(path)).json()).toMatchObject({ items: [], nextCursor: null });
    }
  });

  it.each(['/skills', '/places'])('want a question, and a sensible limit: %s', async (path) => {
    for (const [query, field] of [
      ['', 'q'],
      ['?q=%20', 'q'],
      ['?q=a&limit=51', 'limit'],
    ] as const) {
      const answer = await get(`${path}${query}`);
      expect(refusalOf(answer)).toEqual([400, 'validation_failed']);
      expect(refusedFields(answer)).toEqual([field]);
    }
  });
});
