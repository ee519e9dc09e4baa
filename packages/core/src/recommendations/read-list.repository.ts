import { sql } from 'kysely';

import type { JobId, UserId } from '@access/contracts/ids';
import { Preferences } from '@access/contracts/profile';
import type { JobState } from '@access/contracts/recommendations';
import type { Db } from '@access/db';

/** What of a person is asked again each time a list is read. */
export interface ReaderMasks {
  readonly hasOptedOut: boolean;
  readonly preferences: Preferences;
  readonly places: ReadonlyArray<{ latitude: number; longitude: number; radiusKm: number; name: string }>;
  readonly blockedCompanyIds: ReadonlySet<string>;
}

interface MasksRow {
  profilingOptOut: boolean | null;
  preferences: unknown;
  blocked: string[] | null;
}

export async function readerMasks(db: Db, userId: UserId): Promise<ReaderMasks> {
  const { rows } = await sql<MasksRow>`
    select f.profiling_opt_out, f.preferences,
      (select array_agg(company_id::text) from blocked_companies where user_id = ${userId}) as blocked
    from users u left join job_seeker_profiles f on f.user_id = u.id where u.id = ${userId}`.execute(db);
  const row = rows[0];
  const preferences = Preferences.parse(row?.preferences ?? {});
  return {
    hasOptedOut: row?.profilingOptOut ?? false,
    preferences,
    places: preferences.places.isDealbreaker ? await coordinates(db, preferences) : [],
    blockedCompanyIds: new Set(row?.blocked ?? []),
  };
}

async function coordinates(db: Db, preferences: Preferences): Promise<ReaderMasks['places']> {
  const radius = new Map(preferences.places.values.map((place) => [Number(place.placeId), place.radiusKm]));
  if (radius.size === 0) return [];
  const rows = await db
    .selectFrom('places')
    .select(['id', 'name', 'latitude', 'longitude'])
    .where('id', 'in', [...radius.keys()])
    .execute();
  return rows.map(({ id, ...place }) => ({ ...place, radiusKm: radius.get(id) ?? 50 }));
}

/** The job was public once, open or not: drafts, pending and rejected jobs are for admins alone. */
export const wasPublished = async (db: Db, jobId: JobId): Promise<boolean> =>
  (await db
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', jobId)
    .where('status', 'in', ['active', 'closed', 'expired'])
    .executeTakeFirst()) !== undefined;

/** Which of these jobs the person dismissed or applied to; jobs without a word from them are absent. */
export async function decidedStates(
  db: Db,
  userId: UserId,
  ids: readonly JobId[],
): Promise<ReadonlyMap<JobId, JobState>> {
  const rows = await db
    .selectFrom('userJobs')
    .select(['jobId', 'dismissedAt', 'appliedAt', 'bookmarkedAt', 'likedAt', 'lastViewedAt'])
    .where('userId', '=', userId)
    .where('jobId', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((row) => {
      const jobId = row.jobId as JobId;
      const state: JobState = {
        jobId,
        isBookmarked: row.bookmarkedAt !== null,
        isLiked: row.likedAt !== null,
        isDismissed: row.dismissedAt !== null,
        dismissReason: null,
        hasApplied: row.appliedAt !== null,
        lastViewedAt: row.lastViewedAt?.toISOString() ?? null,
      };
      return [jobId, state];
    }),
  );
}
