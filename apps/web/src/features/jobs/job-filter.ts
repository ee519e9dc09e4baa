import type { ExperienceLevel, JobType, RemoteOption } from '@access/contracts/enums';
import type { JobSort } from '@access/contracts/jobs';

import { jobTypeLabels, keysOf, levelLabels, remoteLabels } from '../../lib/labels.ts';

/** What the address of /jobs holds; every part may be absent. */
export interface JobsUrl {
  q?: string;
  placeId?: number;
  /** The place by name, so that the page can show it before it is looked up. */
  place?: string;
  /** Kilometres around the place. */
  radius?: number;
  type?: JobType[];
  level?: ExperienceLevel[];
  remote?: RemoteOption[];
  /** Skills by name; each must be asked for. */
  skills?: string[];
  companyId?: string;
  /** The company by name, so that the page can show it before it is looked up. */
  company?: string;
  /** Exactly what was typed: no spelling corrected, nothing widened. */
  exact?: true;
  /** Lowest yearly pay, in `currency`. */
  payMin?: number;
  currency?: string;
  /** Posted within so many days. */
  days?: number;
  sort?: JobSort;
  /** The job in the reading pane. */
  job?: string;
}

/** The filter as the search takes it. */
export interface JobsQuery {
  q?: string;
  placeId?: number;
  radiusKm?: number;
  jobType?: JobType[];
  experienceLevel?: ExperienceLevel[];
  remoteOption?: RemoteOption[];
  skills?: string[];
  companyId?: string;
  exact?: true;
  salaryMin?: number;
  currency?: string;
  postedWithinDays?: number;
  sort: JobSort;
}

export const DEFAULT_RADIUS_KM = 50;
export const radiusChoices = [5, 10, 25, 50, 100, 200] as const;
export const postedChoices = [1, 3, 7, 14, 30] as const;
export const currencyChoices = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'PLN', 'CAD', 'AUD', 'INR'] as const;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const sorts: Record<JobSort, true> = { relevance: true, date: true, salary: true };

function listFrom<Value extends string>(value: unknown, known: readonly Value[]): Value[] | undefined {
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const kept = known.filter((candidate) => given.includes(candidate));
  return kept.length === 0 ? undefined : kept;
}

/** Names parted by commas, as `listFrom` takes them; at most as many as the search does. */
function namesFrom(value: unknown): string[] | undefined {
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const names = given.flatMap((name) => textFrom(name, 100) ?? []);
  return names.length === 0 ? undefined : [...new Set(names)].slice(0, 20);
}

function wholeFrom(value: unknown, min: number, max: number): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  return value !== '' && Number.isInteger(number) && number >= min && number <= max ? number : undefined;
}

function textFrom(value: unknown, max: number): string | undefined {
  const text = typeof value === 'string' ? value.trim().slice(0, max) : '';
  return text === '' ? undefined : text;
}

function withoutAbsent<Shape extends object>(shape: { [Key in keyof Shape]: Shape[Key] | undefined }): Shape;
function withoutAbsent(shape: object): object {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}

/** Reads the address; a part that makes no sense is dropped rather than refused, so that any link opens. */
export function jobFilterFromUrl(search: Record<string, unknown>): JobsUrl {
  const currency = textFrom(search['currency'], 3)?.toUpperCase();
  const payMin = wholeFrom(search['payMin'], 1, 9_999_999_999);
  const placeId = wholeFrom(search['placeId'], 1, 2_147_483_647);
  const companyId = textFrom(search['companyId'], 36);
  const isExact = search['exact'] === true || search['exact'] === 'true';
  const sort = keysOf(sorts).find((candidate) => candidate === search['sort']);
  return withoutAbsent<JobsUrl>({
    q: textFrom(search['q'], 200),
    placeId,
    place: placeId === undefined ? undefined : textFrom(search['place'], 200),
    radius: placeId === undefined ? undefined : wholeFrom(search['radius'], 1, 500),
    type: listFrom(search['type'], keysOf(jobTypeLabels)),
    level: listFrom(search['level'], keysOf(levelLabels)),
    remote: listFrom(search['remote'], keysOf(remoteLabels)),
    skills: namesFrom(search['skills']),
    companyId: companyId !== undefined && uuid.test(companyId) ? companyId : undefined,
    company: companyId === undefined ? undefined : textFrom(search['company'], 200),
    exact: isExact ? true : undefined,
    payMin,
    currency:
      payMin !== undefined && currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
    days: wholeFrom(search['days'], 1, 365),
    sort,
    job: textFrom(search['job'], 100),
  });
}

/** Turns the address into the question for the search. Without words there is no relevance: the newest come first. */
export function queryOf(url: JobsUrl): JobsQuery {
  const fallback: JobSort = url.q === undefined ? 'date' : 'relevance';
  return {
    sort: url.sort ?? fallback,
    ...withoutAbsent<Omit<JobsQuery, 'sort'>>({
      q: url.q,
      placeId: url.placeId,
      radiusKm: url.placeId === undefined ? undefined : (url.radius ?? DEFAULT_RADIUS_KM),
      jobType: url.type,
      experienceLevel: url.level,
      remoteOption: url.remote,
      skills: url.skills,
      companyId: url.companyId,
      exact: url.exact,
      salaryMin: url.payMin,
      currency: url.payMin === undefined ? undefined : (url.currency ?? 'EUR'),
      postedWithinDays: url.days,
    }),
  };
}

/** How many filters are on, beside the words and the place. */
export function countFilters(url: JobsUrl): number {
  const { type, level, remote, skills, companyId, payMin, days } = url;
  return [type, level, remote, skills, companyId, payMin, days].filter((part) => part !== undefined).length;
}

/** The same search with other filters: changes by hand leave the reading pane behind. */
export function changeFilter(
  url: JobsUrl,
  change: { [Key in keyof JobsUrl]?: JobsUrl[Key] | undefined },
): JobsUrl {
  // Words as typed are for one question: with other words or filters, help is welcome again.
  return jobFilterFromUrl({ ...url, job: undefined, exact: undefined, ...change });
}
