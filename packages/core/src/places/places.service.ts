import { AppError } from '@access/contracts/errors';
import type { PlaceId } from '@access/contracts/ids';
import type { Page } from '@access/contracts/pages';
import type { Place } from '@access/contracts/places';
import type { TypeaheadInput } from '@access/contracts/skills';
import type { Db, Tx } from '@access/db';

import { findPlaceNamed, placesByIds, searchPlaces } from './places.repository.ts';
import { readWrittenAddress } from './written-place.ts';

export type PlacesService = ReturnType<typeof createPlacesService>;

export function createPlacesService({ db }: { db: Db }) {
  return {
    /** Places with a name beginning with what was typed, largest first. */
    async search({ q, limit }: TypeaheadInput): Promise<Page<Place>> {
      const items = await searchPlaces(db, q, limit);
      return { items, nextCursor: null, total: { value: items.length, relation: 'eq' } };
    },
  };
}

/** Refuses ids that name no place, at the field that held them. */
export async function requirePlaces(db: Db | Tx, ids: readonly PlaceId[], path: string): Promise<Place[]> {
  const places = await placesByIds(db, ids);
  const known = new Set(places.map((place) => place.id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown === undefined) return places;
  throw new AppError('validation_failed', 'No such place', {
    problems: [{ path, message: `No place has the id ${unknown}; pick one from GET /places` }],
  });
}

/**
 * The place that a location names as people write it in a profile or a résumé ("Leeds, UK"); null where no name in it is
 * one we know, since a near guess would move somebody to another town.
 */
export async function findPlace(db: Db | Tx, location: string): Promise<Place | null> {
  for (const written of readWrittenAddress(location)) {
    const place = await findPlaceNamed(db, written);
    if (place !== null) return place;
  }
  return null;
}
