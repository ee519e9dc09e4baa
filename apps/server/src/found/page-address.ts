/** What the page of the search has in its address, and what the same is called in the search itself; lists are parted by commas there and repeated here. */
const names = [
  { page: 'q', search: 'q', isList: false },
  { page: 'placeId', search: 'placeId', isList: false },
  { page: 'radius', search: 'radiusKm', isList: false },
  { page: 'type', search: 'jobType', isList: true },
  { page: 'level', search: 'experienceLevel', isList: true },
  { page: 'remote', search: 'remoteOption', isList: true },
  { page: 'skills', search: 'skills', isList: true },
  { page: 'companyId', search: 'companyId', isList: false },
  { page: 'payMin', search: 'salaryMin', isList: false },
  { page: 'currency', search: 'currency', isList: false },
  { page: 'days', search: 'postedWithinDays', isList: false },
] as const;

/** The address of the search page that shows these results: filters alone, always in one order. */
export function canonicalJobsPath(page: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of names) {
    const value = page.get(name.page)?.trim();
    if (value !== undefined && value !== '') kept.set(name.page, value);
  }
  return withQuery('/jobs', kept);
}

/** The parameters of a search, as its page's address tells them; for the feed of what a page shows. */
export function searchOfPage(page: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = page.get(name.page)?.trim() ?? '';
    const values = name.isList ? value.split(',') : [value];
    for (const one of values) if (one.trim() !== '') search.append(name.search, one.trim());
  }
  return search;
}

/** The address of the page that shows what a feed holds. */
export function pageOfSearch(search: ReadonlyMap<string, readonly string[]>): string {
  const page = new URLSearchParams();
  for (const name of names) {
    const value = search.get(name.search)?.join(',') ?? '';
    if (value !== '') page.set(name.page, value);
  }
  return withQuery('/jobs', page);
}

/** A path with its query, lists readable as people write them. */
export function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString().replaceAll('%2C', ',')}`;
}
