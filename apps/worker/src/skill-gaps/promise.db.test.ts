import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { SessionId, UserId } from '@access/contracts/ids';
import { createProfileService, createRecordsService } from '@access/core/profile';
import { createIndexFollower } from '@access/core/recommendations';
import { createGapAnalyst, createSkillGapsService } from '@access/core/skill-gaps';
import { allSkills } from '@access/core/skills';
import { DemoGrammar, DemoRoles, generateDemoPeople, generateDemoPostings } from '@access/db/demo';
import { seedPeople } from '@access/db/seed';
import { useTestDatabase } from '@access/db/testing';
import { createContentEncoder, jobTokens, trainContentModel } from '@access/ml/content';
import { createEngine } from '@access/ml/engine';
import type { Ranker } from '@access/ml/onnx';
import { openShippedRanker } from '@access/ml/ranker';
import { titleTokens } from '@access/ml/text';

import { seedTaxonomy } from '../cli/seed.ts';
import { openImports } from '../imports/open-imports.ts';
import { modelsFolder } from '../models-folder.ts';

const database = useTestDatabase();
const POSTINGS = 800;
const PEOPLE = 100;
const now = () => new Date();

let ranker: Ranker;
let stand: Awaited<ReturnType<typeof openStand>>;
beforeAll(async () => {
  ranker = await openShippedRanker(modelsFolder);
  stand = await openStand(ranker);
}, 60_000);
afterAll(() => ranker.close());

/** The demo's postings through the real importer, its people, and answers by the real engine. */
async function openStand(withRanker: Ranker) {
  const { db } = database;
  await seedTaxonomy(db, () => undefined);
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(modelsFolder, 'demo', name), 'utf8'));
  const facts = {
    ...DemoGrammar.parse(await read('grammar.json')),
    roles: DemoRoles.parse(await read('roles.json')).roles,
  };
  const imports = await openImports(db, { enqueue: async () => '' });
  const postings = generateDemoPostings(facts, { seed: 11, now: now(), count: POSTINGS });
  await imports.importPostings(postings, { source: 'demo', format: 'demo' });
  const people = generateDemoPeople(facts, { seed: 12, year: now().getUTCFullYear(), count: PEOPLE });
  const ids = await seedPeople(
    db,
    people.map(({ city, country, title, ...person }) => ({
      ...person,
      city: { name: city, country },
      headline: title,
      desiredTitles: [title],
    })),
  );
  const documents = people.map((person) =>
    jobTokens({ titleTokens: titleTokens(person.title), skillSlugs: [], industry: null }),
  );
  const content = createContentEncoder(await trainContentModel(documents, { dimensions: 8 }));
  const engine = createEngine({ content, ranker: withRanker });
  const names = new Map((await allSkills(db)).map(({ id, slug, name }) => [id as string, { slug, name }]));
  await createIndexFollower({ db, engine, now, loadSkillNames: async () => names }).fill();
  const analyst = createGapAnalyst({ db, engine: () => ({ engine, modelVersion: 'test' }), now });
  const service = createSkillGapsService({
    db,
    jobs: { summariesByIds: async () => [] },
    requestAnalysis: async (_db, userId, targetTitle) => void (await analyst.analyse(userId, targetTitle)),
    wait: async () => undefined,
  });
  return { service, people: people.map(({ title }, i) => ({ title, actor: actorOf(ids[i] ?? '') })) };
}

const actorOf = (id: string): Actor => ({
  userId: UserId.parse(id),
  userType: 'job_seeker',
  sessionId: SessionId.parse('0'.repeat(64)),
});

describe('what skill gaps promise to the people of the demo', () => {
  it('comes true for each of 100 when they add the skill: that many more jobs are open', async () => {
    const { skills } = createRecordsService(database);
    let promised = 0;
    for (const { actor, title } of stand.people) {
      const before = await stand.service.find(actor, { targetTitle: title });
      expect(before.status).toBe('ready');
      for (const { skill, level, jobsUnlocked } of before.missingSkills.slice(0, 1)) {
        await skills.add(actor, { skillId: skill.id, proficiencyLevel: level });
        const after = await stand.service.find(actor, { targetTitle: title });
        expect(after.eligible - before.eligible).toBe(jobsUnlocked);
        promised += jobsUnlocked;
      }
    }
    expect(promised).toBeGreaterThan(PEOPLE);
  }, 120_000);

  it('comes true at the end of the path', async () => {
    const { skills } = createRecordsService(database);
    for (const { actor, title } of stand.people.slice(0, 10)) {
      const before = await stand.service.find(actor, { targetTitle: title });
      for (const { skill, level } of before.path)
        await skills.add(actor, { skillId: skill.id, proficiencyLevel: level });
      const after = await stand.service.find(actor, { targetTitle: title });
      expect(after.eligible).toBe(before.path.at(-1)?.eligibleAfter ?? before.eligible);
    }
  }, 60_000);

  it('comes true within dealbreakers', async () => {
    const [person] = stand.people;
    if (person === undefined) throw new Error('No people');
    const { actor, title } = person;
    const all = await stand.service.find(actor, { targetTitle: title });
    const { profile } = await createProfileService(database).get(actor);
    const preferences = {
      ...profile.preferences,
      remoteOptions: { values: ['remote' as const], isDealbreaker: true },
    };
    await createProfileService(database).update(actor, { preferences });
    const remote = await stand.service.find(actor, { targetTitle: title });
    expect(remote.jobs).toBeLessThan(all.jobs);
  });
});
