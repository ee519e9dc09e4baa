import { AppError } from '@access/contracts/errors';
import type { PlaceId } from '@access/contracts/ids';
import type { Page } from '@access/contracts/pages';
import type { Place } from '@access/contracts/places';
import type { TypeaheadInput } from '@access/contracts/skills';
import type { Db, Tx } from '@access/db';

import { placesByIds, searchPlaces } from './places.repository.ts';

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
