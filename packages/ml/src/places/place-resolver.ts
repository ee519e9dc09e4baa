import { distanceKm, type Coordinates } from './distance.ts';
import type { Country, Place } from './load-gazetteer.ts';
import { createNearestPlace, type NearestPlace } from './nearest-place.ts';
import { parseLocation } from './parse-location.ts';
import { createPlaceLookup, type PartMeaning, type PlaceLookup, type Region } from './place-lookup.ts';
import { nameKeys } from './place-names.ts';
import { createPlaceSearch, type PlaceSearch } from './place-search.ts';

/** What is known beside the text: the country of the source, the posting's own coordinates in degrees. */
export type LocationHints = { country?: string; lat?: number; lon?: number };

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

/** Finds places by what postings and people write, and by coordinates. */
export type PlaceResolver = {
  /** The first place a text names; total on any string. */
  resolve(text: string, hints?: LocationHints): ResolvedLocation;
  /** Typeahead: names that start with the query, the larger places first; after a comma the region or country. */
  search: PlaceSearch;
  nearest: NearestPlace;
};

type Candidate = { place: Place; score: number; isSupported: boolean; rival: number };
type Found = { place: Place | null; region: Region | null; country: string | null; confidence: number };

const MAX_NEAREST_KM = 40;
/** Text and coordinates further apart than this speak of two places: the coordinates win. */
const MAX_DISAGREEMENT_KM = 120;
/** A city of this size is meant rather than the region of the same name ("New York", "São Paulo"). */
const LARGE_CITY = 300_000;
const MIN_PHRASE_POPULATION = 50_000;
const MIN_SCORE = 1;

/** Builds the resolver over the gazetteer. */
export function createPlaceResolver(places: readonly Place[], countries: readonly Country[]): PlaceResolver {
  const named = nameKeys(places);
  const lookup = createPlaceLookup(named, countries);
  const nearest = createNearestPlace(places);
  return {
    nearest,
    search: createPlaceSearch(named, countries),
    resolve(text, hints = {}) {
      const { remote, alternatives } = parseLocation(text);
      const point =
        hints.lat !== undefined && hints.lon !== undefined ? { lat: hints.lat, lon: hints.lon } : null;
      const found = withPoint(firstFound(alternatives, { lookup, hints }), { point, nearest });
      const at = found.place ?? point;
      return {
        placeId: found.place?.id ?? null,
        country: found.place?.country ?? found.region?.country ?? found.country,
        admin1: admin1Of(found),
        lat: at?.lat ?? null,
        lon: at?.lon ?? null,
        remote,
        confidence: found.confidence,
      };
    },
  };
}

function admin1Of({ place, region }: Found): string | null {
  const admin1 = place?.admin1 ?? region?.admin1 ?? '';
  return admin1 === '' ? null : admin1;
}

const NOTHING: Found = { place: null, region: null, country: null, confidence: 0 };

/** The first alternative that names a place; else the first that names a region or country; else the country hinted at. */
function firstFound(
  alternatives: readonly string[][],
  { lookup, hints }: { lookup: PlaceLookup; hints: LocationHints },
): Found {
  let fallback: Found | null = null;
  for (const meant of alternatives.flatMap((parts) => groups(parts, lookup))) {
    const found = resolveParts(meant, { lookup, hints });
    if (found.place !== null) return found;
    if (fallback === null && (found.region !== null || found.country !== null)) fallback = found;
  }
  return (
    fallback ??
    (hints.country === undefined ? NOTHING : { ...NOTHING, country: hints.country, confidence: 0.3 })
  );
}

/** A part of the text with what it may mean. */
type MeantPart = { part: string; meaning: PartMeaning };

/** "San Francisco, CA, New York, NY": behind a region or country a new city begins a group of its own. */
function groups(parts: readonly string[], lookup: PlaceLookup): MeantPart[][] {
  const found: MeantPart[][] = [];
  let group: MeantPart[] = [];
  for (const part of parts.flatMap((whole) => splitPart(whole, lookup))) {
    const meaning = lookup.meaning(part);
    const previous = group.at(-1)?.meaning;
    const isTown = meaning.places.length > 0 && (!hasArea(meaning) || isLargeCity(meaning));
    const isComplete =
      previous !== undefined &&
      !sharesPlace(previous, meaning) &&
      group.slice(0, -1).some((town) => town.meaning.places.length > 0 && isWithin(town.meaning, previous));
    if (isTown && isComplete) {
      found.push(group);
      group = [];
    }
    group.push({ part, meaning });
  }
  return [...found, group];
}

function sharesPlace(a: PartMeaning, b: PartMeaning): boolean {
  return a.places.some(({ place }) => b.places.some((other) => other.place.id === place.id));
}

