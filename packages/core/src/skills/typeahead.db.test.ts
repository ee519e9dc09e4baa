import { describe, expect, it } from 'vitest';

import { useTestDatabase } from '@access/db/testing';

import { searchSkills } from './skills.repository.ts';

const database = useTestDatabase();

describe('skills typeahead', () => {
  it.each([
    ['kuber', 'Kubernetes'],
    ['k8s', 'Kubernetes'],
    ['KUBERNETES', 'Kubernetes'],
    ['kubernets', 'Kubernetes'],
    ['learning', 'Machine learning'],
    ['r', 'R'],
  ])('finds for %s the skill %s first', async (typed, name) => {
    const [first] = await searchSkills(database.db, typed, 5);
    expect(first?.name).toBe(name);
  });

  it.each(['%', '_', '\\', "'", 'a%b'])('takes %s as it is written', async (typed) => {
    expect(await searchSkills(database.db, typed, 5)).toEqual([]);
  });
});
