import { describe, expect, it } from 'vitest';

import { CompanyId, JobId, PlaceId } from '@access/contracts/ids';
import type { JobSummary } from '@access/contracts/jobs';
import { Preferences } from '@access/contracts/profile';

import { blockedBy, type PersonMasks } from './masks.ts';

const leeds = {
  id: PlaceId.parse(2644688),
  name: 'Leeds',
  region: 'England',
  country: 'GB',
  label: 'Leeds, England, GB',
  latitude: 53.79,
  longitude: -1.55,
};

const aJob = (change: Partial<JobSummary> = {}): JobSummary => ({
  id: JobId.parse('01890a5d-ac96-774b-bcce-b302099a8057'),
  title: 'Staff nurse',
  company: {
    id: CompanyId.parse('01890a5d-ac96-774b-bcce-b302099a8058'),
    name: 'Aire Care',
    slug: 'aire-care',
    logoUrl: null,
  },
  location: 'Leeds',
  place: leeds,
  jobType: 'full_time',
  experienceLevel: 'mid',
  remoteOption: 'on_site',
  salaryMin: 30_000,
  salaryMax: 40_000,
  currency: 'GBP',
  salaryPeriod: 'year',
  postedAt: '2026-01-01T00:00:00.000Z',
  applicationDeadline: null,
  isFeatured: false,
  isActive: true,
  excerpt: '',
  ...change,
});

const masks = (preferences: object = {}, change: Partial<PersonMasks> = {}): PersonMasks => ({
  preferences: Preferences.parse(preferences),
  places: [],
  blockedCompanyIds: new Set(),
  distanceKm: (a, b) => Math.hypot(a.lat - b.lat, a.lon - b.lon) * 100,
  toYearlyUsd: (amount, currency) => (currency === 'XXX' ? null : amount),
  ...change,
});

const floor = (amount: number) => ({
  salaryFloor: { amount, currency: 'GBP', period: 'year', isDealbreaker: true },
});
const near = { places: { values: [{ placeId: 1, radiusKm: 50 }], isDealbreaker: true } };
const manchester = { latitude: 53.48, longitude: -2.24, radiusKm: 50, name: 'Manchester' };

describe('blockedBy', () => {
  it('lets a job through that breaks no rule', () => {
    expect(blockedBy(masks(), aJob(), undefined)).toEqual([]);
  });

  it.each([
    ['a closed job', masks(), aJob({ isActive: false }), 'no longer open'],
    [
      'a blocked company',
      masks({}, { blockedCompanyIds: new Set([aJob().company.id]) }),
      aJob(),
      'You blocked Aire Care',
    ],
    [
      'another type than accepted',
      masks({ jobTypes: { values: ['part_time'], isDealbreaker: true } }),
      aJob(),
      'full time',
    ],
    [
      'another arrangement than accepted',
      masks({ remoteOptions: { values: ['remote'], isDealbreaker: true } }),
      aJob(),
      'on site',
    ],
    [
      'pay below the floor',
      masks(floor(45_000)),
      aJob(),
      'at most £40,000 a year, below your salary floor of £45,000 a year',
    ],
    [
      'a place too far away',
      masks(near, { places: [manchester] }),
      aJob(),
      '76 km from Manchester, outside the 50 km you accept',
    ],
  ])('names %s', (_, person, job, words) => {
    expect(blockedBy(person, job, undefined)).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    ['type', masks({ jobTypes: { values: ['part_time'], isDealbreaker: true } }), aJob({ jobType: null })],
    ['pay', masks(floor(45_000)), aJob({ salaryMin: null, salaryMax: null })],
    ['pay in a currency without a rate', masks(floor(45_000)), aJob({ currency: 'XXX' })],
    ['place', masks(near, { places: [manchester] }), aJob({ place: null })],
  ])('lets an unknown %s pass', (_, person, job) => {
    expect(blockedBy(person, job, undefined)).toEqual([]);
  });

  it('never lets a wish keep a job out', () => {
    const wishes = { ...floor(99_000), jobTypes: { values: ['part_time'], isDealbreaker: false } };
    wishes.salaryFloor.isDealbreaker = false;
    expect(blockedBy(masks(wishes), aJob(), undefined)).toEqual([]);
  });

  it('lets remote work pass the radius for those who wish for it, as the list does', () => {
    const remote = aJob({ remoteOption: 'remote' });
    const wished = { ...near, remoteOptions: { values: ['remote'], isDealbreaker: false } };
    expect(blockedBy(masks(wished, { places: [manchester] }), remote, undefined)).toEqual([]);
    expect(blockedBy(masks(near, { places: [manchester] }), remote, undefined)).toHaveLength(1);
  });
});
