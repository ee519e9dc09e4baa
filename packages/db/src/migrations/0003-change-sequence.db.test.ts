import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import type { Db, Tx } from '../client/index.ts';
import { useTestDatabase } from '../testing/index.ts';

const database = useTestDatabase();

async function aJob(db: Db | Tx, change: { status?: string; companyId?: string } = {}) {
  const key = randomUUID();
  const company =
    change.companyId ??
    (
      await db
        .insertInto('companies')
        .values({ name: 'Weir', matchKey: key, slug: key })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  return db
    .insertInto('jobs')
    .values({
      title: 'Welder',
      companyId: company,
      description: '',
      fingerprint: key,
      status: change.status ?? 'active',
    })
    .returning(['id', 'companyId'])
    .executeTakeFirstOrThrow();
}

async function twoSkills(db: Db): Promise<[string, string]> {
  const rows = await db.selectFrom('skills').select('id').orderBy('id').limit(2).execute();
  const [first, second] = rows.map((row) => row.id);
  if (first === undefined || second === undefined) throw new Error('The test taxonomy has two skills');
  return [first, second];
}

const skillOf = (jobId: string, skillId: string) => ({
  jobId,
  skillId,
  isRequired: true,
  proficiencyLevel: 2,
});

/** The sequence number of each job, after a change. */
async function numbers(db: Db | Tx, ids: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('jobs')
    .select(['id', 'changeSeq'])
    .where('id', 'in', [...ids])
    .execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.changeSeq ?? Number.NaN);
}

/** Which of the jobs moved in the change sequence, and whether to the transaction that did it. */
async function movedBy(ids: readonly string[], change: (trx: Tx) => Promise<unknown>): Promise<boolean[]> {
  const before = await numbers(database.db, ids);
  const xid = await database.db.transaction().execute(async (trx) => {
    await change(trx);
    const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(trx);
    return rows[0]?.xid;
  });
  const after = await database.db
    .selectFrom('jobs')
    .select(['id', 'changeSeq', sql<string>`change_xid::text`.as('xid')])
    .where('id', 'in', [...ids])
    .execute();
  return ids.map((id, index) => {
    const row = after.find((job) => job.id === id);
    const isMoved = (row?.changeSeq ?? 0) > (before[index] ?? 0);
    expect(row?.xid === xid).toBe(isMoved);
    return isMoved;
  });
}

describe('the change sequence of jobs', () => {
  it('moves with a skill added, changed or taken away, for that job alone', async () => {
    const { db } = database;
    const [job, other] = [await aJob(db), await aJob(db)];
    const [skill, second] = await twoSkills(db);
    const ids = [job.id, other.id];
    await db.insertInto('jobSkills').values(skillOf(other.id, skill)).execute();
    const added = await movedBy(ids, (trx) =>
      trx
        .insertInto('jobSkills')
        .values([skillOf(job.id, skill), skillOf(job.id, second)])
        .execute(),
    );
    const changed = await movedBy(ids, (trx) =>
      trx
        .updateTable('jobSkills')
        .set({ proficiencyLevel: 4, isRequired: false })
        .where('jobId', '=', job.id)
        .execute(),
    );
    const removed = await movedBy(ids, (trx) =>
      trx.deleteFrom('jobSkills').where('jobId', '=', job.id).where('skillId', '=', second).execute(),
    );
    expect([added, changed, removed]).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ]);
  });

  it('stays where an update of skills changes nothing', async () => {
    const { db } = database;
    const job = await aJob(db);
    const [skill] = await twoSkills(db);
    await db.insertInto('jobSkills').values(skillOf(job.id, skill)).execute();
    const moved = await movedBy([job.id], (trx) =>
      trx.updateTable('jobSkills').set({ proficiencyLevel: 2 }).where('jobId', '=', job.id).execute(),
    );
    expect(moved).toEqual([false]);
  });

  it('is taken once for a job written with its skills', async () => {
    const { db } = database;
    const [skill, second] = await twoSkills(db);
    await db.transaction().execute(async (trx) => {
      const { id } = await aJob(trx);
      const written = await numbers(trx, [id]);
      await trx
        .insertInto('jobSkills')
        .values([skillOf(id, skill), skillOf(id, second)])
        .execute();
      await trx.deleteFrom('jobSkills').where('jobId', '=', id).execute();
      expect(await numbers(trx, [id])).toEqual(written);
    });
  });

  it('moves for the open jobs of a company that takes another name or industry', async () => {
    const { db } = database;
    const open = await aJob(db);
    const closed = await aJob(db, { companyId: open.companyId, status: 'closed' });
    const stranger = await aJob(db);
    const ids = [open.id, closed.id, stranger.id];
    const change = (set: { name?: string; industry?: string; website?: string }) =>
      movedBy(ids, (trx) => trx.updateTable('companies').set(set).where('id', '=', open.companyId).execute());
    expect(await change({ name: 'Weir & Sons' })).toEqual([true, false, false]);
    expect(await change({ industry: 'Metal' })).toEqual([true, false, false]);
    expect(await change({ website: 'https://weir.example' })).toEqual([false, false, false]);
  });

  it('lets two transactions that change skills of the same jobs finish one after the other', async () => {
    const { db } = database;
    const jobs = [await aJob(db), await aJob(db), await aJob(db)];
    const [skill, second] = await twoSkills(db);
    const add = (ids: readonly string[], skillId: string) =>
      db
        .insertInto('jobSkills')
        .values(ids.map((id) => skillOf(id, skillId)))
        .execute();
    const ids = jobs.map((job) => job.id);
    await Promise.all([add(ids, skill), add(ids.toReversed(), second)]);
    const rows = await db.selectFrom('jobSkills').select('jobId').where('jobId', 'in', ids).execute();
    expect(rows).toHaveLength(6);
  });
});
