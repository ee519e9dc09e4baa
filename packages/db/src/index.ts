export { createDatabase, listen, notify, toJsonb } from './client/index.ts';
export type { Database, Db, Tx } from './client/index.ts';
export { startEmbeddedPostgres } from './embedded/index.ts';
export { migrateToLatest } from './migrate/index.ts';
