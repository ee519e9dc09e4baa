import type { SearchFilter } from '@access/contracts/jobs';

import { queryOf } from '../jobs/job-filter.ts';
import type { JobsUrl } from '../jobs/job-filter.ts';

/** What of the address is kept: the filter without its order and the open job. */
export function filterOf(url: JobsUrl): Omit<ReturnType<typeof queryOf>, 'sort' | 'exact'> {
  const { sort: _, exact: __, ...filter } = queryOf(url);
  return filter;
}

/** A name to begin with, made of what is searched for. */
export function nameOf(url: JobsUrl): string {
  const words = url.q ?? url.skills?.join(', ') ?? url.company ?? 'Jobs';
  return (url.place === undefined ? words : `${words} near ${url.place}`).slice(0, 100);
}

/** The address that shows a saved search again. The place's name is not kept with it: the page looks it up. */
export function urlOf(filter: SearchFilter): JobsUrl {
  const parts: { [Key in keyof JobsUrl]: JobsUrl[Key] | undefined } = {
    q: filter.q === '' ? undefined : filter.q,
    placeId: filter.placeId,
    radius: filter.placeId === undefined ? undefined : filter.radiusKm,
    type: filter.jobType,
    level: filter.experienceLevel,
    remote: filter.remoteOption,
    skills: filter.skills,
    companyId: filter.companyId,
    payMin: filter.salaryMin,
    currency: filter.currency,
    days: filter.postedWithinDays,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
