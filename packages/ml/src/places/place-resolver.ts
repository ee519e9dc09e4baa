import { distanceKm } from './distance.ts';
import type { Country, Place } from './load-gazetteer.ts';
import { indexPlaceNames, regionOf, type PlaceNames } from './place-names.ts';

/** What a written location means; `confidence` in [0, 1] is how clearly the best reading stands out. */
export interface ResolvedLocation {
  placeId: number | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  remote: 'remote' | 'hybrid' | null;
  confidence: number;
}

/** What else is known of the location: the source's own country or coordinates. */
export interface LocationHint {
  country?: string;
  lat?: number;
  lon?: number;
}

export interface PlaceResolver {
  /** Reads "New York, NY", "London or Leeds", "Remote – US"; never throws, unknown text gives nulls. */
  resolve(text: string, hint?: LocationHint): ResolvedLocation;
}

const REMOTE =
  /\b(remote(ly)?|work(ing)? from home|wfh|home[- ]?based|telecommut\w*|telework\w*|anywhere)\b/i;
const HYBRID = /\bhybrid\b/i;
const NOISE =
  /\b(remote(ly)?|hybrid|on[- ]?site|in[- ]office|work(ing)? from home|wfh|home[- ]?based|anywhere|telework\w*|based|office|headquarters|hq|flexible|multiple locations|various locations|nationwide|within|area|metro(politan)?|downtown|central|city cent(re|er)|\d+ days?( (a|per) week)?( in)?|in|near|the)\b/gi;
const POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|\d{4,6}(-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d)\b/g;
const LONGEST = 300;
/** Points of a reading: agreement with a stated region or country outweighs any difference in size. */
const POINTS = {
  region: 6,
  country: 4,
  otherCountry: -6,
  hint: 3,
  otherHint: -4,
  ownName: 0.7,
  later: -0.4,
} as const;
/** Coordinates given by the source count this much per 100 km of difference. */
const POINTS_PER_100_KM = -1.5;
/** Where no city is named, the nearest one within this reach stands for the coordinates, in km. */
const NEAREST_REACH_KM = 40;

/** Resolves written locations by names, regions, countries and population (GeoNames). Build one per process. */
export function createPlaceResolver(places: readonly Place[], countries: readonly Country[]): PlaceResolver {
  const names = indexPlaceNames(places, countries);
  return {
    resolve(text, hint = {}) {
      const given = text.slice(0, LONGEST);
      const remote = HYBRID.test(given) ? 'hybrid' : REMOTE.test(given) ? 'remote' : null;
      let countryAlone: string | null = null;
      for (const alternative of alternativesOf(given)) {
        const parts = partsOf(alternative);
        const best = bestReading(names, parts, hint);
        if (best !== null) return { ...located(best.place), remote, confidence: best.confidence };
        countryAlone ??= parts.flatMap((part) => names.countries(part))[0] ?? null;
      }
      const near = nearest(places, hint);
      if (near !== null) return { ...located(near), remote, confidence: 0.5 };
      const country = countryAlone ?? hint.country ?? null;
      return {
        placeId: null,
        country,
        admin1: null,
        lat: null,
        lon: null,
        remote,
        confidence: country === null ? 0 : 1,
      };
    },
  };
}

const located = (place: Place) => ({
  placeId: place.id,
  country: place.country,
  admin1: place.admin1 === '' ? null : place.admin1,
  lat: place.lat,
  lon: place.lon,
});

/** "London or Leeds", "Austin, TX / Remote": each reading by itself, the first one first. */
const alternativesOf = (text: string): string[] =>
  text.split(/\s+or\s+|\s*[;|]\s*|\s+\/\s+|\s*•\s*|\s+&\s+|\n/i);

function partsOf(alternative: string): string[] {
  return alternative
    .replace(POSTCODE, ' ')
    .split(/[,()]|\s[-–—]\s|\s[-–—]|[-–—]\s/)
    .map((part) => part.replace(NOISE, ' ').replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}

interface Reading {
  readonly place: Place;
  readonly points: number;
}

function bestReading(
  names: PlaceNames,
  parts: readonly string[],
  hint: LocationHint,
): { place: Place; confidence: number } | null {
  const readings = parts.flatMap((part, index) =>
    candidates(names, part).map((place): Reading => {
      const others = parts.filter((_, other) => other !== index);
      return { place, points: pointsOf(names, place, { part, index, others, hint }) };
    }),
  );
  readings.sort((a, b) => b.points - a.points || b.place.population - a.place.population);
  const [best] = readings;
  if (best === undefined) return null;
  const rival = readings.find(({ place }) => place.id !== best.place.id);
  const lead = rival === undefined ? Infinity : best.points - rival.points;
  return { place: best.place, confidence: 1 - 1 / (2 + Math.max(0, lead)) };
}

/** Places of that name; where none is, of the name without its last or first words ("London Bridge", "Greater Leeds"). */
function candidates(names: PlaceNames, part: string): readonly Place[] {
  const words = part.split(' ');
  const whole = names.places(part);
  if (whole.length > 0 || words.length === 1 || words.length > 6) return whole;
  for (let length = words.length - 1; length >= 1; length -= 1) {
    const first = names.places(words.slice(0, length).join(' '));
    const last = names.places(words.slice(-length).join(' '));
    const found = [...first, ...last].filter((place) => place.population >= 50_000);
    if (found.length > 0) return found;
  }
  return [];
}

function pointsOf(
  names: PlaceNames,
  place: Place,
  at: { part: string; index: number; others: readonly string[]; hint: LocationHint },
): number {
  const { part, index, others, hint } = at;
  let points = Math.log10(place.population + 10) + index * POINTS.later;
  if (place.name.toLowerCase() === part.toLowerCase()) points += POINTS.ownName;
  const regions = others.flatMap((other) => names.regions(other));
  const countries = others.flatMap((other) => names.countries(other));
  if (regions.includes(regionOf(place))) points += POINTS.region;
  if (countries.includes(place.country)) points += POINTS.country;
  else if (countries.length > 0 && !regions.some((region) => region.startsWith(`${place.country}.`))) {
    points += POINTS.otherCountry;
  } else if (regions.length > 0 && !regions.includes(regionOf(place))) points += POINTS.otherCountry / 2;
  if (hint.country !== undefined) points += hint.country === place.country ? POINTS.hint : POINTS.otherHint;
  if (hint.lat !== undefined && hint.lon !== undefined) {
    points +=
      (POINTS_PER_100_KM * Math.min(2_000, distanceKm(place, { lat: hint.lat, lon: hint.lon }))) / 100;
  }
  return points;
}

function nearest(places: readonly Place[], { lat, lon }: LocationHint): Place | null {
  if (lat === undefined || lon === undefined) return null;
  let best: Place | null = null;
  let reach = NEAREST_REACH_KM;
  for (const place of places) {
    if (Math.abs(place.lat - lat) > 0.5) continue;
    const km = distanceKm(place, { lat, lon });
    if (km < reach) [best, reach] = [place, km];
  }
  return best;
}
