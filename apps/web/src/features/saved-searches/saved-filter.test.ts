import { describe, expect, it } from 'vitest';

import { SearchFilter } from '@access/contracts/jobs';

import { jobFilterFromUrl } from '../jobs/job-filter.ts';
import { filterOf, nameOf, urlOf } from './saved-filter.ts';

const url = jobFilterFromUrl({
  q: 'staff nurse',
  placeId: 2_644_688,
  place: 'Leeds, England, GB',
  radius: 30,
  type: 'full_time,part_time',
  skills: ['Phlebotomy'],
  payMin: 30_000,
  currency: 'GBP',
  days: 7,
  sort: 'date',
  job: 'x',
});

describe('a saved search', () => {
  it('opens as the search it was saved from', () => {
    const kept = SearchFilter.parse(filterOf(url));
    const { place: _, sort: __, job: ___, ...rest } = url;
    expect(urlOf(kept)).toEqual(rest);
  });

  it('is named by its words and place', () => {
    expect(nameOf(url)).toBe('staff nurse near Leeds, England, GB');
    expect(nameOf({})).toBe('Jobs');
  });
});
