import { sql } from 'kysely';

import { createImportsService, type ImportsService } from '@access/core/imports';
import { allSkills } from '@access/core/skills';
import { createDatabase, migrateToLatest, type Db } from '@access/db';
import { startDisposablePostgres } from '@access/db/embedded';
import { roughExchangeRates, seedExchangeRates, seedPlaces, seedSkills } from '@access/db/seed';
import { loadPlaces } from '@access/ml/places';
import { loadSkills } from '@access/ml/skills';
import { createTextUnderstanding } from '@access/ml/understanding';

/** An empty catalogue with its taxonomy in a database of its own, and the importer as the worker runs it. */
export interface ImportStand {
  readonly db: Db;
  readonly url: string;
  readonly imports: ImportsService;
  close(): Promise<void>;
}

/** Starts a PostgreSQL that vanishes when the stand is closed. */
export async function openImportStand(): Promise<ImportStand> {
  const server = await startDisposablePostgres();
  await migrateToLatest(server.url);
  const { db, imports } = await openImporter(server.url, async (on) => {
    await seedSkills(on, loadSkills());
    await seedPlaces(on, loadPlaces());
    await seedExchangeRates(on, roughExchangeRates);
  });
  return {
    db,
    url: server.url,
    imports,
    close: async () => {
      await db.destroy();
      await server.stop();
    },
  };
}

/** The importer over a database; `prepare` runs before the taxonomy is read from it. */
export async function openImporter(
  url: string,
  prepare: (db: Db) => Promise<void> = async () => undefined,
): Promise<{ db: Db; imports: ImportsService }> {
  const db = createDatabase({ url, applicationName: 'access bench', statementTimeoutMs: 0 });
  await prepare(db);
  const imports = createImportsService({
    db,
    ...createTextUnderstanding(await allSkills(db)),
    onImported: async () => undefined,
    enqueueRun: async () => undefined,
  });
  return { db, imports };
}

/** How many of the jobs have each thing that is recognised. */
export async function understood(db: Db): Promise<unknown> {
  const { rows } = await sql<Record<string, number>>`
    select count(*)::integer as jobs, count(place_id)::integer as place, count(latitude)::integer as coordinates,
      count(salary_min)::integer as salary, count(salary_yearly_usd_max)::integer as comparable,
      count(job_type)::integer as type, count(experience_level)::integer as level, count(remote_option)::integer as remote,
      count(language)::integer as language, (select count(*)::integer from companies) as companies,
      (select round(avg(n), 1)::float8 from (select count(s.skill_id) as n from jobs j left join job_skills s on s.job_id = j.id group by j.id) t) as skills_each
    from jobs`.execute(db);
  return rows[0];
}
