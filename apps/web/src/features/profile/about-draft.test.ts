import { expect, test } from 'vitest';

import { Profile } from '@access/contracts/profile';

import { ada } from '../../../test/samples.ts';
import { draftOf, updateOf } from './about-draft.ts';

const profile = Profile.parse({
  headline: 'Analyst',
  phone: null,
  location: 'a hamlet nobody knows',
  place: null,
  bio: null,
  linkedinUrl: null,
  githubUrl: null,
  portfolioUrl: null,
  experienceLevel: null,
  openToWork: true,
  profilingOptOut: false,
  preferences: {},
  preferredPlaces: [],
  blockedCompanies: [],
});

test('saving without touching the place leaves one that was not recognised as it was written', () => {
  const update = updateOf(draftOf({ user: ada, profile }));
  expect(update).not.toHaveProperty('placeId');
  expect(update).not.toHaveProperty('location');
});

test('emptying the place empties both what was chosen and what was written', () => {
  const draft = { ...draftOf({ user: ada, profile }), place: 'none' as const };
  expect(updateOf(draft)).toMatchObject({ placeId: null, location: null });
});