function resolveParts(
  meant: readonly MeantPart[],
  { lookup, hints }: { lookup: PlaceLookup; hints: LocationHints },
): Found {
  const meanings = meant.map(({ meaning }) => meaning);
  const best = bestCandidate(meanings, hints) ?? firstOfCities(meanings, hints);
  if (best !== null)
    return { place: best.place, region: null, country: null, confidence: confidenceOf(best) };
  const area = resolveArea(meanings, hints);
  const inside = phraseInside(
    meant.map(({ part }) => part),
    { lookup, hints, area },
  );
  return inside ?? area;
}

/** "Berlin, Madrid, Dublin": where the parts speak against each other and are cities, the first one. */
function firstOfCities(meanings: readonly PartMeaning[], hints: LocationHints): Candidate | null {
  const [first, second] = meanings;
  if (first === undefined || second === undefined || !isLargeCity(second)) return null;
  const best = bestCandidate([first], hints);
  const countries = meanings.flatMap((meaning) => (meaning.isCountryName ? meaning.countries : []));
  return best !== null && (countries.length === 0 || countries.includes(best.place.country)) ? best : null;
}

/** "CA United States", "Austin TX", "Germany Berlin" lack a comma: cut where both sides mean something and one is an area. */
function splitPart(part: string, lookup: PlaceLookup): string[] {
  const words = part.split(' ');
  if (words.length < 2 || words.length > 6 || hasMeaning(lookup.meaning(part))) return [part];
  for (let at = 1; at < words.length; at += 1) {
    const sides = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const [left, right] = sides.map((side) => lookup.meaning(side));
    if (left !== undefined && right !== undefined && (isWithin(left, right) || isWithin(right, left)))
      return sides;
  }
  return [part];
}

/** True where the first names a city in the region or country of the second, or both name one country. */
function isWithin(inner: PartMeaning, outer: PartMeaning): boolean {
  const isInArea = ({ country, admin1 }: Region): boolean =>
    outer.countries.includes(country) ||
    outer.regions.some((region) => region.country === country && region.admin1 === admin1);
  return (
    inner.places.some(({ place, isOwn }) => isOwn && isInArea(place)) ||
    inner.regions.some(({ country }) => outer.countries.includes(country))
  );
}

function hasArea({ regions, countries }: PartMeaning): boolean {
  return regions.length + countries.length > 0;
}

function hasMeaning({ places, regions, countries }: PartMeaning): boolean {
  return places.length + regions.length + countries.length > 0;
}

function bestCandidate(meanings: readonly PartMeaning[], hints: LocationHints): Candidate | null {
  const candidates: Candidate[] = [];
  for (const [index, meaning] of meanings.entries()) {
    for (const { place, isOwn } of meaning.places) {
      const support = supportFrom(meanings, { place, index });
      if (support === null || isShadowed(meanings, { place, isOwn, index })) continue;
      const isSupported = support > 0;
      const score = support + sizeOf(place) + (isOwn ? 0.6 : 0) - 0.4 * index + hintScore(place, hints);
      candidates.push({ place, score, isSupported, rival: 0 });
    }
  }
  candidates.sort(
    (a, b) => b.score - a.score || b.place.population - a.place.population || a.place.id - b.place.id,
  );
  const [best] = candidates;
  if (best === undefined || best.score < MIN_SCORE) return null;
  const rival = candidates.find((other) => other.place.id !== best.place.id);
  return { ...best, rival: rival?.score ?? -Infinity };
}

/** A part that names a region or country is a city of that name only with cause: the rest of the text, its size, its own country. */
function isShadowed(
  meanings: readonly PartMeaning[],
  { place, isOwn, index }: { place: Place; isOwn: boolean; index: number },
): boolean {
  const part = meanings[index];
  if (part === undefined) return false;
  const others = meanings.filter((_, at) => at !== index);
  const isInRegion = others.some((other) => other.regions.some((region) => isRegionOf(region, place)));
  const isInCountry = others.some((other) => other.countries.includes(place.country));
  if (part.isCountryName && !isInRegion && !isInCountry && !(isOwn && part.countries.includes(place.country)))
    return true;
  const isOwnArea =
    part.countries.includes(place.country) || part.regions.some((region) => isRegionOf(region, place));
  if (part.regions.length === 0 || (isOwn && isOwnArea && index === 0)) return false;
  // "Corning, NY": the state behind an unknown town is no city.
  const isAfterTown = meanings.slice(0, index).some((other) => other.countries.length === 0);
  return isAfterTown || (!isInRegion && place.population < LARGE_CITY);
}

/**
 * How the other parts speak for a place: its region and country for it, another country against it. Null where they name
 * another region of its country ("Long Beach, WA" is not the one in California).
 */
