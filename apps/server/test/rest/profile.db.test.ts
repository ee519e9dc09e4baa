import { describe, expect, it } from 'vitest';

import { ProfileAnswer } from '@access/contracts/profile';

import { aCaller, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer({ ACCESS_AUTH_LIMIT_FACTOR: '1000' });
const LONDON = 2643743;

describe('the profile', () => {
  it('is for who is signed in', async () => {
    const { get, put } = callsOf(server);
    expect(refusalOf(await get('/auth/profile'))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await put('/auth/profile', { headline: 'Weaver' }))).toEqual([401, 'unauthenticated']);
  });

  it('begins empty, with the account it belongs to', async () => {
    const { email, get } = await aCaller(server);
    const { user, profile } = ProfileAnswer.parse((await get('/auth/profile')).json());
    expect(user).toMatchObject({ email, displayName: 'Ada', userType: 'job_seeker', status: 'active' });
    expect(profile).toMatchObject({ headline: null, place: null, openToWork: true, profilingOptOut: false });
  });

  it('is changed field by field, for its owner alone', async () => {
    const [{ get, put }, other] = [await aCaller(server), await aCaller(server)];
    const changed = await put('/auth/profile', {
      displayName: 'Ada King',
      headline: 'Weaver',
      placeId: LONDON,
      linkedinUrl: 'https://www.linkedin.com/in/ada',
      preferences: {
        desiredTitles: ['Master weaver'],
        salaryFloor: { amount: 30_000.5, currency: 'GBP' },
        places: { values: [{ placeId: LONDON, radiusKm: 20 }], isDealbreaker: true },
      },
    });
    expect(changed.statusCode).toBe(200);
    const answer = ProfileAnswer.parse(changed.json());
    expect(answer).toMatchObject({
      user: { displayName: 'Ada King' },
      profile: {
        headline: 'Weaver',
        place: { id: LONDON, name: 'London' },
        preferences: { salaryFloor: { amount: 30_000.5, period: 'year', isDealbreaker: false } },
        preferredPlaces: [{ id: LONDON }],
      },
    });
    const emptied = ProfileAnswer.parse((await put('/auth/profile', { headline: null })).json());
    expect(emptied.profile).toEqual({ ...answer.profile, headline: null });
    expect(ProfileAnswer.parse((await get('/auth/profile')).json())).toEqual(emptied);
    expect(ProfileAnswer.parse((await other.get('/auth/profile')).json()).profile.place).toBeNull();
  });

  it.each([
    [{ linkedinUrl: 'javascript:alert(1)' }, 'linkedinUrl'],
    [{ headline: 'x'.repeat(201) }, 'headline'],
    [{ placeId: 1 }, 'placeId'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ blockedCompanyIds: [crypto.randomUUID()] }, 'blockedCompanyIds'],
    [{ preferences: { salaryFloor: { amount: -1, currency: 'GBP' } } }, 'preferences.salaryFloor.amount'],
  ])('refuses %j, naming the field, and keeps nothing of it', async (change, field) => {
    const { get, put } = await aCaller(server);
    const answer = await put('/auth/profile', { displayName: 'Changed', ...change });
    expect(refusalOf(answer)).toEqual([400, 'validation_failed']);
    expect(refusedFields(answer)).toEqual([field]);
    expect(ProfileAnswer.parse((await get('/auth/profile')).json()).user.displayName).toBe('Ada');
  });
});
