import { describe, expect, it } from 'vitest';

import { canonicalJobsPath, pageOfSearch, searchOfPage } from './page-address.ts';

const search = 'q=staff+nurse&radiusKm=30&jobType=full_time&jobType=contract&salaryMin=30000&currency=GBP';
const page = 'q=staff+nurse&radius=30&type=full_time,contract&payMin=30000&currency=GBP';

describe('the address of the search page', () => {
  it('is one for one search, whatever else stands in it and in whatever order', () => {
    const written = new URLSearchParams(
      `job=1&utm_source=x&sort=date&place=Leeds&type=full_time,contract&${page}`,
    );
    expect(canonicalJobsPath(written)).toBe(`/jobs?${page}`);
    expect(canonicalJobsPath(new URLSearchParams('job=1&q='))).toBe('/jobs');
  });

  it('says the same as the search itself, there and back', () => {
    expect(searchOfPage(new URLSearchParams(page)).toString()).toBe(search);
    const values = new Map(
      [...new URLSearchParams(search).keys()].map((name) => [name, new URLSearchParams(search).getAll(name)]),
    );
    expect(pageOfSearch(values)).toBe(`/jobs?${page}`);
    expect(pageOfSearch(new Map([['cursor', ['x']]]))).toBe('/jobs');
  });
});
