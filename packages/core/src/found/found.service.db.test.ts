import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';

import { useTestDatabase } from '@access/db/testing';

import { createFoundService, type FoundKind } from './index.ts';

const database = useTestDatabase();
const JOBS = 12_000;
const PART = 5_000;
let at = Date.now();
const service = () => createFoundService({ db: database.db, now: () => new Date(at), partUrls: PART });

beforeAll(async () => {
  const key = `c${randomUUID()}`;
  const { id } = await database.db
    .insertInto('companies')
    .values({ name: key, matchKey: key, slug: key })
    .returning('id')
    .executeTakeFirstOrThrow();
  // Triggers and foreign keys are tried elsewhere; here only the number of rows matters.
  await database.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`
      insert into jobs (title, company_id, description, fingerprint, status, application_deadline)
      select 'Welder', ${id}, 'x', 'x', case when n % 100 = 0 then 'closed' else 'active' end,
        case when n % 100 = 1 then now() - interval '1 day' end
      from generate_series(1, ${JOBS}::integer) n`.execute(trx);
  });
  await sql`vacuum analyze jobs`.execute(database.db);
});

async function readAll(kind: FoundKind, number: number): Promise<string[]> {
  const keys: string[] = [];
  for await (const batch of await service().entries(kind, number)) {
    keys.push(...batch.map(({ key }) => key));
  }
  return keys;
}

describe('the parts of a large catalogue', () => {
  it('hold so many addresses at most, each open job once', async () => {
    const parts = await service().parts();
    expect(parts.map(({ kind, number }) => `${kind}-${number}`)).toEqual([
      'jobs-1',
      'jobs-2',
      'jobs-3',
      'companies-1',
    ]);
    const read = [await readAll('jobs', 1), await readAll('jobs', 2), await readAll('jobs', 3)];
    expect(read.map((keys) => keys.length)).toEqual([PART, PART, JOBS * 0.98 - 2 * PART]);
    expect(new Set(read.flat()).size).toBe(JOBS * 0.98);
    expect(await readAll('companies', 1)).toHaveLength(1);
    await expect(service().entries('jobs', 4)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tell when something in them changed', async () => {
    const found = service();
    const [before] = await found.parts();
    const first = (await readAll('jobs', 1))[0] ?? '';
    await sql`update jobs set title = 'Fitter' where id = ${first}::uuid`.execute(database.db);
    expect((await found.parts())[0]).toEqual(before);
    at += 600_000;
    const [after] = await found.parts();
    expect(after?.lastChangedAt.getTime()).toBeGreaterThan(before?.lastChangedAt.getTime() ?? 0);
  });

  it('are read from one index alone', async () => {
    const plan = await database.db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain select j.id, j.updated_at from jobs j
        where j.status = 'active' and (j.application_deadline is null or j.application_deadline > now()) and j.id >= '00000000-0000-7000-8000-000000000000'
        order by j.id limit 5000`.execute(trx);
      return JSON.stringify(rows);
    });
    expect(plan).toMatch(/Index Only Scan using jobs_found/);
  });
});
