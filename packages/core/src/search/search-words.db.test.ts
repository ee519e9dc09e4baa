import { randomUUID } from 'node:crypto';

import { beforeEach, expect, it } from 'vitest';

import { JobSearchInput } from '@access/contracts/jobs';
import { useTestDatabase } from '@access/db/testing';

import { countSearchWords } from './search-words.ts';
import { createSearchService } from './search.service.ts';

const database = useTestDatabase();
const search = (q: string, exact = false) =>
  createSearchService({ db: database.db, places: { resolve: () => null } }).search(
    JobSearchInput.parse({ q, exact }),
  );

let companyId: string;
beforeEach(async () => {
  const key = randomUUID();
  const row = { name: 'Copperfield Works', matchKey: key, slug: key };
  const made = await database.db
    .insertInto('companies')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  companyId = made.id;
});

const add = (title: string, location: string | null = null) =>
  database.db
    .insertInto('jobs')
    .values(
      [1, 2].map(() => ({
        title,
        location,
        companyId,
        description: '<p>x</p>',
        fingerprint: randomUUID(),
        status: 'active',
      })),
    )
    .execute();

it('corrects a misspelled word of a title, an employer or a place once the words are counted', async () => {
  await add('Glassblower', 'Trondheim');
  await countSearchWords(database.db);
  for (const [typed, meant] of [
    ['glasblower', 'glassblower'],
    ['coperfield', 'copperfield'],
    ['trondhiem glasblower', 'trondheim glassblower'],
  ] as const) {
    const found = await search(typed);
    expect(found.correctedQuery).toBe(meant);
    expect(found.items[0]?.title).toBe('Glassblower');
  }
  expect(await search('glasblower', true)).toMatchObject({ correctedQuery: null, items: [] });
});

it('forgets the words of jobs that closed, and counts the same twice', async () => {
  await add('Farrier');
  expect((await search('farier')).correctedQuery).toBeNull();
  const words = await countSearchWords(database.db);
  expect(await countSearchWords(database.db)).toBe(words);
  expect((await search('farier')).correctedQuery).toBe('farrier');
  await database.db.updateTable('jobs').set({ status: 'closed' }).where('title', '=', 'Farrier').execute();
  expect(await countSearchWords(database.db)).toBeLessThan(words);
  expect((await search('farier')).correctedQuery).toBeNull();
});
