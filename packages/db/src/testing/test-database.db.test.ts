import { expect, it } from 'vitest';

import { createTestDatabase } from './test-database.ts';

it('gives each caller a database that no other sees', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await one.db.insertInto('appSecrets').values({ name: 'jwt', value: 'secret' }).execute();
  expect(await one.db.selectFrom('appSecrets').select('name').execute()).toEqual([{ name: 'jwt' }]);
  expect(await other.db.selectFrom('appSecrets').select('name').execute()).toEqual([]);
  await Promise.all([one.drop(), other.drop()]);
});
