import { createImportsService, takeRunJob, type ImportsService } from '@access/core/imports';
import { trainContentJob } from '@access/core/models';
import { allSkills } from '@access/core/skills';
import type { Db } from '@access/db';
import { createTextUnderstanding } from '@access/ml/understanding';
import type { Queue } from '@access/queue';

/**
 * The importer over a database; about a second, for the matcher of skills and the gazetteer. A run that changed something has the
 * worker learn content vectors anew.
 */
export async function openImports(db: Db, queue: Pick<Queue, 'enqueue'>): Promise<ImportsService> {
  const understanding = createTextUnderstanding(await allSkills(db));
  return createImportsService({
    db,
    skills: understanding.skills,
    places: understanding.places,
    detectLevel: understanding.detectLevel,
    onImported: async (trx) => {
      // Before the first start there is nothing to renew: the first training reads the whole catalogue anyway.
      const active = await trx
        .selectFrom('models')
        .select('id')
        .where('kind', '=', 'content')
        .where('status', '=', 'active')
        .executeTakeFirst();
      if (active !== undefined) await queue.enqueue(trx, trainContentJob, { reason: 'import' });
    },
    enqueueRun: async (trx, runId) => {
      await queue.enqueue(trx, takeRunJob, { runId });
    },
  });
}
