import { distanceKm } from '../places/index.ts';
import { foldKey } from '../text/index.ts';

/** Where a posting says the work is. */
export interface PostedPlace {
  /** As written. */
  readonly location: string | null;
  readonly placeId: number | null;
  /** Names of the town it was resolved to, and of its region: in full and its code. */
  readonly townNames: readonly string[];
  readonly regionNames: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly isRemote: boolean;
}

/**
 * How two places stand to each other: `same`; `within`: one town, one side names the building, street or part of it; `sites`: one town, each
 * names what the other does not; `wider`: one holds the other, as a country its towns; `unknown`: a side says nothing; `near`:
 * neighbouring towns; `elsewhere`.
 */
export type PlaceRelation = 'same' | 'within' | 'sites' | 'wider' | 'unknown' | 'near' | 'elsewhere';

/** Towns this near may be one workplace told in two ways; beyond, they are two. */
const NEAR_KM = 15;

/** Words of a location that name no workplace of their own. */
const IDLE = new Set(
  (
    'area city metro metropolitan greater county region remote hybrid onsite on site office offices headquarters hq united states ' +
    'of america usa us uk gb kingdom england the and or in at de la near based home only anywhere multiple various locations location'
  ).split(' '),
);

/** A place with what {@link siteWords} reads of it. */
type DescribedPlace = PostedPlace & { readonly siteWords: ReadonlySet<string> };

/** Compares places; which comes first does not matter. */
export function comparePlaces(a: DescribedPlace, b: DescribedPlace): PlaceRelation {
  if (a.country !== null && b.country !== null && a.country !== b.country) return 'elsewhere';
  const [textA, textB] = [foldKey(a.location ?? ''), foldKey(b.location ?? '')];
  const isSameText = textA !== '' && textA === textB;
  if (isSameText) return 'same';
  if (a.placeId !== null && b.placeId !== null) return compareResolved(a, b);
  return compareWritten(a, b);
}

function compareResolved(a: DescribedPlace, b: DescribedPlace): PlaceRelation {
  if (a.placeId === b.placeId) return compareSites(a, b);
  const km = distanceOf(a, b);
  return km !== null && km <= NEAR_KM ? 'near' : 'elsewhere';
}

function compareWritten(a: DescribedPlace, b: DescribedPlace): PlaceRelation {
  if (isSilent(a) || isSilent(b)) return 'unknown';
  const km = distanceOf(a, b);
  if (km !== null && km > NEAR_KM) return 'elsewhere';
  if (a.placeId !== null) return compareHalfResolved(a, b);
  if (b.placeId !== null) return compareHalfResolved(b, a);
  const [fewer, more] =
    a.siteWords.size <= b.siteWords.size ? [a.siteWords, b.siteWords] : [b.siteWords, a.siteWords];
  if (more.size === 0) return a.country === b.country ? 'same' : 'wider';
  if (fewer.size === 0) return 'wider';
  if (!isWithin(fewer, more)) return 'elsewhere';
  // One word more may be the region alone; two are a town and its region.
  if (fewer.size === more.size) return 'same';
  return fewer.size > 1 ? 'within' : 'wider';
}

/** One is a known town. The other may name it with something more, or no town at all. */
function compareHalfResolved(town: DescribedPlace, other: DescribedPlace): PlaceRelation {
  const said = new Set(wordsOf(other.location ?? ''));
  const isSaid = town.townNames.some(
    (name) => isWithin(new Set(wordsOf(name)), said) && wordsOf(name).length > 0,
  );
  if (isSaid) return 'within';
  return other.siteWords.size === 0 ? 'wider' : 'elsewhere';
}

const isWithin = (words: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...words].every((word) => others.has(word));

const isSilent = (place: PostedPlace): boolean =>
  place.placeId === null && place.country === null && !place.isRemote && foldKey(place.location ?? '') === '';

function distanceOf(a: PostedPlace, b: PostedPlace): number | null {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return null;
  return distanceKm({ lat: a.latitude, lon: a.longitude }, { lat: b.latitude, lon: b.longitude });
}

const SIDES: ReadonlySet<string> = new Set('north south east west central mid inner outer'.split(' '));

function compareSites({ siteWords: a }: DescribedPlace, { siteWords: b }: DescribedPlace): PlaceRelation {
  const onlyA = [...a].filter((word) => !b.has(word));
  const onlyB = [...b].filter((word) => !a.has(word));
  if (onlyA.length > 0 && onlyB.length > 0) return 'sites';
  const more = [...onlyA, ...onlyB];
  if (more.length === 0) return 'same';
  // "Norfolk" and "Norfolk, west" are two parts of a county; "227 West Monroe Street" is an address.
  return more.every((word) => SIDES.has(word)) ? 'sites' : 'within';
}

/** What a location says beyond town, region and country: buildings, streets, postal codes; house numbers aside. */
export function siteWords(place: PostedPlace): Set<string> {
  const known = new Set([...place.townNames, ...place.regionNames].flatMap(wordsOf));
  if (place.country !== null) for (const word of countryWords(place.country)) known.add(word);
  return new Set(
    wordsOf(place.location ?? '').filter(
      (word) => !known.has(word) && !IDLE.has(word) && (!/\d/.test(word) || /^\d{5}$/.test(word)),
    ),
  );
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });
const knownCountries = new Map<string, readonly string[]>();

function countryWords(code: string): readonly string[] {
  const known = knownCountries.get(code);
  if (known !== undefined) return known;
  const name = /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? '') : '';
  const words = [...wordsOf(name), code.toLowerCase()];
  knownCountries.set(code, words);
  return words;
}

/** Folded words of a text; the parts of a location, of names and of companies. */
export const wordsOf = (text: string): string[] => foldKey(text).match(/[\p{L}\p{N}]+/gu) ?? [];