function supportFrom(
  meanings: readonly PartMeaning[],
  { place, index }: { place: Place; index: number },
): number | null {
  let support = 0;
  for (const [other, meaning] of meanings.entries()) {
    if (other === index) continue;
    const isCountry = meaning.countries.includes(place.country);
    const isSame = meaning.places.some((named) => named.place.id === place.id);
    if (meaning.regions.some((region) => isRegionOf(region, place))) support += 4;
    else if (isCountry) support += 3;
    else if (isSame) support += 1;
    else if (meaning.regions.some((region) => region.country === place.country) && !isLargeCity(meaning))
      return null;
    else if (meaning.countries.length > 0 || meaning.regions.length > 0) support -= 4;
  }
  return support;
}

/** "New York" in a list of cities is the city. */
function isLargeCity({ places }: PartMeaning): boolean {
  return places.some(({ place }) => place.population >= LARGE_CITY);
}

/** Of regions that share a name or code, the American one: most postings that leave the country out are. */
function likeliest(regions: readonly Region[]): Region | undefined {
  return regions.find(({ country }) => country === 'US') ?? regions[0];
}

function isRegionOf(region: Region, place: Place): boolean {
  return region.country === place.country && region.admin1 === place.admin1;
}

function hintScore(place: Place, hints: LocationHints): number {
  let score = 0;
  if (hints.country !== undefined) score += place.country === hints.country ? 2 : -1.5;
  if (hints.lat !== undefined && hints.lon !== undefined) {
    const km = distanceKm({ lat: hints.lat, lon: hints.lon }, place);
    score += km < 30 ? 3 : km < MAX_DISAGREEMENT_KM ? 1 : -3;
  }
  return score;
}

/** Half a point for each power of ten of people: 15,000 ≈ 2.1, ten millions = 3.5. */
function sizeOf(place: Place): number {
  return Math.log10(Math.max(place.population, 1_000)) / 2;
}

function confidenceOf({ place, score, isSupported, rival }: Candidate): number {
  const lead = score - rival;
  if (isSupported) return lead > 0.3 ? 1 : 0.8;
  if (lead > 0.8 || place.population >= 1_000_000) return 0.9;
  return lead > 0.3 ? 0.7 : 0.5;
}

/** The region or country that the parts agree on, without a city. A lone "Mexico" is the country, not its state. */
function resolveArea(meanings: readonly PartMeaning[], hints: LocationHints): Found {
  const countries = meanings.flatMap((meaning) => meaning.countries);
  const last = meanings.findLastIndex(hasArea);
  for (const [index, meaning] of [...meanings.entries()].reverse()) {
    const others = meanings.flatMap((other, at) => (at === index ? [] : other.countries));
    const known = new Set(hints.country === undefined ? others : [...others, hints.country]);
    // "Mill Valley, CA": behind a town the code is the state, not Canada.
    const isTownsState = index > 0 && !meaning.isCountryName && hints.country === undefined;
    const isOpen =
      (others.length === 0 || index === last) && (meaning.countries.length === 0 || isTownsState);
    const region =
      meaning.regions.find(({ country }) => known.has(country)) ??
      (isOpen ? likeliest(meaning.regions) : undefined);
    if (region === undefined) continue;
    return {
      place: null,
      region,
      country: region.country,
      confidence: known.has(region.country) ? 0.9 : 0.7,
    };
  }
  const country = countries.at(-1);
  return country === undefined ? NOTHING : { place: null, region: null, country, confidence: 0.8 };
}

/** "Southampton General Hospital", "Alight Fayetteville": a known name inside a part, the longest first, of some size or in the hinted country. */
function phraseInside(
  parts: readonly string[],
  { lookup, hints, area }: { lookup: PlaceLookup; hints: LocationHints; area: Found },
): Found | null {
  const country = area.country ?? hints.country;
  for (const part of parts) {
    for (const phrase of phrases(part)) {
      const fitting = lookup
        .meaning(phrase)
        .places.filter(
          ({ place, isOwn }) =>
            isOwn &&
            (country === undefined ? place.population >= MIN_PHRASE_POPULATION : place.country === country),
        );
      const [best] = fitting.sort((a, b) => b.place.population - a.place.population);
      if (best !== undefined && (area.region === null || area.region.admin1 === best.place.admin1)) {
        return { place: best.place, region: null, country: null, confidence: 0.5 };
      }
    }
  }
  return null;
}

const MAX_PHRASE_WORDS = 3;

/** Runs of up to three words that begin with a capital, longer first, from the right: the place tends to come last. */
function phrases(part: string): string[] {
  const words = part.split(/\s+/);
  const found: string[] = [];
  for (let length = Math.min(MAX_PHRASE_WORDS, words.length - 1); length >= 1; length -= 1) {
    for (let start = words.length - length; start >= 0; start -= 1) {
      const run = words.slice(start, start + length);
      if (run.every((word) => /^\p{Lu}/u.test(word)) && run.join('').length > 3) found.push(run.join(' '));
    }
  }
  return found;
}

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
