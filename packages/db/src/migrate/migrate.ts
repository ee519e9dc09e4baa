import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';

import { openPool } from '../client/pool.ts';
import { migrations } from '../migrations/index.ts';

/** A migration failed and was rolled back; `migration` names it, the cause is PostgreSQL's. */
export class MigrationError extends Error {
  readonly migration: string | undefined;

  constructor(migration: string | undefined, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(migration ? `Migration ${migration} failed: ${reason}` : `Migrating failed: ${reason}`, { cause });
    this.name = 'MigrationError';
    this.migration = migration;
  }
}

/**
 * Brings the database at `url` to the newest schema, all or nothing, and answers the names it applied. Several processes
 * may do so at once: an advisory lock lets one work and the others find nothing to do. Throws `MigrationError`.
 */
export async function migrateToLatest(
  url: string,
  options: { log?: (line: string) => void } = {},
): Promise<string[]> {
  // A pool of its own: an index over a large table outlasts the statement timeout of the application's.
  const pool = openPool({ connectionString: url, max: 2, application_name: 'access-migrate' });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) {
      throw new MigrationError(results.find((result) => result.status === 'Error')?.migrationName, error);
    }
    const applied = results.map((result) => result.migrationName);
    for (const name of applied) options.log?.(`Applied migration ${name}`);
    return applied;
  } finally {
    await db.destroy();
  }
}
