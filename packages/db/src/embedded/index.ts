export { startEmbeddedPostgres } from './launcher.ts';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './launcher.ts';
export { startDisposablePostgres } from './disposable.ts';
export { EmbeddedPostgresError } from './errors.ts';
