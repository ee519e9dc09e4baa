import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { UserId, type SkillId } from '@access/contracts/ids';
import { SkillGaps } from '@access/contracts/skill-gaps';
import { seedResources } from '@access/db/seed';
import { useTestDatabase } from '@access/db/testing';

import { startRecommender } from '../../test/arrange-recommender.ts';
import { aJob, aSeeker, skillId } from '../../test/arrange.ts';
import { createProfileService, createRecordsService } from '../profile/index.ts';
import { createGapAnalyst, createSkillGapsService } from './index.ts';

const database = useTestDatabase();
let recommender: Awaited<ReturnType<typeof startRecommender>>;
beforeAll(async () => {
  recommender = await startRecommender(database.db);
});
afterAll(() => recommender.close());

const now = () => new Date();

/** Answers are made at once, by the real engine. */
function openService(options: { isWorkerDown?: boolean } = {}) {
  const { db } = database;
  const { engine, modelVersion } = recommender;
  const analyst = createGapAnalyst({ db, engine: () => ({ engine, modelVersion }), now });
  const made: (string | null)[] = [];
  const service = createSkillGapsService({
    db,
    jobs: recommender.summaries,
    requestAnalysis: async (_db, userId, targetTitle) => {
      if (options.isWorkerDown === true) return;
      made.push(targetTitle);
      await analyst.analyse(userId, targetTitle);
    },
    wait: async () => undefined,
  });
  const find = async (actor: Actor, targetTitle?: string) =>
    SkillGaps.parse(await service.find(actor, targetTitle === undefined ? {} : { targetTitle }));
  return { find, made };
}

const addSkill = async (actor: Actor, slug: string, proficiencyLevel = 3) => {
  const id = (await skillId(database.db, slug)) as SkillId;
  await createRecordsService(database).skills.add(actor, { skillId: id, proficiencyLevel });
};

/** Knows two of the four skills that every data job of the catalogue requires. */
async function anAnalyst(): Promise<Actor> {
  const actor = await aSeeker(database.db);
  await addSkill(actor, 'sql');
  await addSkill(actor, 'statistics');
  return actor;
}

describe('skill gaps of a title', () => {
  it('keep their promise: with the skill added, exactly the promised jobs are open', async () => {
    const { find } = openService();
    const actor = await anAnalyst();
    await addSkill(actor, 'tableau');
    const before = await find(actor, 'Data analyst');
    expect(before).toMatchObject({ status: 'ready', scope: 'title', eligible: 0 });
    const [first] = before.missingSkills;
    expect(first).toMatchObject({ skill: { slug: 'python' }, heldLevel: null, level: 2 });
    expect(first?.jobsUnlocked).toBe(before.jobs);
    expect(first?.jobs.length).toBe(3);
    await addSkill(actor, 'python', first?.level);
    const after = await find(actor, 'Data analyst');
    expect(after.eligible).toBe(before.eligible + (first?.jobsUnlocked ?? Number.NaN));
    expect(after.missingSkills.map(({ skill }) => skill.slug)).not.toContain('python');
  });

  it('give a path whose steps add up', async () => {
    const { path, jobs } = await openService().find(await anAnalyst(), 'Data analyst');
    expect(path.map(({ skill }) => skill.slug).toSorted()).toEqual(['python', 'tableau']);
    expect(path.at(-1)?.eligibleAfter).toBe(jobs);
  });

  it('bring resources in the language of the person, and in English', async () => {
    const { db } = database;
    const book = { slug: 'python', kind: 'book' };
    await seedResources(db, 'a list', [
      { ...book, title: 'Learn it', url: 'https://www.example.org/en', language: 'en', author: 'Ada' },
      { ...book, title: 'Lern es', url: 'https://example.org/de', language: 'de' },
      { ...book, title: 'Apprends', url: 'https://example.org/fr', language: 'fr' },
    ]);
    const actor = await anAnalyst();
    await createProfileService({ db }).update(actor, { locale: 'de-AT' });
    const { learningResources } = await openService().find(actor, 'Data analyst');
    expect(learningResources).toMatchObject([
      { title: 'Lern es', author: null, provider: 'example.org', isFree: true, source: 'a list' },
      { title: 'Learn it', author: 'Ada', provider: 'example.org' },
    ]);
  });

  it('are made once and read again until the person changes', async () => {
    const { find, made } = openService();
    const actor = await anAnalyst();
    await find(actor, 'Data analyst');
    await find(actor, 'Data analyst');
    expect(made).toHaveLength(1);
    await createProfileService(database).update(actor, { headline: 'Analyst' });
    await find(actor, 'Data analyst');
    await find(actor, 'Data scientist');
    expect(made).toEqual(['Data analyst', 'Data analyst', 'Data scientist']);
  });

  it('leave out jobs of a blocked company', async () => {
    const { db } = database;
    const title = 'Ropewalk keeper';
    const jobId = await aJob(db, { title });
    await aJob(db, { title });
    await recommender.follower.catchUp();
    const { companyId } = await db
      .selectFrom('jobs')
      .select('companyId')
      .where('id', '=', jobId)
      .executeTakeFirstOrThrow();
    const actor = await anAnalyst();
    await db.insertInto('blockedCompanies').values({ userId: actor.userId, companyId }).execute();
    expect(await openService().find(actor, title)).toMatchObject({ jobs: 1, eligible: 1, missingSkills: [] });
  });
});

describe('skill gaps', () => {
  it('without a title are those of the recommended jobs', async () => {
    const found = await openService().find(await anAnalyst());
    expect(found).toMatchObject({ status: 'ready', scope: 'recommended', targetTitle: null });
    expect(found.jobs).toBeGreaterThan(10);
    expect(found.missingSkills.map(({ skill }) => skill.slug)).toContain('python');
  });

  it('say when they are still being prepared', async () => {
    const found = await openService({ isWorkerDown: true }).find(await anAnalyst(), 'Data analyst');
    expect(found).toMatchObject({ status: 'preparing', missingSkills: [] });
  });

  it('are not made for somebody who turned profiling off', async () => {
    const { find, made } = openService();
    const actor = await anAnalyst();
    await createProfileService(database).update(actor, { profilingOptOut: true });
    expect(await find(actor, 'Data analyst')).toMatchObject({ status: 'opted_out' });
    expect(made).toEqual([]);
  });

  it('keep the last twenty titles of a person', async () => {
    const { find } = openService();
    const actor = await anAnalyst();
    for (let i = 0; i < 22; i++) await find(actor, `Data analyst ${i}`);
    const { n } = await database.db
      .selectFrom('skillGapAnalyses')
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .where('userId', '=', actor.userId)
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(20);
  });

  it('are not stored for an account that is gone', async () => {
    const { engine, modelVersion } = recommender;
    const analyst = createGapAnalyst({ ...database, engine: () => ({ engine, modelVersion }), now });
    const nobody = UserId.parse('01890a5d-ac96-774b-bcce-b302099a8057');
    expect(await analyst.analyse(nobody, 'Welder')).toEqual({ status: 'no_such_person' });
  });
});
