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

it('keeps the one job that has every word ahead of those that have some', async () => {
  await add('Builder of fine violins and cellos, luthier by trade', 'Cremona');
  for (let more = 0; more < 4; more += 1) await add('Luthier', 'Reykjavik');
  await add('Cremona guide', 'Cremona');
  const page = await search('luthier cremona', true);
  expect(page.widened).toEqual([]);
  const wide = await search('luthier cremona');
  expect(wide.widened).toEqual([{ what: 'words', from: 'all', to: 'any' }]);
  expect(wide.items.length).toBeGreaterThan(2);
  expect(wide.items.slice(0, 2).map(({ title, location }) => `${title}, ${location}`)).toEqual([
    'Builder of fine violins and cellos, luthier by trade, Cremona',
    'Builder of fine violins and cellos, luthier by trade, Cremona',
  ]);
});
