import { parseArgs } from 'node:util';

import { sql } from 'kysely';

import { createImportsService } from '@access/core/imports';
import { allSkills } from '@access/core/skills';
import { createDatabase, migrateToLatest, type Db } from '@access/db';
import { startDisposablePostgres } from '@access/db/embedded';
import { roughExchangeRates, seedExchangeRates, seedPlaces, seedSkills } from '@access/db/seed';
import { loadPlaces } from '@access/ml/places';
import { loadSkills } from '@access/ml/skills';
import { createTextUnderstanding } from '@access/ml/understanding';

/**
 * How fast postings come in, and how much of them is understood: `node tooling/bench/import.ts <path>… [--twice]`. Works on a
 * database of its own that vanishes afterwards.
 */
const { positionals: paths, values } = parseArgs({
  allowPositionals: true,
  options: {
    twice: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help || paths.length === 0) {
  console.log(
    'npm run bench -- import <path>… [--twice]\n\nImports the paths into a database of its own and prints rows a second.',
  );
  process.exit(values.help ? 0 : 2);
}

const server = await startDisposablePostgres();
await migrateToLatest(server.url);
const db = createDatabase({ url: server.url, applicationName: 'access-bench' });
try {
  await seedSkills(db, loadSkills());
  await seedPlaces(db, loadPlaces());
  await seedExchangeRates(db, roughExchangeRates);
  const imports = createImportsService({
    db,
    ...createTextUnderstanding(await allSkills(db)),
    onImported: async () => undefined,
    enqueueRun: async () => undefined,
  });
  for (const run of values.twice ? ['first', 'second'] : ['first']) {
    const started = performance.now();
    const { errors, ...summary } = await imports.importPaths({ paths, format: 'auto', source: 'bench' });
    const seconds = (performance.now() - started) / 1_000;
    console.log(run, { ...summary, rowsPerSecond: Math.round(summary.read / seconds) });
    console.log(errors.slice(0, 10));
  }
  console.log(await understood(db));
  if (values.keep) {
    console.log(`The database stays until Enter is pressed: ${server.url}`);
    await new Promise((resolve) => process.stdin.once('data', resolve));
  }
} finally {
  await db.destroy();
  await server.stop();
}

async function understood(on: Db): Promise<unknown> {
  const { rows } = await sql<Record<string, number>>`
    select count(*)::integer as jobs, count(place_id)::integer as place, count(latitude)::integer as coordinates,
      count(salary_min)::integer as salary, count(salary_yearly_usd_max)::integer as comparable,
      count(job_type)::integer as type, count(experience_level)::integer as level, count(remote_option)::integer as remote,
      count(language)::integer as language, (select count(*)::integer from companies) as companies,
      (select round(avg(n), 1)::float8 from (select count(s.skill_id) as n from jobs j left join job_skills s on s.job_id = j.id group by j.id) t) as skills_each
    from jobs`.execute(on);
  return rows[0];
}
