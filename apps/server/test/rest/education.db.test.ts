import { describe, expect, it } from 'vitest';

import { pageOf } from '@access/contracts/pages';
import { Education } from '@access/contracts/profile';

import { aCaller, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer({ ACCESS_AUTH_LIMIT_FACTOR: '1000' });
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const Entries = pageOf(Education);
const degree = {
  institution: 'University of Leeds',
  degree: 'BSc',
  fieldOfStudy: 'Nursing',
  startDate: '2014-09-01',
  endDate: '2017-06-30',
  gpa: 3.75,
};

describe('education', () => {
  it.each([
    ['get', '/auth/education', undefined],
    ['post', '/auth/education', degree],
    ['put', `/auth/education/${id}`, degree],
    ['remove', `/auth/education/${id}`, undefined],
  ] as const)('is for job seekers: %s %s', async (method, path, payload) => {
    const admin = callsOf(server, (await server.admin()).headers);
    expect(refusalOf(await callsOf(server)[method](path, payload))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await admin[method](path, payload))).toEqual([403, 'forbidden']);
  });

  it('is added, changed, listed newest first, and removed', async () => {
    const { get, post, put, remove } = await aCaller(server);
    const added = await post('/auth/education', degree);
    expect(added.statusCode).toBe(201);
    const first = Education.parse(added.json());
    expect(first).toMatchObject(degree);
    const later = Education.parse((await post('/auth/education', { institution: 'Night school' })).json());
    expect(Entries.parse((await get('/auth/education')).json()).items).toEqual([later, first]);
    const changed = await put(`/auth/education/${first.id}`, { institution: 'Leeds', gpa: 4 });
    expect(Education.parse(changed.json())).toMatchObject({
      id: first.id,
      institution: 'Leeds',
      degree: '',
      gpa: 4,
    });
    const removed = await remove(`/auth/education/${first.id}`);
    expect([removed.statusCode, removed.body]).toEqual([204, '']);
    expect(Entries.parse((await get('/auth/education')).json()).items).toEqual([later]);
  });

  it('of another is not there', async () => {
    const [owner, other] = [await aCaller(server), await aCaller(server)];
    const entry = Education.parse((await owner.post('/auth/education', degree)).json());
    const path = `/auth/education/${entry.id}`;
    expect(refusalOf(await other.put(path, { institution: 'Stolen' }))).toEqual([404, 'not_found']);
    expect(refusalOf(await other.remove(path))).toEqual([404, 'not_found']);
    expect(Entries.parse((await other.get('/auth/education')).json()).items).toEqual([]);
    expect(Entries.parse((await owner.get('/auth/education')).json()).items).toEqual([entry]);
  });

  it.each([
    [{ institution: ' ' }, 'institution'],
    [{ startDate: '2018-01-01' }, 'endDate'],
    [{ startDate: '2023-02-29', endDate: null }, 'startDate'],
    [{ startDate: '0000-01-01' }, 'startDate'],
    [{ gpa: 10 }, 'gpa'],
  ])('is refused with %j, naming the field', async (change, field) => {
    const { post } = await aCaller(server);
    const answer = await post('/auth/education', { ...degree, ...change });
    expect(refusalOf(answer)).toEqual([400, 'validation_failed']);
    expect(refusedFields(answer)).toEqual([field]);
  });
});
