import type { ExperienceLevel, JobType, RemoteOption } from '@access/contracts/enums';
import { AppError, type FieldProblem } from '@access/contracts/errors';
import type { PlaceId } from '@access/contracts/ids';
import type { SearchFilter } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import type { PlaceResolver } from '../jobs/index.ts';
import { placesByIds, requirePlaces, searchPlaces } from '../places/index.ts';
import { circleAround, type Circle } from './bounding-box.ts';
import { companyNumberOf, dollarRate, resolveSkills } from './lookups.repository.ts';
import { readQuery, type ReadQuery } from './read-query.ts';
import type { TextQuery } from './text-query.ts';
import type { TitleSynonyms } from './title-synonyms.ts';

/** A filter whose names have become numbers, coordinates and dollars; what is undefined does not filter. */
export interface ResolvedFilter {
  readonly text: TextQuery | undefined;
  readonly circle: Circle | undefined;
  readonly country: string | undefined;
  /** Yearly US dollars. */
  readonly salaryMin: number | undefined;
  readonly salaryMax: number | undefined;
  readonly jobType: readonly JobType[] | undefined;
  readonly experienceLevel: readonly ExperienceLevel[] | undefined;
  readonly remoteOption: readonly RemoteOption[] | undefined;
  readonly skillNumbers: readonly number[] | undefined;
  readonly companyNumber: number | undefined;
  readonly postedAfter: Date | undefined;
}

/** What a filter is read with. */
export interface FilterContext {
  readonly db: Db;
  readonly places: PlaceResolver;
  readonly now: () => Date;
  readonly synonyms: TitleSynonyms;
  /** Words as they are typed: no spelling is corrected. Saved searches mean what they say. */
  readonly isExact: boolean;
}

export interface ReadFilter {
  readonly filter: ResolvedFilter;
  /** What is searched for instead of `q`. */
  readonly correctedQuery: string | null;
}

const DAY_MS = 86_400_000;

/** @throws AppError validation_failed, naming the field, for a skill, place or currency that nobody knows. */
export async function resolveFilter(context: FilterContext, filter: SearchFilter): Promise<ReadFilter> {
  const { db, now } = context;
  const [{ text, correctedQuery }, skillNumbers, where, salary, companyNumber] = await Promise.all([
    resolveText(context, filter.q),
    resolveSkillNames(db, filter.skills),
    resolveLocation(context, filter),
    resolveSalary(db, filter),
    filter.companyId === undefined ? undefined : companyNumberOf(db, filter.companyId),
  ]);
  const { country, circle } = where;
  const days = filter.postedWithinDays;
  return {
    correctedQuery,
    filter: {
      ...salary,
      text,
      circle,
      country,
      skillNumbers,
      companyNumber,
      jobType: given(filter.jobType),
      experienceLevel: given(filter.experienceLevel),
      remoteOption: where.isRemote ? ['remote'] : given(filter.remoteOption),
      postedAfter: days === undefined ? undefined : new Date(now().getTime() - days * DAY_MS),
    },
  };
}

const given = <Item>(items: readonly Item[] | undefined): readonly Item[] | undefined =>
  items === undefined || items.length === 0 ? undefined : items;

/** A text of stop words alone ("the") searches for nothing and so does not filter. */
async function resolveText(
  { db, synonyms, isExact }: FilterContext,
  q: string | undefined,
): Promise<ReadQuery> {
  if (q === undefined || q === '') return { text: undefined, correctedQuery: null };
  return readQuery(db, q, { synonyms, isExact });
}

async function resolveSkillNames(
  db: Db,
  names: readonly string[] | undefined,
): Promise<number[] | undefined> {
  if (names === undefined || names.length === 0) return undefined;
  const numbers = await resolveSkills(db, names);
  const problems = names.flatMap((name, index): FieldProblem[] =>
    numbers[index] === null
      ? [{ path: `skills[${index}]`, message: `No skill goes by "${name}"; pick one from GET /skills` }]
      : [],
  );
  if (problems.length > 0) throw new AppError('validation_failed', 'No such skill', { problems });
  return numbers.filter((number) => number !== null);
}

type Where = Pick<ResolvedFilter, 'circle' | 'country'> & { readonly isRemote: boolean };
const anywhere: Where = { circle: undefined, country: undefined, isRemote: false };

async function resolveLocation({ db, places }: FilterContext, filter: SearchFilter): Promise<Where> {
  if (filter.placeId !== undefined) {
    const [place] = await requirePlaces(db, [filter.placeId], 'placeId');
    return place === undefined ? anywhere : { ...anywhere, circle: circleAround(place, filter.radiusKm) };
  }
  if (filter.location === undefined) return anywhere;
  const read = places.resolve(filter.location);
  if (read !== null && read.placeId !== null) {
    const [place] = await placesByIds(db, [read.placeId as PlaceId]);
    if (place !== undefined)
      return { ...anywhere, circle: circleAround(place, filter.radiusKm), isRemote: read.isRemote };
  }
  if (read !== null && (read.country !== null || read.isRemote)) {
    return { ...anywhere, country: read.country ?? undefined, isRemote: read.isRemote };
  }
  const [begun] = await searchPlaces(db, filter.location, 1);
  if (begun !== undefined) return { ...anywhere, circle: circleAround(begun, filter.radiusKm) };
  const message = `No place goes by "${filter.location}"; pick one from GET /places`;
  throw new AppError('validation_failed', 'No such place', { problems: [{ path: 'location', message }] });
}

/** Salaries are compared by the year; without a currency in US dollars. */
async function resolveSalary(
  db: Db,
  { salaryMin, salaryMax, currency = 'USD' }: SearchFilter,
): Promise<Pick<ResolvedFilter, 'salaryMin' | 'salaryMax'>> {
  if (salaryMin === undefined && salaryMax === undefined) return { salaryMin, salaryMax };
  if (salaryMin !== undefined && salaryMax !== undefined && salaryMin > salaryMax) {
    throw problem('salaryMax', 'The lower end of the salary is above the upper one');
  }
  const rate = await dollarRate(db, currency);
  if (rate === undefined) throw problem('currency', `No exchange rate is known for ${currency}`);
  return {
    salaryMin: salaryMin === undefined ? undefined : salaryMin * rate,
    salaryMax: salaryMax === undefined ? undefined : salaryMax * rate,
  };
}

const problem = (path: string, message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path, message }] });
