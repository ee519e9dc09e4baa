import { sql } from 'kysely';

import type { PlaceId } from '@access/contracts/ids';
import type { Place } from '@access/contracts/places';
import type { Db, Tx } from '@access/db';

const columns = sql`p.id, p.name, p.region, p.country, p.latitude, p.longitude`;
type PlaceRow = Omit<Place, 'label'>;

/** "Leeds, England, GB": enough to tell two places of one name apart. */
export const placeLabel = (place: { name: string; region: string | null; country: string }): string =>
  [place.name, place.region === place.name ? null : place.region, place.country]
    .filter((part) => part !== null)
    .join(', ');

const toPlace = (row: PlaceRow): Place => ({ ...row, label: placeLabel(row) });

/**
 * Places with a name that begins with what was typed, largest first. What follows a comma narrows by region or
 * country ("Paris, TX"). Plan: trigram index on `search_names`, each name of a place standing on a line of its own.
 */
export async function searchPlaces(db: Db | Tx, query: string, limit: number): Promise<Place[]> {
  const [name = '', ...rest] = query.split(',').map((part) => part.trim());
  const narrowing = rest.join(' ').trim();
  const { rows } = await sql<PlaceRow>`
    with typed as (
      select fold(${name}) as n, replace(replace(replace(fold(${name}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') as q, fold(${narrowing}) as w
    )
    select ${columns} from places p, typed
    where p.search_names like '%' || E'\n' || q || '%'
      and (w = '' or fold(p.region) like w || '%' or lower(p.region_code) = w or lower(p.country) like w || '%')
    order by fold(p.name) = n desc, fold(p.name) like q || '%' desc, p.population desc, p.id
    limit ${limit}`.execute(db);
  return rows.map(toPlace);
}

export async function placesByIds(db: Db | Tx, ids: readonly PlaceId[]): Promise<Place[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<PlaceRow>`select ${columns} from places p where p.id = any(${[...ids]})`.execute(
    db,
  );
  const byId = new Map(rows.map((row) => [row.id, toPlace(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
