export { migrateToLatest, MigrationError } from './migrate.ts';
