import { Client } from 'pg';

/** What the database tests of one run share: a server, and a migrated database on it to clone. */
export type TestServer = {
  /** Connection string of a database to issue CREATE DATABASE from. */
  maintenanceUrl: string;
  template: string;
};

declare module 'vitest' {
  // Vitest's own extension point is an interface.
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The same server, another database. */
export function urlOfDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Runs one statement that cannot stand in a transaction (CREATE DATABASE, DROP DATABASE). */
export async function runMaintenance(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'access-test-maintenance' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
