import { describe, expect, it } from 'vitest';

import { pageOf } from '@access/contracts/pages';
import { Skill, UserSkill } from '@access/contracts/skills';

import { aCaller, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer({ ACCESS_AUTH_LIMIT_FACTOR: '1000' });
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const Skills = pageOf(UserSkill);

async function python() {
  const found = await callsOf(server).get('/skills?q=python');
  const [skill] = pageOf(Skill).parse(found.json()).items;
  if (skill === undefined) throw new Error('The test taxonomy has no Python');
  return skill;
}

describe('my skills', () => {
  it.each([
    ['get', '/auth/skills', undefined],
    ['post', '/auth/skills', { name: 'Python' }],
    ['put', `/auth/skills/${id}`, { proficiencyLevel: 3 }],
    ['remove', `/auth/skills/${id}`, undefined],
  ] as const)('are for job seekers: %s %s', async (method, path, payload) => {
    const admin = callsOf(server, (await server.admin()).headers);
    expect(refusalOf(await callsOf(server)[method](path, payload))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await admin[method](path, payload))).toEqual([403, 'forbidden']);
  });

  it('are added by id or alias, changed, listed best first, and removed', async () => {
    const { get, post, put, remove } = await aCaller(server);
    const { id: skillId } = await python();
    const added = await post('/auth/skills', { skillId, proficiencyLevel: 1 });
    expect(added.statusCode).toBe(201);
    expect(UserSkill.parse(added.json())).toMatchObject({
      id: skillId,
      proficiencyLevel: 1,
      source: 'manual',
    });
    const alias = UserSkill.parse((await post('/auth/skills', { name: 'k8s' })).json());
    expect(alias).toMatchObject({ slug: 'kubernetes', proficiencyLevel: 2 });
    const changed = await put(`/auth/skills/${skillId}`, { proficiencyLevel: 4 });
    expect(UserSkill.parse(changed.json()).proficiencyLevel).toBe(4);
    const { items, total } = Skills.parse((await get('/auth/skills')).json());
    expect([items.map(({ slug }) => slug), total.value]).toEqual([['python', 'kubernetes'], 2]);
    const removed = await remove(`/auth/skills/${skillId}`);
    expect([removed.statusCode, removed.body]).toEqual([204, '']);
    expect(Skills.parse((await get('/auth/skills')).json()).items).toEqual([alias]);
  });

  it('of another are not there', async () => {
    const [owner, other] = [await aCaller(server), await aCaller(server)];
    const { id: skillId } = await python();
    await owner.post('/auth/skills', { skillId });
    const path = `/auth/skills/${skillId}`;
    expect(refusalOf(await other.put(path, { proficiencyLevel: 4 }))).toEqual([404, 'not_found']);
    expect(refusalOf(await other.remove(path))).toEqual([404, 'not_found']);
    expect(Skills.parse((await other.get('/auth/skills')).json()).items).toEqual([]);
    expect(Skills.parse((await owner.get('/auth/skills')).json()).items).toMatchObject([
      { proficiencyLevel: 2 },
    ]);
  });

  it.each([
    [{ name: 'Telepathy' }, 'name'],
    [{ skillId: id }, 'skillId'],
    [{}, 'skillId'],
    [{ skillId: id, name: 'Python' }, 'skillId'],
    [{ name: 'Python', proficiencyLevel: 5 }, 'proficiencyLevel'],
  ])('are refused as %j, naming the field', async (payload, field) => {
    const { post } = await aCaller(server);
    const answer = await post('/auth/skills', payload);
    expect(refusalOf(answer)).toEqual([400, 'validation_failed']);
    expect(refusedFields(answer)).toEqual([field]);
  });
});
