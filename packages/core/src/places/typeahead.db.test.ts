import { describe, expect, it } from 'vitest';

import { useTestDatabase } from '@access/db/testing';

import { createPlacesService, findPlace } from './places.service.ts';

const database = useTestDatabase();
const search = async (q: string) =>
  (await createPlacesService({ db: database.db }).search({ q, limit: 5 })).items;

describe('places typeahead', () => {
  it.each(['%', '_', '\\', "'", 'a%b'])('takes %s as it is written', async (typed) => {
    expect(await search(typed)).toEqual([]);
  });

  it.each([
    ['lon', 'London'],
    ['mínga', 'Munich'],
    ['paris, fr', 'Paris'],
    ['new york', 'New York City'],
    ['austin, tx', 'Austin'],
    ['london, united k', 'London'],
    ['san francisco, CA 94107', 'San Francisco'],
  ])('finds for %s the place %s first', async (typed, name) => {
    const [first] = await search(typed);
    expect(first?.name).toBe(name);
  });
});

describe('the place that a location names', () => {
  it.each([
    ['London, United Kingdom', 'London, England, GB'],
    ['Manchester M1 4AB, England, UK', 'Manchester, England, GB'],
    ['Munich, Bavaria, Germany', 'Munich, Bavaria, DE'],
    ['12 High Street, Dublin, Ireland', 'Dublin, Leinster, IE'],
    ['10115 Berlin', 'Berlin, State of Berlin, DE'],
    ['Austin | USA', 'Austin, Texas, US'],
    ['Paris, Texas', null],
    ['Smalltown, Washington', null],
    ['Lon', null],
    ['Nowhere upon Sea', null],
    [',', null],
  ])('of %j is %j', async (location, label) => {
    expect((await findPlace(database.db, location))?.label ?? null).toBe(label);
  });
});
