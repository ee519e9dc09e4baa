import type { Country, Place } from './load-gazetteer.ts';

/** Spelling made comparable: no case, accents, dots or hyphens; "St." is "saint". */
export function foldPlace(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f.'’]/g, '')
    .toLowerCase()
    .replace(/[\s\-–_/]+/g, ' ')
    .replace(/^st /, 'saint ')
    .trim();
}

/** Which places, regions and countries a spelling can mean. */
export interface PlaceNames {
  places(part: string): readonly Place[];
  countries(part: string): readonly string[];
  /** `US.CA` for "CA" and "California". */
  regions(part: string): readonly string[];
}

/** Abbreviations shorter than this are names only in capitals: "LA", but not "la". */
const SHORTEST_FREE = 4;
/** Countries whose regions are written by code in addresses. */
const CODED_REGIONS = new Set(['US', 'CA', 'AU', 'BR', 'IN', 'MX']);
const US_REGION_WORDS = /\b(state|province|region|county of|county)\b/g;

/** GeoNames numbers the provinces of Canada and Australia; addresses write these. */
const REGION_CODES: Readonly<Record<string, string>> = {
  'CA.01': 'AB',
  'CA.02': 'BC',
  'CA.03': 'MB',
  'CA.04': 'NB',
  'CA.05': 'NL',
  'CA.07': 'NS',
  'CA.08': 'ON',
  'CA.09': 'PE',
  'CA.10': 'QC',
  'CA.11': 'SK',
  'AU.01': 'ACT',
  'AU.02': 'NSW',
  'AU.03': 'NT',
  'AU.04': 'QLD',
  'AU.05': 'SA',
  'AU.06': 'TAS',
  'AU.07': 'VIC',
  'AU.08': 'WA',
};

/** Indexes every name once; about a second for the shipped gazetteer. */
export function indexPlaceNames(places: readonly Place[], countries: readonly Country[]): PlaceNames {
  const byName = new Map<string, Place[]>();
  const byRegion = new Map<string, Set<string>>();
  const byCountry = new Map<string, string[]>();
  for (const place of places) {
    for (const name of new Set([place.name, ...place.names].map(foldPlace))) append(byName, name, place);
    const region = regionOf(place);
    if (place.admin1Name !== '') addTo(byRegion, foldPlace(place.admin1Name), region);
    const code = REGION_CODES[region] ?? (/^[A-Z]{2,3}$/.test(place.admin1) ? place.admin1 : '');
    if (code !== '' && CODED_REGIONS.has(place.country)) addTo(byRegion, code.toLowerCase(), region);
  }
  for (const { code, name, aliases } of countries) {
    for (const each of new Set([code, name, ...aliases].map(foldPlace))) append(byCountry, each, code);
  }
  return {
    places: (part) => {
      const name = foldPlace(part);
      const found = isLooseAbbreviation(part, name) ? [] : (byName.get(name) ?? []);
      // "USA" is no town in Japan; "Singapore" is a town in Singapore.
      const codes = byCountry.get(name);
      return codes === undefined ? found : found.filter((place) => codes.includes(place.country));
    },
    countries: (part) => {
      const name = foldPlace(part);
      return isLooseAbbreviation(part, name) ? [] : (byCountry.get(name) ?? []);
    },
    regions: (part) => [...(byRegion.get(foldPlace(part.replace(US_REGION_WORDS, ''))) ?? [])],
  };
}

const isLooseAbbreviation = (part: string, folded: string): boolean =>
  folded.length < SHORTEST_FREE && part !== part.toUpperCase();

/** A region's key: codes repeat between countries. */
export const regionOf = (place: Place): string => `${place.country}.${place.admin1}`;

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
