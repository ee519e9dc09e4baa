import { z } from 'zod';

import type { Container } from '../container.ts';

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<'database' | 'schema' | 'recommender' | 'worker', 'ok' | 'missing'>>;
  /** What does not stand as it should, though people are served. */
  readonly problems: readonly string[];
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
    const beats = await db
      .selectFrom('workerHeartbeats')
      .select('detail')
      .where('beatAt', '>', new Date(now().getTime() - WORKER_SILENT_MS))
      .execute();
    return {
      isReady: true,
      checks: {
        database: 'ok',
        schema: 'ok',
        recommender: model === undefined ? 'missing' : 'ok',
        worker: beats.length === 0 ? 'missing' : 'ok',
      },
      problems: [...new Set(beats.flatMap(({ detail }) => problemOf(detail)))],
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
      problems: [],
    };
  }
}

const Detail = z.object({ rankerProblem: z.string().nullish() });

function problemOf(detail: unknown): string[] {
  const problem = Detail.safeParse(detail).data?.rankerProblem;
  return problem == null ? [] : [problem];
}
