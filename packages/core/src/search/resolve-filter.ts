import type { ExperienceLevel, JobType, RemoteOption } from '@access/contracts/enums';
import { AppError, type FieldProblem } from '@access/contracts/errors';
import type { PlaceId } from '@access/contracts/ids';
import type { SearchFilter } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import type { PlaceResolver } from '../jobs/index.ts';
import { placesByIds, requirePlaces, searchPlaces } from '../places/index.ts';
import { circleAround, type Circle } from './bounding-box.ts';
import { dollarRate, resolveSkills, toTsquery } from './lookups.repository.ts';

/** A filter whose names have become ids, coordinates and dollars; what is undefined does not filter. */
export interface ResolvedFilter {
  /** A tsquery in PostgreSQL's own notation. */
  readonly tsquery: string | undefined;
  /** What was typed, for likeness to titles. */
  readonly q: string | undefined;
  readonly circle: Circle | undefined;
  readonly country: string | undefined;
  /** Yearly US dollars. */
  readonly salaryMin: number | undefined;
  readonly salaryMax: number | undefined;
  readonly jobType: readonly JobType[] | undefined;
  readonly experienceLevel: readonly ExperienceLevel[] | undefined;
  readonly remoteOption: readonly RemoteOption[] | undefined;
  readonly skillIds: readonly string[] | undefined;
  readonly companyId: string | undefined;
  readonly postedWithinDays: number | undefined;
}

/** @throws AppError validation_failed, naming the field, for a skill, place or currency that nobody knows. */
export async function resolveFilter(
  db: Db,
  places: PlaceResolver,
  filter: SearchFilter,
): Promise<ResolvedFilter> {
  const [text, skillIds, where, salary] = await Promise.all([
    resolveText(db, filter.q),
    resolveSkillNames(db, filter.skills),
    resolveLocation(db, places, filter),
    resolveSalary(db, filter),
  ]);
  const { country, circle } = where;
  return {
    ...text,
    ...salary,
    circle,
    country,
    skillIds,
    jobType: given(filter.jobType),
    experienceLevel: given(filter.experienceLevel),
    remoteOption: where.isRemote ? ['remote'] : given(filter.remoteOption),
    companyId: filter.companyId,
    postedWithinDays: filter.postedWithinDays,
  };
}

const given = <Item>(items: readonly Item[] | undefined): readonly Item[] | undefined =>
  items === undefined || items.length === 0 ? undefined : items;

/** A text of stop words alone ("the") searches for nothing and so does not filter. */
async function resolveText(db: Db, q: string | undefined): Promise<Pick<ResolvedFilter, 'q' | 'tsquery'>> {
  if (q === undefined || q === '') return { q: undefined, tsquery: undefined };
  const tsquery = await toTsquery(db, q);
  return tsquery === '' ? { q: undefined, tsquery: undefined } : { q, tsquery };
}

async function resolveSkillNames(
  db: Db,
  names: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (names === undefined || names.length === 0) return undefined;
  const ids = await resolveSkills(db, names);
  const problems = names.flatMap((name, index): FieldProblem[] =>
    ids[index] === null
      ? [{ path: `skills[${index}]`, message: `No skill goes by "${name}"; pick one from GET /skills` }]
      : [],
  );
  if (problems.length > 0) throw new AppError('validation_failed', 'No such skill', { problems });
  return ids.filter((id) => id !== null);
}

type Where = Pick<ResolvedFilter, 'circle' | 'country'> & { readonly isRemote: boolean };
const anywhere: Where = { circle: undefined, country: undefined, isRemote: false };

async function resolveLocation(db: Db, places: PlaceResolver, filter: SearchFilter): Promise<Where> {
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
