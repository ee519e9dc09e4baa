import { loadPlaces } from '@access/ml/places';

import { folded, type ViewedJob } from './read-views.ts';
import { createTitleIndex, type TitleIndex } from './title-index.ts';

/** A group that jobs belong to: each job's number in it, and the jobs of each number in order of posting. */
export interface Grouping {
  readonly of: Int32Array;
  readonly members: readonly Int32Array[];
}

/** All postings as columns by slot; slots are in the order of ids, which is the order of posting. */
export interface Catalogue {
  readonly size: number;
  readonly jobs: readonly ViewedJob[];
  readonly city: Grouping;
  readonly state: Grouping;
  readonly company: Grouping;
  readonly title: Grouping;
  /** Degrees; NaN where the city is not in the gazetteer. */
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
  readonly titles: TitleIndex;
  /** Where a city of a state lies; null where the gazetteer does not know it. */
  readonly find: (city: string, state: string) => Point | null;
}

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export function createCatalogue(jobs: readonly ViewedJob[]): Catalogue {
  const find = cityFinder();
  const points = jobs.map(({ city, state }) => find(city, state));
  return {
    size: jobs.length,
    jobs,
    city: groupingBy(jobs, ({ city, state }) => `${city}|${state}`),
    state: groupingBy(jobs, ({ state }) => state),
    company: groupingBy(jobs, ({ company }) => company),
    title: groupingBy(jobs, ({ title }) => folded(title)),
    latitude: Float64Array.from(points, (point) => point?.latitude ?? Number.NaN),
    longitude: Float64Array.from(points, (point) => point?.longitude ?? Number.NaN),
    titles: createTitleIndex(jobs.map(({ title }) => title)),
    find,
  };
}

function groupingBy(jobs: readonly ViewedJob[], keyOf: (job: ViewedJob) => string): Grouping {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(jobs, (job) => {
    const key = keyOf(job);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  const members: number[][] = Array.from(numbers, () => []);
  of.forEach((number, slot) => members[number]?.push(slot));
  return { of, members: members.map((slots) => Int32Array.from(slots)) };
}

/** American cities by folded name and state; of two with one name the larger. */
function cityFinder(): Catalogue['find'] {
  const cities = new Map<string, Point & { population: number }>();
  for (const { country, admin1, name, names, lat, lon, population } of loadPlaces()) {
    if (country !== 'US') continue;
    for (const each of [name, ...names.slice(0, 3)]) {
      const key = `${folded(each)}|${admin1 ?? ''}`;
      if ((cities.get(key)?.population ?? -1) < population)
        cities.set(key, { latitude: lat, longitude: lon, population });
    }
  }
  return (city, state) =>
    cities.get(`${city}|${state}`) ?? cities.get(`${city.replace(/^st /, 'saint ')}|${state}`) ?? null;
}

const EARTH_DIAMETER_MILES = 7_918;
const RADIANS = Math.PI / 180;

/** Great-circle miles (haversine); NaN where a place is unknown. */
export function miles(a: Point, b: Point): number {
  const height =
    Math.sin(((b.latitude - a.latitude) * RADIANS) / 2) ** 2 +
    Math.cos(a.latitude * RADIANS) *
      Math.cos(b.latitude * RADIANS) *
      Math.sin(((b.longitude - a.longitude) * RADIANS) / 2) ** 2;
  return EARTH_DIAMETER_MILES * Math.asin(Math.min(1, Math.sqrt(height)));
}

/** Where a job lies. */
export const pointOf = ({ latitude, longitude }: Catalogue, slot: number): Point => ({
  latitude: latitude[slot] ?? Number.NaN,
  longitude: longitude[slot] ?? Number.NaN,
});

/** Number of ascending values below one. */
export function countBelow(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
