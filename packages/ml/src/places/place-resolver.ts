import { chooseAmong, MAX_DISAGREEMENT_KM, NOTHING, type Found, type LocationHints } from './choose-place.ts';
import { distanceKm, type Coordinates } from './distance.ts';
import type { Country, Place } from './load-gazetteer.ts';
import { meantPlaces } from './location-groups.ts';
import { createNearestPlace, type NearestPlace } from './nearest-place.ts';
import { parseLocation } from './parse-location.ts';
import { createPlaceLookup } from './place-lookup.ts';
import { nameKeys } from './place-names.ts';
import { createPlaceSearch, type PlaceSearch } from './place-search.ts';

/** What a location text says. Without a place, country and region may still be known. */
export type ResolvedLocation = {
  /** GeoNames id; null where the text names no city we know. */
  placeId: number | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  admin1: string | null;
  /** Degrees: of the place, or as given where no place is known. */
  lat: number | null;
  lon: number | null;
  remote: 'remote' | 'hybrid' | null;
  /** 0 to 1: below 0.5 it is a guess. */
  confidence: number;
};

/** A region (`admin1` is its GeoNames code) or, without one, a whole country (ISO 3166-1 alpha-2). */
export type Area = { country: string; admin1: string | null };

/** All that a location text says: "Austin, TX; Paris; Remote - US" is two places, and remote work within a country. */
export type LocationReading = {
  /** In the order of the text. Without `placeId` the region or country is all that is known. */
  places: (Area & { placeId: number | null })[];
  isRemote: boolean;
  isHybrid: boolean;
  /** Where remote work is offered; empty where the text does not say or speaks of more than countries ("EMEA"). */
  remoteWithin: Area[];
};

/** Finds places by what postings and people write, and by coordinates. */
export type PlaceResolver = {
  /** The first place a text names; total on any string. */
  resolve(text: string, hints?: LocationHints): ResolvedLocation;
  /** Every place a text names; total on any string. The hints weigh between places of one name and add none. */
  read(text: string, hints?: LocationHints): LocationReading;
  /** Typeahead: names that start with the query, the larger places first; after a comma the region or country. */
  search: PlaceSearch;
  nearest: NearestPlace;
};

const MAX_NEAREST_KM = 40;

type FoundPlace = { found: Found; isRemote: boolean };

/** Builds the resolver over the gazetteer. */
export function createPlaceResolver(places: readonly Place[], countries: readonly Country[]): PlaceResolver {
  const named = nameKeys(places);
  const lookup = createPlaceLookup(named, countries);
  const nearest = createNearestPlace(places);
  const findAll = (text: string, hints: LocationHints): { remote: Remote; all: FoundPlace[] } => {
    const { remote, alternatives } = parseLocation(text);
    const meant = meantPlaces(alternatives, lookup);
    const first = meant.map(({ parts }) => chooseAmong(parts, { lookup, hints }));
    const neighbour = hints.country ?? usualCountry(first);
    const all = meant.map(({ parts, isRemote }, index) => {
      const found = first[index] ?? NOTHING;
      if (found.place !== null || found.region !== null || neighbour === undefined)
        return { found, isRemote };
      // "Atlanta, GA, CA, NJ": beside an American city a code is a state.
      const again = chooseAmong(parts, { lookup, hints: { ...hints, country: neighbour } });
      return { found: again.region === null ? found : again, isRemote };
    });
    return { remote, all };
  };
  return {
    nearest,
    search: createPlaceSearch(named, countries),
    read: (text, hints = {}) => toReading(findAll(text, hints)),
    resolve(text, hints = {}) {
      const { remote, all } = findAll(text, hints);
      const point =
        hints.lat !== undefined && hints.lon !== undefined ? { lat: hints.lat, lon: hints.lon } : null;
      const found = withPoint(firstOf(all, hints), { point, nearest });
      const at = found.place ?? point;
      return {
        placeId: found.place?.id ?? null,
        country: countryOf(found),
        admin1: admin1Of(found),
        lat: at?.lat ?? null,
        lon: at?.lon ?? null,
        remote,
        confidence: found.confidence,
      };
    },
  };
}

/** The country of the first city, else of the first region: what the text's other names are likely in. */
const usualCountry = (found: readonly Found[]): string | undefined =>
  found.find(({ place }) => place !== null)?.place?.country ??
  found.find(({ region }) => region !== null)?.region?.country;

type Remote = 'remote' | 'hybrid' | null;

const countryOf = ({ place, region, country }: Found): string | null =>
  place?.country ?? region?.country ?? country;

function admin1Of({ place, region }: Found): string | null {
  const admin1 = place?.admin1 ?? region?.admin1 ?? '';
  return admin1 === '' ? null : admin1;
}

/** The first that is a place; else the first region or country; else the country hinted at. */
function firstOf(all: readonly FoundPlace[], hints: LocationHints): Found {
  const found =
    all.find((each) => each.found.place !== null) ?? all.find((each) => countryOf(each.found) !== null);
  if (found !== undefined) return found.found;
  return hints.country === undefined ? NOTHING : { ...NOTHING, country: hints.country, confidence: 0.3 };
}

function toReading({ remote, all }: { remote: Remote; all: readonly FoundPlace[] }): LocationReading {
  const isRemote = remote === 'remote';
  const hasCity = all.some(({ found }) => found.place !== null);
  const places: LocationReading['places'] = [];
  const remoteWithin: Area[] = [];
  for (const each of all) {
    const country = countryOf(each.found);
    if (country === null) continue;
    const area = { country, admin1: admin1Of(each.found) };
    // "Remote - US" allows the country; "Austin or US remote" names a place beside it.
    const isLimit = isRemote && each.found.place === null && (each.isRemote || !hasCity);
    if (isLimit) remoteWithin.push(area);
    else places.push({ ...area, placeId: each.found.place?.id ?? null });
  }
  return {
    places: distinct(places),
    isRemote,
    isHybrid: remote === 'hybrid',
    remoteWithin: distinct(remoteWithin),
  };
}

const distinct = <Item extends Area & { placeId?: number | null }>(items: readonly Item[]): Item[] => [
  ...new Map(
    items.map((item) => [`${item.placeId ?? ''} ${item.country} ${item.admin1 ?? ''}`, item]),
  ).values(),
];

/** The posting's coordinates settle what the text leaves open, and win where the two are far apart. */
function withPoint(
  found: Found,
  { point, nearest }: { point: Coordinates | null; nearest: NearestPlace },
): Found {
  if (point === null) return found;
  if (found.place !== null && distanceKm(point, found.place) <= MAX_DISAGREEMENT_KM) return found;
  const near = nearest(point);
  if (near === null || near.km > MAX_NEAREST_KM) return found;
  return { place: near.place, region: null, country: null, confidence: 0.6 };
}
