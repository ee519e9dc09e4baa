import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createEngine, type Engine } from '../engine/engine.ts';
import {
  TEST_NOW as now,
  randomJobs,
  randomPerson,
  testContent,
  testJob,
  testPerson,
  testPreferences,
  testSkill,
} from '../engine/testing.ts';
import type { JobDocument, PersonDocument } from '../features/documents.ts';
import { exportLinearRanker } from '../onnx/export-linear.ts';
import { loadRanker, type Ranker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { eligibleJobs, levelToReach } from './demand.ts';

let ranker: Ranker;
let engineOf: (jobs: readonly JobDocument[]) => Engine;

beforeAll(async () => {
  ranker = await loadRanker(exportLinearRanker(handWeightedModel, handWeightedMeta), handWeightedMeta);
  const content = await testContent();
  engineOf = (jobs) => {
    const engine = createEngine({ content, ranker });
    jobs.forEach(engine.upsert);
    return engine;
  };
});
afterAll(() => ranker.close());

/** Skills the test corpus never saw, so that all weigh the same. */
const asks = (...slugs: string[]) => slugs.map((slug) => testSkill(slug));
const holding = (...slugs: string[]): PersonDocument['skills'] =>
  slugs.map((slug) => ({ ...testSkill(slug), level: 4, source: 'manual' }));
const analyst = { kind: 'title', title: 'Data analyst' } as const;
const prerequisitesOf = () => [];

const jobs = [
  testJob('half', { skills: asks('aa', 'bb', 'cc', 'dd') }),
  testJob('two-of-three', { skills: asks('aa', 'bb', 'cc') }),
  testJob('three-of-five', { skills: asks('aa', 'bb', 'hh', 'cc', 'dd') }),
  testJob('held', { skills: asks('aa', 'bb') }),
  testJob('asks-nothing'),
  testJob('optional', { skills: [testSkill('cc', false)] }),
  testJob('chef', { title: 'Chef', skills: asks('cc') }),
];
const person = testPerson({ skills: holding('aa', 'bb', 'hh') });

describe('skill gaps', () => {
  it('count the jobs that one skill opens: four of five required skills are enough', async () => {
    const { gaps, ...found } = await engineOf(jobs).gaps(person, { target: analyst, now, prerequisitesOf });
    expect(found).toMatchObject({ jobs: 6, matchedBy: 'title', eligible: 3, targets: 6 });
    expect(
      gaps.map((gap) => [gap.slug, gap.jobsUnlocked, gap.unlockedJobIds.toSorted(), gap.askedBy]),
    ).toEqual([
      ['cc', 2, ['three-of-five', 'two-of-three'], 4],
      ['dd', 1, ['three-of-five'], 2],
    ]);
    expect(gaps.map((gap) => gap.targetShare)).toEqual([4 / 6, 2 / 6]);
  });

  it('say how far the match would rise, and never that it would fall', async () => {
    const catalogue = randomJobs(200, 4);
    const engine = engineOf(catalogue);
    for (let seed = 0; seed < 20; seed++) {
      const someone = randomPerson(catalogue, seed);
      const { gaps } = await engine.gaps(someone, { target: analyst, now, prerequisitesOf });
      for (const { gain } of gaps) expect(gain).toBeGreaterThanOrEqual(0);
    }
    const { gaps } = await engineOf(jobs).gaps(person, { target: analyst, now, prerequisitesOf });
    expect(gaps[0]?.gain).toBeGreaterThan(0.001);
  });

  it('ask for a higher level of a skill that is held too low', async () => {
    const engine = engineOf([testJob('expert', { skills: [testSkill('xx', true, 4)] })]);
    const beginner = testPerson({ skills: [{ ...testSkill('xx'), level: 1, source: 'manual' }] });
    const { eligible, gaps } = await engine.gaps(beginner, { target: analyst, now, prerequisitesOf });
    expect(eligible).toBe(0);
    expect(gaps).toMatchObject([{ slug: 'xx', heldLevel: 1, level: 4, jobsUnlocked: 1 }]);
  });

  it('leave out jobs that a dealbreaker hides', async () => {
    const preferences = testPreferences({ salaryFloor: { yearly: 50_000, isDealbreaker: true } });
    const engine = engineOf([
      testJob('poor', { skills: asks('cc'), salaryYearlyMax: 40_000 }),
      testJob('rich', { skills: asks('cc'), salaryYearlyMax: 60_000 }),
    ]);
    const found = await engine.gaps({ ...person, preferences }, { target: analyst, now, prerequisitesOf });
    expect(found).toMatchObject({ jobs: 1, gaps: [{ slug: 'cc', unlockedJobIds: ['rich'] }] });
  });

  it('look at given jobs only', async () => {
    const target = { kind: 'jobs', jobIds: ['chef', 'gone', 'half', 'chef'] } as const;
    const found = await engineOf(jobs).gaps(person, { target, now, prerequisitesOf });
    expect(found).toMatchObject({ jobs: 2, matchedBy: 'given', gaps: [{ slug: 'cc', jobsUnlocked: 1 }, {}] });
  });

  it('answer with nothing for a title nobody advertises', async () => {
    const target = { kind: 'title', title: 'Astronaut' } as const;
    const found = await engineOf(jobs).gaps(person, { target, now, prerequisitesOf });
    expect(found).toEqual({ jobs: 0, matchedBy: 'title', eligible: 0, targets: 0, gaps: [], path: [] });
  });

  it('tell what jobs with and without the skill pay, with how many say so', async () => {
    const paid = [30, 40, 50, 60, 70].flatMap((pay, i) => [
      testJob(`with-${i}`, { skills: asks('cc'), salaryYearlyMin: pay, salaryYearlyMax: pay + 10 }),
      testJob(`without-${i}`, { skills: asks('aa'), salaryYearlyMin: pay - 20 }),
    ]);
    const { gaps } = await engineOf(paid).gaps(person, { target: analyst, now, prerequisitesOf });
    expect(gaps[0]?.pay).toEqual({ with: { yearly: 55, jobs: 5 }, without: { yearly: 30, jobs: 5 } });
  });
});

describe('a promise of skill gaps', () => {
  it('is kept for 100 people: with the skill added, exactly the promised jobs are open', async () => {
    const catalogue = randomJobs(600, 7);
    const engine = engineOf(catalogue);
    let promised = 0;
    for (let seed = 0; seed < 100; seed++) {
      const someone = randomPerson(catalogue, seed);
      const target = seed % 2 === 0 ? analyst : ({ kind: 'title', title: 'Staff nurse' } as const);
      const { gaps, eligible } = await engine.gaps(someone, { target, now, prerequisitesOf });
      expect(engine.eligible(someone, { target, now })).toHaveLength(eligible);
      for (const { slug, level, jobsUnlocked, unlockedJobIds } of gaps) {
        const others = someone.skills.filter((skill) => skill.slug !== slug);
        const learnt = { ...someone, skills: [...others, { ...testSkill(slug), level, source: 'manual' }] };
        const open = engine.eligible(learnt, { target, now });
        expect(open.length - eligible).toBe(jobsUnlocked);
        expect(open).toEqual(expect.arrayContaining(unlockedJobIds));
        promised += jobsUnlocked;
      }
    }
    expect(promised).toBeGreaterThan(500);
  });
});

describe('the learning path', () => {
  it('goes through prerequisites first and counts what each step opens', async () => {
    const before: Record<string, string[]> = { cc: ['pp'], pp: ['qq'], dd: ['aa'] };
    const { path } = await engineOf(jobs).gaps(person, {
      target: analyst,
      now,
      prerequisitesOf: (slug) => before[slug] ?? [],
    });
    // dd opens one job at once; cc needs two others first, and then opens the rest.
    expect(path.map((step) => [step.slug, step.neededFor, step.jobsUnlocked, step.eligibleAfter])).toEqual([
      ['dd', null, 1, 4],
      ['qq', 'cc', 0, 4],
      ['pp', 'cc', 0, 4],
      ['cc', null, 2, 6],
    ]);
  });

  it('ends where its steps lead: with all of them learnt, that many jobs are open', async () => {
    const catalogue = randomJobs(400, 3);
    const engine = engineOf(catalogue);
    for (let seed = 0; seed < 30; seed++) {
      const someone = randomPerson(catalogue, seed);
      const { path, eligible } = await engine.gaps(someone, { target: analyst, now, prerequisitesOf });
      const levels = new Map(someone.skills.map((skill) => [skill.slug, skill.level]));
      for (const { slug, level } of path) levels.set(slug, level);
      const skills = [...levels].map(([slug, level]) => ({ ...testSkill(slug), level, source: 'manual' }));
      const open = engine.eligible({ ...someone, skills }, { target: analyst, now });
      expect(open).toHaveLength(path.at(-1)?.eligibleAfter ?? eligible);
    }
  });

  it('cuts a circle of prerequisites', async () => {
    const before: Record<string, string[]> = { cc: ['pp'], pp: ['cc'] };
    const { path } = await engineOf([testJob('one', { skills: asks('cc') })]).gaps(testPerson(), {
      target: analyst,
      now,
      prerequisitesOf: (slug) => before[slug] ?? [],
    });
    expect(path.map((step) => step.slug)).toEqual(['pp', 'cc']);
  });
});

describe('the level to reach', () => {
  it('is what half of those asking for more are content with', () => {
    const levels = [1, 2, 3, 4, 4].map((level, job) => ({ job, isRequired: true, level }));
    expect(levelToReach(levels, 0)).toBe(3);
    expect(levelToReach(levels, 3)).toBe(4);
    expect(levelToReach(levels, 4)).toBeNull();
  });

  it('is the usual one where no posting states any', () => {
    expect(levelToReach([{ job: 0, isRequired: true, level: 0 }], 0)).toBe(2);
  });
});

it('a job exactly on the line is open whatever the order of the sum', () => {
  const required = Float64Array.of(0.1 + 0.2 + 0.3 + 0.4);
  const held = Float64Array.of(0.4 + 0.3 + 0.1);
  const demand = { slots: Int32Array.of(0), required, held, asks: new Map(), idfOf: () => 1 };
  expect(eligibleJobs(demand)).toEqual([0]);
});
