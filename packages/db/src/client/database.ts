import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';

import type { DB } from '../generated/database.ts';
import { openPool } from './pool.ts';
import { typeParsers } from './types.ts';

/** The whole schema, in camelCase. */
export type Database = DB;
/** A connection pool, or a transaction of it: what a repository takes. */
export type Db = Kysely<Database>;
/** A transaction: what a function takes that must not run outside of one. */
export type Tx = Transaction<Database>;

export type DatabaseOptions = {
  url: string;
  /** Connections at most; 10 unless told. */
  max?: number;
  /** Shown in pg_stat_activity and in the server's log. */
  applicationName: string;
  /** Milliseconds after which the server ends a statement; 30,000 unless told, 0 for never. */
  statementTimeoutMs?: number;
  /** Hears of idle connections that broke; the pool replaces them by itself. */
  onConnectionLost?: (error: Error) => void;
};

/**
 * Opens a pool. Table and column names are camelCase on this side; keys inside jsonb come back exactly as written.
 * End it with `destroy()`.
 */
export function createDatabase(options: DatabaseOptions): Db {
  const config = {
    connectionString: options.url,
    max: options.max ?? 10,
    application_name: options.applicationName,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    // A transaction forgotten open holds its locks; nothing of ours thinks longer than this between two statements.
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: typeParsers,
  };
  const pool = openPool(config, options.onConnectionLost);
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    // Maintained: `{ full_time: 3 }` stored as jsonb must not come back as `{ fullTime: 3 }`.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
