import type { Alternative } from './parse-location.ts';
import type { PartMeaning, PlaceLookup, Region } from './place-lookup.ts';

/** A part of the text with what it may mean. */
export type MeantPart = { part: string; meaning: PartMeaning };

/** Parts that speak of one place, and whether remote work stands beside them. */
export type MeantPlace = { parts: MeantPart[]; isRemote: boolean };

/** A city of this size is meant rather than the region of the same name ("New York", "São Paulo"). */
export const LARGE_CITY = 300_000;

/** The parts of all alternatives, cut so that each group speaks of one place: "San Francisco, CA, New York, NY" is two. */
export function meantPlaces(alternatives: readonly Alternative[], lookup: PlaceLookup): MeantPlace[] {
  return alternatives.flatMap(({ parts, isRemote }) =>
    offeredBy(parts, lookup).flatMap((offer) =>
      groups(offer, lookup).map((group) => ({ parts: group, isRemote })),
    ),
  );
}

/** "Canada and US", "Exeter & Torquay": one list of parts for each name that the first such part joins. */
function offeredBy(parts: readonly string[], lookup: PlaceLookup): string[][] {
  const offers = parts.map((part) => joinedNames(part, lookup));
  const at = offers.findIndex(([name], index) => name !== parts[index]);
  if (at < 0) return [[...parts]];
  return (offers[at] ?? []).map((name) => parts.map((part, index) => (index === at ? name : part)));
}

/**
 * "Bosnia and Herzegovina" and "Norfolk and Norwich Hospital" stay whole: all sides must be places, or one of them a country or region.
 * A hyphen parts cities alone ("Raleigh-Cary").
 */
function joinedNames(part: string, lookup: PlaceLookup): string[] {
  if (hasMeaning(lookup.meaning(part))) return [part];
  const hyphenated = part.split(/(?<=\p{Ll})-(?=\p{Lu})/u);
  if (hyphenated.length > 1 && hyphenated.every((name) => lookup.meaning(name).places.length > 0))
    return hyphenated;
  const names = part.split(/\s+(?:and|und|et|y|&|\+)\s+/i).filter((name) => name !== '');
  if (names.length < 2) return [part];
  const meanings = names.map((name) => lookup.meaning(name));
  const isList = meanings.every(hasMeaning) || meanings.some((meaning) => hasArea(meaning));
  return isList ? names.filter((_, index) => hasMeaning(meanings[index] ?? NONE)) : [part];
}

const NONE: PartMeaning = { places: [], regions: [], countries: [], isCountryName: false };

function groups(parts: readonly string[], lookup: PlaceLookup): MeantPart[][] {
  const found: MeantPart[][] = [];
  let group: MeantPart[] = [];
  for (const part of parts.flatMap((whole) => splitPart(whole, lookup))) {
    const meant = { part, meaning: lookup.meaning(part) };
    if (beginsAnother(group, meant.meaning)) {
      found.push(group);
      group = [];
    }
    group.push(meant);
  }
  return [...found, group].flatMap(townByTown);
}

/** "Oxford, Banbury, Didcot": three and more names of towns with no region behind them are as many places. */
function townByTown(group: MeantPart[]): MeantPart[][] {
  const known = group.filter(({ meaning }) => hasMeaning(meaning));
  const isTowns = known.length >= LEAST_IN_LIST && known.every(({ meaning }) => isTownAlone(meaning));
  return isTowns ? known.map((part) => [part]) : [group];
}

const LEAST_IN_LIST = 3;

const isTownAlone = ({ places, countries }: PartMeaning): boolean =>
  countries.length === 0 && places.some(({ isOwn }) => isOwn);

/** Behind a city with its region a new city begins ("…, CA, New York"), behind an area one that does not hold it ("CA, NJ, TN"), behind a large city another. */
function beginsAnother(group: readonly MeantPart[], next: PartMeaning): boolean {
  const previous = group.at(-1)?.meaning;
  if (previous === undefined || sharesPlace(previous, next)) return false;
  const isTown = next.places.length > 0 && (!hasArea(next) || isLargeCity(next));
  const isComplete = group.slice(0, -1).some(({ meaning }) => isWithin(meaning, previous));
  if (group.some(({ meaning }) => isWithin(meaning, next)) || isSameArea(previous, next)) return false;
  if (isTown && isComplete) return true;
  if (group.some(({ meaning }) => isWithin(next, meaning))) return false;
  if (hasArea(next) && !isTown) return isComplete || isAreaAlone(previous);
  return isLargeCity(previous) && isLargeCity(next) && group.length === 1;
}

function sharesPlace(a: PartMeaning, b: PartMeaning): boolean {
  return a.places.some(({ place }) => b.places.some((other) => other.place.id === place.id));
}

const isAreaAlone = (meaning: PartMeaning): boolean => hasArea(meaning) && meaning.places.length === 0;

type RegionCode = Pick<Region, 'country' | 'admin1'>;

/** "US, United States" and "California, CA" name one area twice. */
function isSameArea(a: PartMeaning, b: PartMeaning): boolean {
  return (
    a.countries.some((country) => b.countries.includes(country)) ||
    a.regions.some((region) => b.regions.some((other) => isSameRegion(region, other)))
  );
}

const isSameRegion = (a: RegionCode, b: RegionCode): boolean =>
  a.country === b.country && a.admin1 === b.admin1;

/** "CA United States", "Austin TX", "Germany Berlin" lack a comma: cut where both sides mean something and one is an area. */
function splitPart(part: string, lookup: PlaceLookup): string[] {
  // "US in Texas": the word between says as little as a comma.
  const words = part.split(' ').filter((word) => word !== 'in');
  if (words.length < 2 || hasMeaning(lookup.meaning(part))) return [part];
  for (let at = 1; at < words.length && words.length <= 6; at += 1) {
    const sides = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const [left, right] = sides.map((side) => lookup.meaning(side));
    if (left !== undefined && right !== undefined && (isWithin(left, right) || isWithin(right, left)))
      return sides;
  }
  return townBeforeCode(words, lookup) ?? [part];
}

/** "Gallows Road Suite Vienna VA": a street without commas ends in its town and state. */
function townBeforeCode(words: readonly string[], lookup: PlaceLookup): string[] | null {
  const code = words.at(-1) ?? '';
  if (!/^[A-Z]{2}$/.test(code)) return null;
  for (const length of [3, 2, 1]) {
    const town = words.slice(-1 - length, -1).join(' ');
    if (isWithin(lookup.meaning(town), lookup.meaning(code))) return [town, code];
  }
  return null;
}

/** True where the first names a city in the region or country of the second, or a region in its country. */
export function isWithin(inner: PartMeaning, outer: PartMeaning): boolean {
  const isInArea = (code: RegionCode): boolean =>
    outer.countries.includes(code.country) || outer.regions.some((region) => isSameRegion(region, code));
  return (
    inner.places.some(({ place, isOwn }) => (isOwn || place.population >= LARGE_CITY) && isInArea(place)) ||
    inner.regions.some(({ country }) => outer.countries.includes(country))
  );
}

/** True where a part names a region or country. */
export function hasArea({ regions, countries }: PartMeaning): boolean {
  return regions.length + countries.length > 0;
}

/** True where a part names anything known. */
export function hasMeaning({ places, regions, countries }: PartMeaning): boolean {
  return places.length + regions.length + countries.length > 0;
}

/** "New York" in a list of cities is the city. */
export function isLargeCity({ places }: PartMeaning): boolean {
  return places.some(({ place }) => place.population >= LARGE_CITY);
}
