import { AppError } from '@access/contracts/errors';
import type { UserId } from '@access/contracts/ids';
import { Preferences, type Profile, type ProfileAnswer } from '@access/contracts/profile';
import type { Db, Tx } from '@access/db';

import { placesByIds } from '../places/index.ts';
import { blockedCompanies, findProfile, findUser } from './profile.repository.ts';

/** Person, profile and preferences as one answer; a person without a profile row gets an empty profile. */
export async function readProfile(db: Db | Tx, userId: UserId): Promise<ProfileAnswer> {
  const [user, row, blocked] = await Promise.all([
    findUser(db, userId),
    findProfile(db, userId),
    blockedCompanies(db, userId),
  ]);
  if (user === undefined) throw new AppError('not_found', 'This account no longer exists');
  const preferences = Preferences.parse(row?.preferences ?? {});
  const places = await placesByIds(db, [
    ...preferences.places.values.map((place) => place.placeId),
    ...(row?.placeId == null
      ? []
      : [row.placeId as Profile['preferences']['places']['values'][number]['placeId']]),
  ]);
  const profile = {
    headline: row?.headline ?? null,
    phone: row?.phone ?? null,
    location: row?.location ?? null,
    place: places.find((place) => place.id === row?.placeId) ?? null,
    bio: row?.bio ?? null,
    linkedinUrl: row?.linkedinUrl ?? null,
    githubUrl: row?.githubUrl ?? null,
    portfolioUrl: row?.portfolioUrl ?? null,
    experienceLevel: (row?.experienceLevel ?? null) as Profile['experienceLevel'],
    openToWork: row?.openToWork ?? true,
    profilingOptOut: row?.profilingOptOut ?? false,
    preferences,
    preferredPlaces: preferences.places.values.flatMap(
      ({ placeId }) => places.find((place) => place.id === placeId) ?? [],
    ),
    blockedCompanies: blocked as Profile['blockedCompanies'],
  };
  return {
    user: {
      id: userId,
      email: user.email,
      displayName: user.displayName,
      userType: user.userType as ProfileAnswer['user']['userType'],
      status: user.status as ProfileAnswer['user']['status'],
      isVerified: user.isVerified,
      timeZone: user.timeZone,
      locale: user.locale,
      createdAt: user.createdAt.toISOString(),
    },
    profile,
  };
}
