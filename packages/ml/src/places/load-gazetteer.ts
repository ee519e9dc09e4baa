import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { z } from 'zod';

const DEFAULT_DIR = fileURLToPath(new URL('../../../../ml-models/gazetteer', import.meta.url));

const Place = z.object({
  id: z.number().int(),
  name: z.string(),
  country: z.string(),
  admin1: z.string(),
  admin1Name: z.string(),
  lat: z.number(),
  lon: z.number(),
  population: z.number(),
  timeZone: z.string(),
  names: z.array(z.string()),
});
/** A city: GeoNames id, ISO country, first-level region, degrees, people, IANA time zone, other spellings. */
export type Place = z.infer<typeof Place>;

const Country = z.object({
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  aliases: z.array(z.string()),
});
/** A country: ISO 3166 code, name, ISO 4217 currency, names people write. */
export type Country = z.infer<typeof Country>;

/** Reads the shipped cities, sorted by id; throws when the file is missing or a line does not fit. */
export function loadPlaces({ dir = DEFAULT_DIR }: { dir?: string } = {}): Place[] {
  return gunzipSync(readFileSync(join(dir, 'places.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Place.parse(JSON.parse(line)));
}

/** Reads the shipped countries, sorted by code; throws when the file is missing or does not fit. */
export function loadCountries({ dir = DEFAULT_DIR }: { dir?: string } = {}): Country[] {
  return z.array(Country).parse(JSON.parse(readFileSync(join(dir, 'countries.json'), 'utf8')));
}
