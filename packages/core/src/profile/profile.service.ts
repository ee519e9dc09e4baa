import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { PlaceId, UserId } from '@access/contracts/ids';
import type { ProfileAnswer, ProfileUpdate } from '@access/contracts/profile';
import type { Db, Tx } from '@access/db';

import { recordEvent } from '../events/index.ts';
import { findPlace, requirePlaces } from '../places/index.ts';
import {
  lockUser,
  replaceBlockedCompanies,
  updateUser,
  upsertProfile,
  type ProfileColumns,
} from './profile.repository.ts';
import { readProfile } from './read-profile.ts';

export type ProfileService = ReturnType<typeof createProfileService>;

const copied = [
  'headline',
  'phone',
  'bio',
  'linkedinUrl',
  'githubUrl',
  'portfolioUrl',
  'experienceLevel',
  'openToWork',
  'profilingOptOut',
] as const;

export function createProfileService({ db }: { db: Db }) {
  return {
    /** The person's own account, profile and preferences. */
    get: (actor: Actor): Promise<ProfileAnswer> => readProfile(db, actor.userId),

    /** Changes the fields given and leaves the others; a place typed as text is looked up, and kept as text when unknown. */
    async update(actor: Actor, change: ProfileUpdate): Promise<ProfileAnswer> {
      return db.transaction().execute(async (trx) => {
        await applyProfileUpdate(trx, actor.userId, change);
        await recordEvent(trx, { type: 'person.changed', subject: actor.userId });
        return readProfile(trx, actor.userId);
      });
    },
  };
}

/** The update inside a caller's transaction; used by résumé take-over too. Writes no event: the caller does, once. */
export async function applyProfileUpdate(trx: Tx, userId: UserId, change: ProfileUpdate): Promise<void> {
  await lockUser(trx, userId);
  requireTimeZone(change.timeZone);
  await updateUser(trx, userId, accountColumns(change));
  const columns: ProfileColumns = { ...(await placeColumns(trx, change)) };
  for (const key of copied) {
    const value = change[key];
    if (value !== undefined) Object.assign(columns, { [key]: value });
  }
  if (change.preferences !== undefined) {
    const ids = change.preferences.places.values.map((place) => place.placeId);
    await requirePlaces(trx, ids, 'preferences.places.values');
    columns.preferences = JSON.stringify(change.preferences);
  }
  await upsertProfile(trx, userId, columns);
  if (change.blockedCompanyIds !== undefined) await blockCompanies(trx, userId, change.blockedCompanyIds);
}

function accountColumns(change: ProfileUpdate): { displayName?: string; timeZone?: string; locale?: string } {
  return {
    ...(change.displayName === undefined ? {} : { displayName: change.displayName }),
    ...(change.timeZone === undefined ? {} : { timeZone: change.timeZone }),
    ...(change.locale === undefined ? {} : { locale: change.locale }),
  };
}

async function placeColumns(
  trx: Tx,
  change: ProfileUpdate,
): Promise<{ location?: string | null; placeId?: PlaceId | null }> {
  if (change.placeId !== undefined && change.placeId !== null) {
    const [place] = await requirePlaces(trx, [change.placeId], 'placeId');
    return { placeId: change.placeId, location: change.location ?? place?.label ?? null };
  }
  if (change.placeId === null) return { placeId: null, location: change.location ?? null };
  if (change.location === undefined) return {};
  if (change.location === null) return { location: null, placeId: null };
  const place = await findPlace(trx, change.location);
  return { location: change.location, placeId: place?.id ?? null };
}

async function blockCompanies(
  trx: Tx,
  userId: UserId,
  ids: NonNullable<ProfileUpdate['blockedCompanyIds']>,
): Promise<void> {
  const wanted = new Set(ids);
  const written = await replaceBlockedCompanies(trx, userId, [...wanted]);
  if (written === wanted.size) return;
  throw new AppError('validation_failed', 'No such company', {
    problems: [{ path: 'blockedCompanyIds', message: 'At least one of these companies does not exist' }],
  });
}

function requireTimeZone(timeZone: string | undefined): void {
  if (timeZone === undefined || Intl.supportedValuesOf('timeZone').includes(timeZone) || timeZone === 'UTC')
    return;
  throw new AppError('validation_failed', 'No such time zone', {
    problems: [{ path: 'timeZone', message: 'Expected an IANA name such as Europe/Berlin' }],
  });
}
