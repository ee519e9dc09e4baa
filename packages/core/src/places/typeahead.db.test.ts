import { describe, expect, it } from 'vitest';

import { useTestDatabase } from '@access/db/testing';

import { searchPlaces } from './places.repository.ts';

const database = useTestDatabase();

describe('places typeahead', () => {
  it.each(['%', '_', '\\', "'", 'a%b'])('takes %s as it is written', async (typed) => {
    expect(await searchPlaces(database.db, typed, 5)).toEqual([]);
  });

  it.each([
    ['lon', 'London'],
    ['mínga', 'Munich'],
    ['paris, fr', 'Paris'],
    ['new york', 'New York City'],
  ])('finds for %s the place %s first', async (typed, name) => {
    const [first] = await searchPlaces(database.db, typed, 5);
    expect(first?.name).toBe(name);
  });
});
