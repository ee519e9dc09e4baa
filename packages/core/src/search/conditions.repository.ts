import { sql, type RawBuilder } from 'kysely';

import type { Circle } from './bounding-box.ts';
import {
  countryNumber,
  dayNumber,
  dayTokens,
  enumToken,
  facetToken,
  LAST_DAY,
  LAST_PAY,
  payBucket,
  payTokens,
} from './facet-tokens.ts';
import { cellTokens } from './geo-cells.ts';
import type { ResolvedFilter } from './resolve-filter.ts';

/** Where words are looked for: in the title; in title, skills, employer and place; in the whole posting. */
export type WordsIn = 'title' | 'names' | 'posting';

/** What counts can be made by; each is counted without its own condition. */
export type Dimension = keyof typeof dimensions;

/** Has one of these tokens. Answered by the index exactly; the array on the heap is not looked at. */
export const hasToken = (tokens: readonly number[]): RawBuilder<boolean> =>
  sql`s.facets && ${[...tokens]}::integer[]`;

/** The words in one of the columns of the index `job_search_terms`. */
export function wordsMatch(query: string, where: WordsIn): RawBuilder<boolean> {
  if (where === 'title') return sql`s.title @@ ${query}::tsquery`;
  return where === 'names'
    ? sql`ts_filter(s.body, '{a,b,c}') @@ ${query}::tsquery`
    : sql`s.body @@ ${query}::tsquery`;
}

/** Conditions on the job_search row `s`, by the dimension they filter; what is unknown of a job does not match where it is asked for. */
const dimensions = {
  jobType: ({ jobType }: ResolvedFilter) => [anyOf(jobType?.map((value) => enumToken('jobType', value)))],
  experienceLevel: ({ experienceLevel }: ResolvedFilter) => [
    anyOf(experienceLevel?.map((value) => enumToken('experienceLevel', value))),
  ],
  remoteOption: ({ remoteOption }: ResolvedFilter) => [
    anyOf(remoteOption?.map((value) => enumToken('remoteOption', value))),
  ],
  country: ({ country, circle }: ResolvedFilter) => [
    anyOf(country === undefined ? undefined : [facetToken('country', countryNumber(country))]),
    ...(circle === undefined ? [] : within(circle)),
  ],
  company: ({ companyNumber }: ResolvedFilter) => [
    anyOf(companyNumber === undefined ? undefined : [facetToken('company', companyNumber)]),
  ],
  skills: ({ skillNumbers }: ResolvedFilter) => [
    anyOf(skillNumbers?.map((number) => facetToken('skill', number))),
  ],
  postedWithinDays: ({ postedAfter }: ResolvedFilter) =>
    postedAfter === undefined
      ? []
      : [hasToken(dayTokens(dayNumber(postedAfter), LAST_DAY)), sql<boolean>`s.posted_at > ${postedAfter}`],
  salary: ({ salaryMin, salaryMax }: ResolvedFilter) => [
    ...(salaryMin === undefined
      ? []
      : [
          hasToken(payTokens(payBucket(salaryMin) - 1, LAST_PAY)),
          sql<boolean>`s.pay_max >= ${salaryMin}::numeric`,
        ]),
    ...(salaryMax === undefined ? [] : [sql<boolean>`s.pay_min <= ${salaryMax}::numeric`]),
  ],
} as const;

export const allDimensions = Object.keys(dimensions).filter(isDimension);

function isDimension(name: string): name is Dimension {
  return name in dimensions;
}

/** Whether the filter narrows this dimension. */
export const isFiltered = (filter: ResolvedFilter, dimension: Dimension): boolean =>
  conditionsOf(filter, dimension).length > 0;

function conditionsOf(filter: ResolvedFilter, dimension: Dimension): RawBuilder<boolean>[] {
  return dimensions[dimension](filter).filter((condition) => condition !== undefined);
}

/** All conditions but the words and the deadline; `except` leaves a dimension out. */
export function propertiesMatch(filter: ResolvedFilter, except?: Dimension): RawBuilder<boolean> {
  const conditions = allDimensions
    .filter((dimension) => dimension !== except)
    .flatMap((dimension) => conditionsOf(filter, dimension));
  const { query, excluded } = filter.text ?? {};
  if (excluded !== undefined) {
    // Beside what must occur: a key of exclusions alone would walk the whole index.
    const text = query === undefined ? `!(${excluded})` : `(${query}) & !(${excluded})`;
    conditions.push(sql`s.body @@ ${text}::tsquery`);
  }
  return every(conditions);
}

/**
 * The whole filter as conditions on the job_search row `s`, for search, alerts and their preview alike: whoever reads jobs joins `job_search s`
 * and adds this.
 */
export function matches(filter: ResolvedFilter): RawBuilder<boolean> {
  const query = filter.text?.query;
  const properties = propertiesMatch(filter);
  return every([...(query === undefined ? [] : [wordsMatch(query, 'posting')]), properties, isOpen]);
}

export const every = (conditions: ReadonlyArray<RawBuilder<boolean>>): RawBuilder<boolean> =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;

/** Search rows are of active jobs; time passes without an update. */
export const isOpen = sql<boolean>`(s.application_deadline is null or s.application_deadline > now())`;

const anyOf = (tokens: readonly number[] | undefined): RawBuilder<boolean> | undefined =>
  tokens === undefined ? undefined : hasToken(tokens);

/** The cells answer from the index, the haversine formula decides; 12,742 km is the diameter of the earth. Angles are compared as squared half chords. */
function within(circle: Circle): RawBuilder<boolean>[] {
  const { latitude, longitude, radiusKm } = circle;
  return [
    hasToken(cellTokens(circle)),
    sql`power(sin(radians(s.latitude - ${latitude}::float8) / 2), 2)
      + ${Math.cos((latitude * Math.PI) / 180)}::float8 * cos(radians(s.latitude)) * power(sin(radians(s.longitude - ${longitude}::float8) / 2), 2)
      <= ${Math.sin(radiusKm / 12_742) ** 2}::float8`,
  ];
}
