import { sql } from 'kysely';

import type { JobId, UserId } from '@access/contracts/ids';
import { Preferences } from '@access/contracts/profile';
import type { Db, Tx } from '@access/db';
import type { PersonDocument } from '@access/ml/features';

import { yearlyUsdRange, type ExchangeRates } from '../jobs/index.ts';

/** A person as the engine sees them, with what a list needs besides. */
export interface LoadedPerson {
  readonly document: PersonDocument;
  readonly hasOptedOut: boolean;
  /** The newest interaction counted in. */
  readonly watermark: number;
  /** Jobs the person acted on: their vectors are the person's taste. */
  readonly touchedJobIds: readonly JobId[];
  readonly placeName: string | null;
}

interface PersonRow {
  headline: string | null;
  experienceLevel: PersonDocument['experienceLevel'];
  preferences: unknown;
  profilingOptOut: boolean | null;
  placeId: number | null;
  placeName: string | null;
  latitude: number | null;
  longitude: number | null;
  country: string | null;
  regionCode: string | null;
  watermark: number;
}

/** How many of the latest actions of each kind shape the taste. */
const RECENT_ACTIONS = 200;

/** Everything the engine may know of a person; undefined once the account is gone. */
export async function loadPerson(
  db: Db | Tx,
  userId: UserId,
  rates: ExchangeRates,
): Promise<LoadedPerson | undefined> {
  const row = await selectPerson(db, userId);
  if (row === undefined) return undefined;
  const preferences = Preferences.parse(row.preferences ?? {});
  const [skills, positions, educationLevel, blocked, rejected, states, places] = await Promise.all([
    selectSkills(db, userId),
    selectPositions(db, userId),
    selectEducationLevel(db, userId),
    db.selectFrom('blockedCompanies').select('companyId').where('userId', '=', userId).execute(),
    db.selectFrom('rejectedSkills').select('skillId').where('userId', '=', userId).execute(),
    selectStates(db, userId),
    selectPreferredPlaces(db, preferences),
  ]);
  const floor = preferences.salaryFloor;
  const floorYearly =
    floor === null
      ? null
      : (yearlyUsdRange(rates, {
          min: floor.amount,
          max: null,
          currency: floor.currency,
          period: floor.period,
        })?.min ?? null);
  const document: PersonDocument = {
    id: userId,
    headline: row.headline,
    skills,
    positions,
    educationLevel,
    experienceLevel: row.experienceLevel,
    place: placeOf(row),
    preferences: {
      titles: preferences.desiredTitles,
      jobTypes: preferences.jobTypes,
      remoteOptions: preferences.remoteOptions,
      salaryFloor:
        floor === null || floorYearly === null
          ? null
          : { yearly: floorYearly, isDealbreaker: floor.isDealbreaker },
      places: { values: places, isDealbreaker: preferences.places.isDealbreaker },
    },
    blockedCompanyIds: blocked.map((each) => each.companyId),
    rejectedSkillIds: rejected.map((each) => each.skillId),
    interactions: toInteractions(states),
    excludedJobIds: states
      .filter((each) => each.dismissedAt !== null || each.appliedAt !== null)
      .map((each) => each.jobId),
  };
  return {
    document,
    hasOptedOut: row.profilingOptOut ?? false,
    watermark: Number(row.watermark),
    touchedJobIds: states.map((each) => each.jobId),
    placeName: row.placeName,
  };
}

