export { createDatabase } from './database.ts';
export type { Database, DatabaseOptions, Db, Tx } from './database.ts';
export { toJsonb } from './json.ts';
export { listen } from './listen.ts';
export type { Listener, ListenOptions } from './listen.ts';
export { notify } from './notify.ts';
