import { describe, expect, it } from 'vitest';

import { pageOf } from '@access/contracts/pages';
import { Experience } from '@access/contracts/profile';

import { aCaller, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer({ ACCESS_AUTH_LIMIT_FACTOR: '1000' });
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const Entries = pageOf(Experience);
const position = {
  company: 'Leeds General Infirmary',
  position: 'Staff nurse',
  description: 'Nights.',
  startDate: '2014-09-01',
  endDate: '2017-06-30',
};

describe('experience', () => {
  it.each([
    ['get', '/auth/experience', undefined],
    ['post', '/auth/experience', position],
    ['put', `/auth/experience/${id}`, position],
    ['remove', `/auth/experience/${id}`, undefined],
  ] as const)('is for job seekers: %s %s', async (method, path, payload) => {
    const admin = callsOf(server, (await server.admin()).headers);
    expect(refusalOf(await callsOf(server)[method](path, payload))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await admin[method](path, payload))).toEqual([403, 'forbidden']);
  });

  it('is added, changed, listed with the present position first, and removed', async () => {
    const { get, post, put, remove } = await aCaller(server);
    const added = await post('/auth/experience', position);
    expect(added.statusCode).toBe(201);
    const first = Experience.parse(added.json());
    expect(first).toMatchObject({ ...position, isCurrent: false });
    const sister = { company: 'LGI', position: 'Ward sister', startDate: '2017-07-01', isCurrent: true };
    const present = Experience.parse((await post('/auth/experience', sister)).json());
    expect(Entries.parse((await get('/auth/experience')).json()).items).toEqual([present, first]);
    const changed = await put(`/auth/experience/${first.id}`, { company: 'Infirmary', position: 'Nurse' });
    expect(Experience.parse(changed.json())).toEqual({
      id: first.id,
      company: 'Infirmary',
      position: 'Nurse',
      description: '',
      startDate: null,
      endDate: null,
      isCurrent: false,
    });
    const removed = await remove(`/auth/experience/${first.id}`);
    expect([removed.statusCode, removed.body]).toEqual([204, '']);
    expect(Entries.parse((await get('/auth/experience')).json()).items).toEqual([present]);
  });

  it('of another is not there', async () => {
    const [owner, other] = [await aCaller(server), await aCaller(server)];
    const entry = Experience.parse((await owner.post('/auth/experience', position)).json());
    const path = `/auth/experience/${entry.id}`;
    const stolen = { company: 'Stolen', position: 'Stolen' };
    expect(refusalOf(await other.put(path, stolen))).toEqual([404, 'not_found']);
    expect(refusalOf(await other.remove(path))).toEqual([404, 'not_found']);
    expect(Entries.parse((await other.get('/auth/experience')).json()).items).toEqual([]);
    expect(Entries.parse((await owner.get('/auth/experience')).json()).items).toEqual([entry]);
  });

  it.each([
    [{ company: '' }, 'company'],
    [{ startDate: '2018-01-01' }, 'endDate'],
    [{ isCurrent: true }, 'endDate'],
    [{ endDate: '2017-06-31' }, 'endDate'],
    [{ description: 'x'.repeat(5_001) }, 'description'],
  ])('is refused with %j, naming the field', async (change, field) => {
    const { post } = await aCaller(server);
    const answer = await post('/auth/experience', { ...position, ...change });
    expect(refusalOf(answer)).toEqual([400, 'validation_failed']);
    expect(refusedFields(answer)).toEqual([field]);
  });
});
