import { describe, expect, it } from 'vitest';

import { useTestDatabase } from '@access/db/testing';
import type { Engine } from '@access/ml/engine';
import type { JobDocument } from '@access/ml/features';

import { aJob, skillId } from '../../test/arrange.ts';
import type { SkillNames } from '../engine-documents/index.ts';
import { createIndexFollower } from './index-follower.ts';

const database = useTestDatabase();

/** An index that only remembers what it was given. */
function follow(names: SkillNames = new Map()) {
  const held = new Map<string, JobDocument>();
  const engine: Pick<Engine, 'upsert' | 'remove'> = {
    upsert: (job) => void held.set(job.id, job),
    remove: (id) => held.delete(id),
  };
  const follower = createIndexFollower({
    db: database.db,
    engine,
    now: () => new Date(),
    loadSkillNames: async () => names,
  });
  return { held, follower };
}

describe('the index follower', () => {
  it('fills itself with live jobs alone', async () => {
    const { db } = database;
    const [open, closed] = [await aJob(db), await aJob(db, { status: 'closed' })];
    const past = await aJob(db, { applicationDeadline: new Date(Date.now() - 1_000) });
    const { held, follower } = follow();
    await follower.fill();
    expect([held.has(open), held.has(closed), held.has(past)]).toEqual([true, false, false]);
  });

  it('reads new, changed and closed jobs', async () => {
    const { db } = database;
    const [kept, closed] = [await aJob(db), await aJob(db)];
    const { held, follower } = follow();
    await follower.fill();
    await db.updateTable('jobs').set({ title: 'Senior welder' }).where('id', '=', kept).execute();
    await db.updateTable('jobs').set({ status: 'closed' }).where('id', '=', closed).execute();
    const fresh = await aJob(db);
    await follower.catchUp();
    expect(held.get(kept)?.title).toBe('Senior welder');
    expect([held.has(closed), held.has(fresh)]).toEqual([false, true]);
  });

  it('reads jobs whose skills or company changed', async () => {
    const { db } = database;
    const [jobId, skill] = [await aJob(db), await skillId(db, 'python')];
    const { held, follower } = follow(new Map([[skill, { slug: 'python', name: 'Python' }]]));
    await follower.fill();
    const level = () => held.get(jobId)?.skills.map((one) => [one.isRequired, one.level]);
    const row = { jobId, skillId: skill, isRequired: true, proficiencyLevel: 2 };
    await db.insertInto('jobSkills').values(row).execute();
    await follower.catchUp();
    expect(level()).toEqual([[true, 2]]);
    await db
      .updateTable('jobSkills')
      .set({ isRequired: false, proficiencyLevel: 4 })
      .where('jobId', '=', jobId)
      .execute();
    await follower.catchUp();
    expect(level()).toEqual([[false, 4]]);
    await db
      .updateTable('companies')
      .set({ name: 'Weir & Sons' })
      .where('id', '=', (eb) => eb.selectFrom('jobs').select('companyId').where('id', '=', jobId))
      .execute();
    await follower.catchUp();
    expect(held.get(jobId)?.companyName).toBe('Weir & Sons');
  });

  it('misses nothing of a transaction that took its number early and committed late', async () => {
    const { db } = database;
    const { held, follower } = follow();
    await follower.fill();
    const slow = await db.startTransaction().execute();
    const overtaken = await aJob(slow);
    const overtaking = await aJob(db);
    await follower.catchUp();
    expect([held.has(overtaken), held.has(overtaking)]).toEqual([false, true]);
    await slow.commit().execute();
    await follower.catchUp();
    expect(held.has(overtaken)).toBe(true);
  });

  it('reads a job again when its popularity moved', async () => {
    const { db } = database;
    const jobId = await aJob(db);
    const { held, follower } = follow();
    await follower.fill();
    await db.insertInto('jobStats').values({ jobId, likes: 3 }).execute();
    await follower.catchUpPopularity();
    expect(held.get(jobId)?.likes).toBe(3);
  });

  it('does not take a counted view for a change', async () => {
    const { db } = database;
    const jobId = await aJob(db);
    const { follower } = follow();
    await follower.fill();
    await follower.catchUp();
    await db.updateTable('jobs').set({ viewCount: 7 }).where('id', '=', jobId).execute();
    expect(await follower.catchUp()).toBe(0);
  });
});
