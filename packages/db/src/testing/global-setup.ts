import { randomUUID } from 'node:crypto';

import type { TestProject } from 'vitest/node';

import { createDatabase } from '../client/index.ts';
import { startDisposablePostgres } from '../embedded/index.ts';
import { migrateToLatest } from '../migrate/index.ts';
import { seedTestTaxonomy } from '../seed/test-taxonomy.ts';
import { runMaintenance, urlOfDatabase } from './server.ts';

/**
 * Starts the PostgreSQL of a test run (or takes the one at TEST_DATABASE_URL) and makes the template that every
 * database test file clones: the newest schema and a small taxonomy. The answer undoes it.
 */
export default async function setUpTestServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer();
  const template = `access_template_${randomUUID().replaceAll('-', '')}`;
  const tearDown = async () => {
    await runMaintenance(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
  try {
    await runMaintenance(server.url, `create database ${template}`);
    await fillTemplate(urlOfDatabase(server.url, template));
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('testServer', { maintenanceUrl: server.url, template });
  return tearDown;
}

async function findServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given === undefined || given === '') return startDisposablePostgres();
  return { url: given, stop: async () => undefined };
}

async function fillTemplate(url: string): Promise<void> {
  await migrateToLatest(url);
  const db = createDatabase({ url, applicationName: 'access-test-template', max: 1 });
  try {
    await seedTestTaxonomy(db);
  } finally {
    await db.destroy();
  }
}
