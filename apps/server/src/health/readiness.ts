import type { Container } from '../container.ts';

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<'database' | 'schema' | 'recommender', 'ok' | 'missing'>>;
}

/**
 * Ready: the database answers and has this release's tables. The recommender is reported and not required: jobs and
 * search work before the worker has learned its first content model.
 */
export async function checkReadiness({ db, log }: Pick<Container, 'db' | 'log'>): Promise<Readiness> {
  try {
    const model = await db
      .selectFrom('models')
      .select('id')
      .where('kind', '=', 'content')
      .where('status', '=', 'active')
      .executeTakeFirst();
    return {
      isReady: true,
      checks: { database: 'ok', schema: 'ok', recommender: model === undefined ? 'missing' : 'ok' },
    };
  } catch (error) {
    log.warn({ err: error }, 'server.not_ready');
    const isTableMissing = error instanceof Error && 'code' in error && error.code === '42P01';
    return {
      isReady: false,
      checks: { database: isTableMissing ? 'ok' : 'missing', schema: 'missing', recommender: 'missing' },
    };
  }
}
