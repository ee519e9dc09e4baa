import fc from 'fast-check';
import { expect, test } from 'vitest';

import { JobSearchInput } from '@access/contracts/jobs';

import { parseUrlSearch, writeUrlSearch } from '../../app/url-search.ts';
import { changeFilter, jobFilterFromUrl, queryOf } from './job-filter.ts';
import type { JobsUrl } from './job-filter.ts';

const throughUrl = (filter: JobsUrl): JobsUrl =>
  jobFilterFromUrl(parseUrlSearch(writeUrlSearch({ ...filter })));

const filters: fc.Arbitrary<JobsUrl> = fc
  .record(
    {
      q: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      placeId: fc.integer({ min: 1, max: 2_147_483_647 }),
      place: fc.string({ minLength: 1, maxLength: 60 }),
      radius: fc.integer({ min: 1, max: 500 }),
      type: fc.subarray(['full_time', 'part_time', 'contract', 'internship'] as const, { minLength: 1 }),
      level: fc.subarray(['entry', 'mid', 'senior', 'executive'] as const, { minLength: 1 }),
      remote: fc.subarray(['on_site', 'hybrid', 'remote'] as const, { minLength: 1 }),
      payMin: fc.integer({ min: 1, max: 9_999_999_999 }),
      currency: fc.constantFrom('EUR', 'USD', 'CHF'),
      days: fc.integer({ min: 1, max: 365 }),
      sort: fc.constantFrom('relevance' as const, 'date' as const, 'salary' as const),
    },
    { requiredKeys: [] },
  )
  .map((raw) => jobFilterFromUrl(raw));

test('any filter comes back from its own address unchanged', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(throughUrl(filter)).toEqual(filter);
    }),
  );
});

test('any filter is a question the search takes', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(JobSearchInput.safeParse(queryOf(filter)).error).toBeUndefined();
    }),
  );
});

test('parts of an address that make no sense are dropped, the rest stays', () => {
  const filter = jobFilterFromUrl(
    parseUrlSearch('?q=nurse&type=full_time,astronaut&radius=20&payMin=1e400&days=-3&sort=magic'),
  );
  expect(filter).toEqual({ q: 'nurse', type: ['full_time'] });
});

test('the address reads like words', () => {
  expect(writeUrlSearch({ q: 'staff nurse', type: ['full_time', 'contract'], days: 7 })).toBe(
    '?q=staff+nurse&type=full_time,contract&days=7',
  );
});

test('changing a filter closes the job in the reading pane', () => {
  expect(changeFilter({ q: 'nurse', job: 'abc' }, { days: 7 })).toEqual({ q: 'nurse', days: 7 });
});

test('without words the newest come first, with words the best', () => {
  expect(queryOf({}).sort).toBe('date');
  expect(queryOf({ q: 'nurse' }).sort).toBe('relevance');
});
