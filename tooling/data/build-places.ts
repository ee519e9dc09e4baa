import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { parseCells, type sourceFiles } from './read-sources.ts';

/** One line of ml-models/gazetteer/places.jsonl; latitude and longitude in degrees. */
export type PlaceRow = {
  id: number;
  name: string;
  country: string;
  admin1: string;
  admin1Name: string;
  lat: number;
  lon: number;
  population: number;
  timeZone: string;
  names: string[];
};

/** One country of ml-models/gazetteer/countries.json. */
export type CountryRow = { code: string; name: string; currency: string; aliases: string[] };

const MIN_NAME_LENGTH = 4;
const MAX_NAMES = 100;
const MAX_NAME_LENGTH = 30;
/** Abandoned, destroyed and historical places are no places to work at. */
const GONE = new Set(['PPLQ', 'PPLW', 'PPLH', 'PPLCH']);

/** Builds the cities over 15,000 people, sorted by id. */
export function buildPlaces(sources: ReturnType<typeof sourceFiles>): PlaceRow[] {
  const regions = new Map(
    z
      .array(z.object({ code: z.string(), name: z.string() }))
      .parse(JSON.parse(sources.gazetteer('admin1.json')))
      .map(({ code, name }) => [code, name]),
  );
  const extra = z
    .record(z.string(), z.array(z.string()))
    .parse(JSON.parse(readFileSync(new URL('place-aliases.json', import.meta.url), 'utf8')));
  return sources
    .cities()
    .filter((cells) => !GONE.has(cells[7] ?? ''))
    .map((cells) => toPlace(cells, { regions, extra }))
    .sort((a, b) => a.id - b.id);
}

/** Builds the country table with its ISO codes, currencies and the names people write. */
export function buildCountries(sources: ReturnType<typeof sourceFiles>): CountryRow[] {
  const extra = z
    .record(z.string(), z.array(z.string()))
    .parse(JSON.parse(readFileSync(new URL('country-aliases.json', import.meta.url), 'utf8')));
  return parseCells(sources.gazetteer('countryInfo.txt'))
    .map((cells) => {
      const code = cells[0] ?? '';
      const aliases = [cells[1] ?? '', ...(extra[code] ?? [])].filter((alias) => alias !== '');
      return { code, name: cells[4] ?? '', currency: cells[10] ?? '', aliases };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function toPlace(
  cells: readonly string[],
  { regions, extra }: { regions: ReadonlyMap<string, string>; extra: Readonly<Record<string, string[]>> },
): PlaceRow {
  const [id = '', name = '', ascii = '', alternates = ''] = cells;
  const country = cells[8] ?? '';
  const admin1 = cells[10] ?? '';
  return {
    id: Number(id),
    name,
    country,
    admin1,
    admin1Name: regions.get(`${country}.${admin1}`) ?? '',
    lat: Number(cells[4]),
    lon: Number(cells[5]),
    population: Number(cells[14]),
    timeZone: cells[17] ?? '',
    names: usefulNames([ascii, ...alternates.split(',')], { name, extra: extra[id] ?? [] }),
  };
}

/** Latin-script spellings that differ from the name: our own first, then the source's, without codes ("NYC", "Pa") and web addresses. */
function usefulNames(
  candidates: readonly string[],
  { name, extra }: { name: string; extra: readonly string[] },
): string[] {
  const kept = new Map<string, string>(extra.map((alias) => [fold(alias), alias]));
  for (const candidate of candidates) {
    const key = fold(candidate);
    const isUseful =
      /^[\p{Script=Latin}][\p{Script=Latin}\s.'’-]+$/u.test(candidate) &&
      candidate.length >= MIN_NAME_LENGTH &&
      candidate.length <= MAX_NAME_LENGTH;
    if (isUseful && key !== fold(name) && !kept.has(key) && kept.size < MAX_NAMES + extra.length)
      kept.set(key, candidate);
  }
  return [...kept.values()].sort();
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
