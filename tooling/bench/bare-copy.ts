import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import { Client } from 'pg';
import { from, to } from 'pg-copy-streams';

/** What the imported jobs hold, without what the database derives from it. */
const columns =
  'id, title, company_id, description, requirements, benefits, excerpt, salary_min, salary_max, currency, salary_period, ' +
  'salary_yearly_usd_min, salary_yearly_usd_max, location, place_id, latitude, longitude, country, language, job_type, ' +
  'experience_level, remote_option, posted_at, application_deadline, status, apply_url, fingerprint, skill_names';

/** Copies the jobs of a database out and in again, into a table without keys, indexes and generated columns: the least that writing them can take. */
export async function bareCopy(url: string): Promise<{ rows: number; bytes: number; seconds: number }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'access-bench-copy-'));
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const file = path.join(folder, 'jobs.copy');
    await pipeline(client.query(to(`copy (select ${columns} from jobs) to stdout`)), createWriteStream(file));
    await client.query(`create table bare_jobs as select ${columns} from jobs with no data`);
    const started = performance.now();
    const writing = client.query(from(`copy bare_jobs (${columns}) from stdin`));
    await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), writing);
    const seconds = (performance.now() - started) / 1_000;
    await client.query('drop table bare_jobs');
    return { rows: writing.rowCount, bytes: (await stat(file)).size, seconds };
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}
