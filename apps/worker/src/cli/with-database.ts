import path from 'node:path';

import { createDatabase, startEmbeddedPostgres, type Db } from '@access/db';

import { readCliEnv } from '../env.ts';

export interface CommandContext {
  readonly db: Db;
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/**
 * Runs a command against DATABASE_URL, or against the embedded database of the data folder, which is started when it
 * is not running and stopped again afterwards only if nobody else uses it.
 */
export async function withDatabase<Answer>(
  run: (context: CommandContext) => Promise<Answer>,
): Promise<Answer> {
  const env = readCliEnv();
  const embedded =
    env.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: path.join(env.dataDir, 'postgres') })
      : null;
  const databaseUrl = env.databaseUrl ?? embedded?.url ?? '';
  const db = createDatabase({
    url: databaseUrl,
    max: 6,
    applicationName: 'access command',
    statementTimeoutMs: 0,
  });
  try {
    return await run({ db, databaseUrl, dataDir: env.dataDir });
  } finally {
    await db.destroy();
    await embedded?.stop();
  }
}