async function selectPerson(db: Db | Tx, userId: UserId): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select f.headline, f.experience_level, f.preferences, f.profiling_opt_out,
      p.id as place_id, p.name as place_name, p.latitude, p.longitude, p.country, p.region_code,
      (select coalesce(max(id), 0) from interactions where user_id = ${userId}) as watermark
    from users u left join job_seeker_profiles f on f.user_id = u.id left join places p on p.id = f.place_id
    where u.id = ${userId}`.execute(db);
  return rows[0];
}

const placeOf = (row: PersonRow): PersonDocument['place'] =>
  row.latitude === null || row.longitude === null || row.country === null
    ? null
    : {
        id: row.placeId,
        lat: row.latitude,
        lon: row.longitude,
        country: row.country,
        admin1: row.regionCode,
        name: row.placeName,
      };

async function selectSkills(db: Db | Tx, userId: UserId): Promise<PersonDocument['skills']> {
  const { rows } = await sql<PersonDocument['skills'][number]>`
    select s.id, s.slug, s.name, u.proficiency_level as level, u.source
    from user_skills u join skills s on s.id = u.skill_id where u.user_id = ${userId} order by s.slug`.execute(
    db,
  );
  return rows;
}

async function selectPositions(db: Db | Tx, userId: UserId): Promise<PersonDocument['positions']> {
  const { rows } = await sql<{ title: string; start: Date | null; end: Date | null; isCurrent: boolean }>`
    select position as title, start_date::timestamptz as start, end_date::timestamptz as "end", is_current
    from work_experiences where user_id = ${userId}
    order by is_current desc, coalesce(end_date, start_date) desc nulls last, id limit 20`.execute(db);
  return rows.map((row) => ({
    title: row.title,
    startedAt: row.start?.getTime() ?? null,
    endedAt: row.end?.getTime() ?? null,
    isCurrent: row.isCurrent,
  }));
}

/** 1 school, 2 vocational or associate, 3 bachelor, 4 master, 5 doctorate; null where no degree names one. */
async function selectEducationLevel(db: Db | Tx, userId: UserId): Promise<number | null> {
  const { rows } = await sql<{ level: number | null }>`
    select max(case
      when degree ~* '\\m(ph\\.? ?d|doctor|d\\.?phil|m\\.?d)\\M' then 5
      when degree ~* '\\m(master|m\\.?sc|m\\.?s|m\\.?a|mba|m\\.?eng|postgraduate)\\M' then 4
      when degree ~* '\\m(bachelor|b\\.?sc|b\\.?s|b\\.?a|b\\.?eng|licence|laurea)\\M' then 3
      when degree ~* '\\m(associate|diploma|certificate|hnd|vocational|btec|foundation)\\M' then 2
      when degree ~* '\\m(high school|secondary|ged|a-?levels?|gcse)\\M' then 1 end) as level
    from educations where user_id = ${userId}`.execute(db);
  return rows[0]?.level ?? null;
}

interface StateRow {
  jobId: JobId;
  likedAt: Date | null;
  dismissedAt: Date | null;
  bookmarkedAt: Date | null;
  appliedAt: Date | null;
  lastViewedAt: Date | null;
  viewSeconds: number;
}

/** Dismissed and applied jobs are all needed (they mask); of the rest the latest shape the taste. */
async function selectStates(db: Db | Tx, userId: UserId): Promise<StateRow[]> {
  const { rows } = await sql<StateRow>`
    (select job_id, liked_at, dismissed_at, bookmarked_at, applied_at, last_viewed_at, view_seconds from user_jobs
      where user_id = ${userId} and (dismissed_at is not null or applied_at is not null))
    union
    (select job_id, liked_at, dismissed_at, bookmarked_at, applied_at, last_viewed_at, view_seconds from user_jobs
      where user_id = ${userId} order by updated_at desc limit ${RECENT_ACTIONS})`.execute(db);
  return rows;
}

function toInteractions(states: readonly StateRow[]): PersonDocument['interactions'] {
  return states.flatMap((row) => {
    const kinds = [
      ['view', row.lastViewedAt],
      ['like', row.likedAt],
      ['dislike', row.dismissedAt],
      ['bookmark', row.bookmarkedAt],
      ['apply', row.appliedAt],
    ] as const;
    return kinds.flatMap(([type, at]) =>
      at === null
        ? []
        : [
            {
              jobId: row.jobId,
              type,
              at: at.getTime(),
              ...(type === 'view' ? { dwellSeconds: row.viewSeconds } : {}),
            },
          ],
    );
  });
}

async function selectPreferredPlaces(
  db: Db | Tx,
  preferences: Preferences,
): Promise<PersonDocument['preferences']['places']['values']> {
  const wanted = new Map(preferences.places.values.map((place) => [Number(place.placeId), place.radiusKm]));
  if (wanted.size === 0) return [];
  const rows = await db
    .selectFrom('places')
    .select(['id', 'name', 'latitude', 'longitude', 'country'])
    .where('id', 'in', [...wanted.keys()])
    .execute();
  return rows.map((row) => ({
    lat: row.latitude,
    lon: row.longitude,
    country: row.country,
    name: row.name,
    radiusKm: wanted.get(row.id) ?? 50,
  }));
}
