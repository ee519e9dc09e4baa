import { sql } from 'kysely';

import type { Db } from '@access/db';

export interface TrainingText {
  readonly title: string;
  readonly industry: string | null;
  readonly skillSlugs: readonly string[];
}

const BATCH = 5_000;

/** Titles, skills and industries of the live jobs, in id order, a batch at a time. */
export async function* readTrainingTexts(db: Db): AsyncGenerator<TrainingText> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<TrainingText & { id: string }>`
      select j.id, j.title, c.industry,
        coalesce((select array_agg(s.slug order by s.slug) from job_skills k join skills s on s.id = k.skill_id where k.job_id = j.id), '{}') as skill_slugs
      from jobs j join companies c on c.id = j.company_id
      where j.status = 'active' and j.id > ${after}
      order by j.id limit ${BATCH}`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.id;
  }
}
