import { sql, type RawBuilder } from 'kysely';

import type { PlaceId } from '@access/contracts/ids';
import type { Place } from '@access/contracts/places';
import type { Db, Tx } from '@access/db';

import { readWrittenPlace, type WrittenPlace } from './written-place.ts';

const columns = sql`p.id, p.name, p.region, p.country, p.latitude, p.longitude`;
type PlaceRow = Omit<Place, 'label'>;

/** "Leeds, England, GB": enough to tell two places of one name apart. */
export const placeLabel = (place: { name: string; region: string | null; country: string }): string =>
  [place.name, place.region === place.name ? null : place.region, place.country]
    .filter((part) => part !== null)
    .join(', ');

const toPlace = (row: PlaceRow): Place => ({ ...row, label: placeLabel(row) });

/** Places with a name that begins with what was typed, largest first; what follows a comma narrows by region or country. */
export async function searchPlaces(db: Db | Tx, typed: string, limit: number): Promise<Place[]> {
  return placesWhere(db, { ...readWrittenPlace(typed), condition: sql`true` }, limit);
}

/** The largest place that has exactly this name or another spelling of it, within the areas; null when there is none. */
export async function findPlaceNamed(db: Db | Tx, written: WrittenPlace): Promise<Place | null> {
  const condition = sql<boolean>`p.search_names || E'\n' like '%' || E'\n' || q || E'\n%'`;
  const [place] = await placesWhere(db, { ...written, condition }, 1);
  return place ?? null;
}

/** Plan: trigram index on `search_names`, each name of a place standing on a line of its own. */
async function placesWhere(
  db: Db | Tx,
  { name, areas, condition }: WrittenPlace & { condition: RawBuilder<boolean> },
  limit: number,
): Promise<Place[]> {
  const within = areas.map(
    ({ words, countries }) => sql<boolean>`(
      fold(p.region) like fold(${likeable(words)}) || '%' or lower(p.region_code) = lower(${words})
      or lower(p.country) = lower(${words}) or p.country = any(${[...countries]}))`,
  );
  const { rows } = await sql<PlaceRow>`
    with typed as (select fold(${name}) as n, fold(${likeable(name)}) as q)
    select ${columns} from places p, typed
    where p.search_names like '%' || E'\n' || q || '%' and ${sql.join([condition, ...within], sql` and `)}
    order by fold(p.name) = n desc, fold(p.name) like q || '%' desc, p.population desc, p.id
    limit ${limit}`.execute(db);
  return rows.map(toPlace);
}

/** The text with the signs that LIKE reads as patterns taken for themselves. */
const likeable = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

export async function placesByIds(db: Db | Tx, ids: readonly PlaceId[]): Promise<Place[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<PlaceRow>`select ${columns} from places p where p.id = any(${[...ids]})`.execute(
    db,
  );
  const byId = new Map(rows.map((row) => [row.id, toPlace(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
