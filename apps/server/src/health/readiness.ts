import type { Container } from '../container.ts';

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<'database' | 'schema' | 'recommender' | 'worker', 'ok' | 'missing'>>;
}

/** Workers beat every ten seconds; one that missed three is gone. */
const WORKER_SILENT_MS = 35_000;

/**
 * Ready: the database answers and has this release's tables. The recommender and the worker are reported and not required: jobs and
 * search work before the worker has learned its first content model, and while it is away.
 */
export async function checkReadiness({
  db,
  log,
  now,
}: Pick<Container, 'db' | 'log'> & { now: () => Date }): Promise<Readiness> {
  try {
    const model = await db
      .selectFrom('models')
      .select('id')
      .where('kind', '=', 'content')
      .where('status', '=', 'active')
      .executeTakeFirst();
    const beat = await db
      .selectFrom('workerHeartbeats')
      .select('workerId')
      .where('beatAt', '>', new Date(now().getTime() - WORKER_SILENT_MS))
      .executeTakeFirst();
    return {
      isReady: true,
      checks: {
        database: 'ok',
        schema: 'ok',
        recommender: model === undefined ? 'missing' : 'ok',
        worker: beat === undefined ? 'missing' : 'ok',
      },
    };
  } catch (error) {
    log.warn({ err: error }, 'server.not_ready');
    const isTableMissing = error instanceof Error && 'code' in error && error.code === '42P01';
    return {
      isReady: false,
      checks: {
        database: isTableMissing ? 'ok' : 'missing',
        schema: 'missing',
        recommender: 'missing',
        worker: 'missing',
      },
    };
  }
}
