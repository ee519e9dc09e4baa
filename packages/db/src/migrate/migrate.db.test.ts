import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { createDatabase } from '../client/index.ts';
import { migrations } from '../migrations/index.ts';
import { runMaintenance, urlOfDatabase } from '../testing/server.ts';
import { migrateToLatest } from './migrate.ts';

const { maintenanceUrl } = inject('testServer');
const name = `access_test_${randomUUID().replaceAll('-', '')}`;
const url = urlOfDatabase(maintenanceUrl, name);

beforeAll(() => runMaintenance(maintenanceUrl, `create database ${name}`));
afterAll(() => runMaintenance(maintenanceUrl, `drop database ${name} with (force)`));

it('applies each migration once, however many processes start together', async () => {
  const lines: string[] = [];
  const applied = await Promise.all(
    [1, 2, 3].map(() => migrateToLatest(url, { log: (line) => lines.push(line) })),
  );
  const names = Object.keys(migrations).sort();
  expect(applied.flat().sort()).toEqual(names);
  expect(lines).toHaveLength(names.length);
  expect(await migrateToLatest(url)).toEqual([]);
});

it('names what it could not do', async () => {
  const elsewhere = urlOfDatabase(maintenanceUrl, 'no_such_database');
  await expect(migrateToLatest(elsewhere)).rejects.toThrow(/Migrating failed: .*no_such_database/);
});

it('leaves a schema that the client reads', async () => {
  const db = createDatabase({ url, applicationName: 'access-test' });
  expect(await db.selectFrom('jobs').select('changeSeq').execute()).toEqual([]);
  await db.destroy();
});
