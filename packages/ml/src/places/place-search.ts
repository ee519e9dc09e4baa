import type { Country, Place } from './load-gazetteer.ts';
import { placeKey, type KeyedPlace } from './place-names.ts';

/** Places whose name or alias starts with the query, the likeliest first. */
export type PlaceSearch = (query: string, limit: number) => Place[];

type Entry = { key: string; place: Place; isOwn: boolean };

/** Builds the typeahead: names sorted once, a query is a range of them. */
export function createPlaceSearch(keyed: readonly KeyedPlace[], countries: readonly Country[]): PlaceSearch {
  const entries = toEntries(keyed);
  const countryKeys = new Map(
    countries.map((country) => [
      country.code,
      [country.name, country.code, ...country.aliases].map(placeKey),
    ]),
  );
  const isWithin = (place: Place, area: string): boolean =>
    [placeKey(place.admin1Name), placeKey(place.admin1), ...(countryKeys.get(place.country) ?? [])].some(
      (key) => key.startsWith(area),
    );
  return (query, limit) => {
    const [name = '', ...areas] = query.slice(0, 100).split(',').map(placeKey);
    if (name === '' || limit <= 0) return [];
    const wanted = areas.filter((area) => area !== '');
    const best = new Map<number, { place: Place; score: number }>();
    for (let at = lowerBound(entries, name); entries[at]?.key.startsWith(name) === true; at += 1) {
      const entry = entries[at];
      if (entry === undefined || !wanted.every((area) => isWithin(entry.place, area))) continue;
      const score = scoreOf(entry, name);
      if (score > (best.get(entry.place.id)?.score ?? -Infinity))
        best.set(entry.place.id, { place: entry.place, score });
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || a.place.id - b.place.id)
      .slice(0, limit)
      .map(({ place }) => place);
  };
}

/** A power of ten of people counts one; a whole name as much as a city thirty times the size, a main name somewhat more than an alias. */
function scoreOf({ key, place, isOwn }: Entry, name: string): number {
  return Math.log10(place.population + 1) + (key === name ? 1.5 : 0) + (isOwn ? 0.5 : 0);
}

function toEntries(keyed: readonly KeyedPlace[]): Entry[] {
  return keyed
    .flatMap(({ place, keys }) => keys.map((key, index) => ({ key, place, isOwn: index === 0 })))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function lowerBound(entries: readonly Entry[], key: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
