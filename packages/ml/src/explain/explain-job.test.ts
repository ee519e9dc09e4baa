import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createEngine } from '../engine/engine.ts';
import type { Engine } from '../engine/engine.ts';
import {
  TEST_NOW as now,
  testContent,
  testJob,
  testPerson,
  testPreferences,
  testSkill,
} from '../engine/testing.ts';
import type { JobDocument, PersonDocument } from '../features/documents.ts';
import { exportLinearRanker } from '../onnx/export-linear.ts';
import { loadRanker } from '../onnx/load-ranker.ts';
import type { Ranker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { matchBand } from '../ranker/match-band.ts';
import type { Explanation } from './explain-job.ts';
import { listed } from './phrases.ts';

const leeds = { id: 1, lat: 53.7965, lon: -1.5478, country: 'GB', admin1: 'ENG', name: 'Leeds' };
/** About four kilometres north of Leeds. */
const nearLeeds = { ...leeds, id: 9, lat: 53.8325, name: 'Moortown' };
const DAY_MS = 24 * 3600 * 1000;

function skillsOf(slugs: readonly string[], level = 3): PersonDocument['skills'] {
  return slugs.map((slug) => ({ ...testSkill(slug), level, source: 'manual' }));
}

describe('an explanation', () => {
  let ranker: Ranker;
  let engine: Engine;
  beforeAll(async () => {
    ranker = await loadRanker(exportLinearRanker(handWeightedModel, handWeightedMeta), handWeightedMeta);
    engine = createEngine({ content: await testContent(), ranker, currency: 'GBP' });
  });
  afterAll(() => ranker.close());

  const explain = async (person: PersonDocument, job: JobDocument) => {
    const pair = await engine.explain(person, job, { now });
    if (pair === null) throw new Error('The job was not explained');
    return pair;
  };
  const reason = (explanation: Explanation, family: string) =>
    explanation.reasons.find((r) => r.family === family) ?? null;

  it('counts the required skills held and the distance', async () => {
    const job = testJob('a', {
      title: 'Kitchen porter',
      place: nearLeeds,
      skills: [
        ...['sql', 'python', 'statistics'].map((s) => testSkill(s)),
        testSkill('baking'),
        testSkill('tableau', false),
      ],
    });
    const person = testPerson({ place: leeds, skills: skillsOf(['sql', 'python', 'statistics']) });
    const { explanation } = await explain(person, job);
    expect(explanation.sentence).toBe('4 km away, matches 3 of 4 required skills');
    expect(reason(explanation, 'skills')?.evidence).toMatchObject({
      kind: 'skills',
      requiredMatched: 3,
      requiredTotal: 4,
      missing: [{ name: 'baking' }, { name: 'tableau' }],
    });
  });

  it('names missing skills without blame and leaves rejected ones out', async () => {
    const job = testJob('a', {
      title: 'Porter',
      skills: ['sql', 'python', 'baking'].map((s) => testSkill(s)),
    });
    const person = testPerson({ skills: skillsOf(['triage', 'sql']), rejectedSkillIds: ['id-sql'] });
    const { explanation } = await explain(person, job);
    expect(reason(explanation, 'skills')).toMatchObject({ code: 'skills_missing' });
    expect(reason(explanation, 'skills')?.text).toMatch(/^Asks for /);
  });

  it('names the saved job that this one is like', async () => {
    const saved = testJob('saved', { title: 'Pastry chef', skills: [testSkill('baking')] });
    engine.upsert(saved);
    const person = testPerson({ interactions: [{ jobId: 'saved', type: 'bookmark', at: now }] });
    const { explanation } = await explain(
      person,
      testJob('b', { title: 'Sous chef', skills: [testSkill('baking')] }),
    );
    expect(reason(explanation, 'activity')).toMatchObject({
      code: 'activity_bookmark',
      text: 'Similar to Pastry chef, which you saved',
      evidence: { likedJobId: 'saved', likedJobTitle: 'Pastry chef' },
    });
    engine.remove('saved');
  });

  it('compares pay with the floor in the currency of the engine', async () => {
    const preferences = testPreferences({ salaryFloor: { yearly: 40_000, isDealbreaker: false } });
    const above = await explain(
      testPerson({ preferences }),
      testJob('c', { salaryYearlyMin: 45_000, salaryYearlyMax: 52_000 }),
    );
    expect(reason(above.explanation, 'pay')?.text).toBe('Pays up to £52,000 a year');
    const below = await explain(testPerson({ preferences }), testJob('c', { salaryYearlyMin: 30_000 }));
    expect(reason(below.explanation, 'pay')?.text).toBe(
      'Pays £30,000 a year, below the £40,000 you asked for',
    );
  });

  it('never speaks of a distance it does not know', async () => {
    const person = testPerson({ place: leeds, headline: 'Data analyst' });
    const { explanation } = await explain(person, testJob('d', { country: 'GB' }));
    expect(explanation.sentence).not.toContain('km');
    expect(reason(explanation, 'place')?.evidence).toMatchObject({ distanceKm: null });
  });

  it('says what keeps a job out of the list, and what could not be checked', async () => {
    const preferences = testPreferences({
      salaryFloor: { yearly: 40_000, isDealbreaker: true },
      jobTypes: { values: ['full_time'], isDealbreaker: true },
    });
    const pair = await explain(
      testPerson({ preferences, excludedJobIds: ['e'], blockedCompanyIds: ['company-e'] }),
      testJob('e', { jobType: 'contract', deadlineAt: now - 1 }),
    );
    expect(pair.maskedBy).toEqual([
      'deadline_passed',
      'dismissed_or_applied',
      'company_blocked',
      'job_type_excluded',
    ]);
    expect(pair.unknownDealbreakers).toEqual(['salary']);
  });

  it('tells an empty profile that the list is not personal, and only what is true', async () => {
    const sentenceFor = async (person: PersonDocument, parts: Partial<JobDocument>) =>
      (await explain(person, testJob('f', parts))).explanation.sentence;
    const ending = 'Add skills or a résumé to make this yours.';
    const person = testPerson({ place: leeds });
    expect(await sentenceFor(person, { place: nearLeeds, views: 90 })).toBe(`Popular near Leeds. ${ending}`);
    expect(await sentenceFor(person, { place: nearLeeds })).toBe(`New near Leeds. ${ending}`);
    expect(await sentenceFor(person, { postedAt: now - 60 * DAY_MS })).toBe(`Open now. ${ending}`);
    expect(await sentenceFor(testPerson(), { views: 90 })).toBe(`Popular now. ${ending}`);
    const { explanation } = await explain(person, testJob('f'));
    expect(explanation.reasons.map((r) => r.family)).not.toContain('title');
  });

  it('gives bands that mean something', async () => {
    const place = leeds;
    const job = testJob('g', {
      title: 'Data analyst',
      place: nearLeeds,
      skills: ['sql', 'python', 'tableau'].map((s) => testSkill(s)),
    });
    const wanting = testPreferences({ titles: ['Data analyst'] });
    const band = async (parts: Partial<PersonDocument>) =>
      matchBand((await explain(testPerson(parts), job)).score);
    expect(await band({ place, preferences: wanting, skills: skillsOf(['sql', 'python', 'tableau']) })).toBe(
      'strong',
    );
    expect(['good', 'strong']).toContain(await band({ place, preferences: wanting }));
    expect(
      await band({ place, headline: 'Pastry chef', skills: skillsOf(['baking', 'menu-planning']) }),
    ).toBe('low');
  });

  it('counts a gained skill for and never against a job', async () => {
    const job = testJob('h', {
      title: 'Analyst',
      skills: [testSkill('sql'), testSkill('python', false), testSkill('tableau')],
    });
    const slugs = ['baking', 'python', 'sql', 'tableau'];
    let before = await explain(testPerson(), job);
    for (let count = 1; count <= slugs.length; count++) {
      const after = await explain(testPerson({ skills: skillsOf(slugs.slice(0, count), 1) }), job);
      for (const feature of ['required_coverage', 'optional_coverage', 'required_missing']) {
        const value = (pair: typeof after) =>
          pair.explanation.contributions.find((c) => c.feature === feature)?.value ?? 0;
        expect(value(after)).toBeGreaterThanOrEqual(value(before));
      }
      before = after;
    }
  });
});

describe('a list of names', () => {
  it('reads as prose and counts the rest', () => {
    expect(listed([])).toBe('');
    expect(listed(['A', 'B'])).toBe('A and B');
    expect(listed(['A', 'B', 'C', 'D'])).toBe('A, B, C and D');
    expect(listed(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C and 2 more');
  });
});
