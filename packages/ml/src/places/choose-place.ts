import { distanceKm } from './distance.ts';
import type { Place } from './load-gazetteer.ts';
import { hasArea, hasMeaning, isLargeCity, LARGE_CITY, type MeantPart } from './location-groups.ts';
import type { PartMeaning, PlaceLookup, Region } from './place-lookup.ts';

/** What is known beside the text: the country of the source, the posting's own coordinates in degrees. */
export type LocationHints = { country?: string; lat?: number; lon?: number };

/** What parts of a text mean together: a city, else a region, else a country. */
export type Found = {
  place: Place | null;
  region: Region | null;
  country: string | null;
  /** 0 to 1: below 0.5 it is a guess. */
  confidence: number;
};

type Candidate = { place: Place; score: number; isSupported: boolean; rival: number };

/** Text and coordinates further apart than this speak of two places: the coordinates win. */
export const MAX_DISAGREEMENT_KM = 120;
/** Countries that people write by a code which is an American state's as well; alone, other such codes are states. */
const COUNTRIES_BY_CODE: ReadonlySet<string> = new Set(['CA', 'DE', 'IL', 'IN']);
const VERY_LARGE_CITY = 1_000_000;
const MIN_PHRASE_POPULATION = 50_000;
/** In the cities of a region that is known by its name alone. */
const MIN_REGION_PEOPLE = 500_000;
const MIN_SCORE = 1;
/** Support that only a region or country gives, not a name told twice. */
const BY_AREA = 2;

/** Nothing found. */
export const NOTHING: Found = { place: null, region: null, country: null, confidence: 0 };

/** The city, region or country that the parts of one group agree on. */
export function chooseAmong(
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

function bestCandidate(meanings: readonly PartMeaning[], hints: LocationHints): Candidate | null {
  const candidates: Candidate[] = [];
  for (const [index, meaning] of meanings.entries()) {
    for (const { place, isOwn } of meaning.places) {
      const support = supportFrom(meanings, { place, index });
      if (support === null || isShadowed(meanings, { place, isOwn, index })) continue;
      const isSupported = support >= BY_AREA;
      // The country of the source is a fact: a namesake abroad is not meant unless the text itself says so.
      if (!isSupported && hints.country !== undefined && hints.country !== place.country) continue;
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
  // "Oklahoma" is the state, not its capital; only the largest cities are called like their state.
  if (!isOwn && isOwnArea && !isInRegion && place.population < VERY_LARGE_CITY) return true;
  if (!part.regions.some(isWellKnown) || (isOwn && isOwnArea && index === 0)) return false;
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
    else if (meaning.countries.length > 0 || meaning.regions.some(isWellKnown)) support -= 4;
  }
  return support;
}

const isWellKnown = ({ people }: Region): boolean => people >= MIN_REGION_PEOPLE;

/** Of regions that share a name or code, the American one, since most postings that leave the country out are; a region of few people is seldom meant without its country. */
function likeliest(regions: readonly Region[]): Region | undefined {
  return regions.find(({ country }) => country === 'US') ?? regions.find(isWellKnown);
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
    // "Mill Valley, CA", "IL - Rock Falls": beside a town the code is the state, not Canada or Israel.
    const hasUnknown = meanings.some((other) => !hasMeaning(other));
    const isStateFirst =
      index > 0 || hasUnknown || !meaning.countries.some((code) => COUNTRIES_BY_CODE.has(code));
    const isSaidTwice = meaning.countries.some((code) => others.includes(code));
    const isTownsState =
      isStateFirst && !isSaidTwice && !meaning.isCountryName && hints.country === undefined;
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
