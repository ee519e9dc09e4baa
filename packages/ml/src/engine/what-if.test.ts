import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { applyChange } from '../explain/changes.ts';
import type { PersonDocument } from '../features/documents.ts';
import { exportLinearRanker } from '../onnx/export-linear.ts';
import { loadRanker, type Ranker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { matchBand } from '../ranker/match-band.ts';
import { createEngine, type Engine } from './engine.ts';
import {
  TEST_NOW as now,
  randomJobs,
  randomPerson,
  testContent,
  testJob,
  testPerson,
  testPreferences,
  testSkill,
} from './testing.ts';

let ranker: Ranker;
let engine: Engine;
const catalogue = randomJobs(200, 21);
const leeds = { id: 1, lat: 53.7965, lon: -1.5478, country: 'GB', admin1: 'ENG', name: 'Leeds' };
const york = { id: 2, lat: 53.9576, lon: -1.0827, country: 'GB', admin1: 'ENG', name: 'York' };
const jobs = [
  testJob('far', { place: york, country: 'GB' }),
  testJob('poor', { salaryYearlyMin: 30_000, salaryYearlyMax: 38_400, jobType: 'contract' }),
  testJob('late', { deadlineAt: now - 1 }),
  testJob('skilled', {
    title: 'Data scientist',
    skills: ['sql', 'python', 'statistics', 'tableau'].map((slug) => testSkill(slug, true, 3)),
    place: leeds,
    country: 'GB',
  }),
];
const options = { now, floorStep: 1_000 };

beforeAll(async () => {
  ranker = await loadRanker(exportLinearRanker(handWeightedModel, handWeightedMeta), handWeightedMeta);
  engine = createEngine({ content: await testContent(), ranker });
  [...catalogue, ...jobs].forEach(engine.upsert);
});
afterAll(() => ranker.close());

describe('what would change a match', () => {
  it('comes true when it is done, for 60 people and 10 jobs each', async () => {
    const seen = { listed: 0, better_band: 0, higher_score: 0 };
    for (let seed = 0; seed < 60; seed++) {
      const person = randomPerson(catalogue, seed);
      for (const { id } of catalogue.slice(seed, seed + 10)) {
        const before = await engine.explain(person, id, { now });
        for (const { goal, changes, score, band } of await engine.whatIf(person, id, options)) {
          const changed = changes.reduce<PersonDocument>(applyChange, person);
          const after = await engine.explain(changed, id, { now });
          expect(after?.score).toBe(score);
          expect(after?.maskedBy).toEqual([]);
          expect(matchBand(score)).toBe(band);
          expect(before?.maskedBy.length === 0).toBe(goal !== 'listed');
          expect(goal === 'better_band' && band === matchBand(before?.score ?? 0)).toBe(false);
          expect(goal === 'listed' || score > (before?.score ?? 1)).toBe(true);
          seen[goal]++;
        }
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });

  it('names no change that could be left out', async () => {
    let several = 0;
    for (let seed = 0; seed < 60; seed++) {
      const person = randomPerson(catalogue, seed);
      for (const { id } of catalogue.slice(0, 20)) {
        for (const { goal, changes } of await engine.whatIf(person, id, options)) {
          if (goal !== 'listed' || changes.length < 2) continue;
          several++;
          for (const left of changes) {
            const others = changes.filter((change) => change !== left);
            const after = await engine.explain(others.reduce<PersonDocument>(applyChange, person), id, {
              now,
            });
            expect(after?.maskedBy).not.toEqual([]);
          }
        }
      }
    }
    expect(several).toBeGreaterThan(5);
  });

  it('widens a radius to the next five kilometres', async () => {
    const places = { values: [{ ...leeds, radiusKm: 20 }], isDealbreaker: true };
    const person = testPerson({ preferences: testPreferences({ places }) });
    expect(await engine.whatIf(person, 'far', options)).toMatchObject([
      {
        goal: 'listed',
        changes: [{ kind: 'widen_radius', placeName: 'Leeds', fromKm: 20, toKm: 40 }],
      },
    ]);
  });

  it('lowers a floor to a whole step, and accepts another type along with it', async () => {
    const preferences = testPreferences({
      salaryFloor: { yearly: 45_000, isDealbreaker: true },
      jobTypes: { values: ['full_time'], isDealbreaker: true },
    });
    const [first] = await engine.whatIf(testPerson({ preferences }), 'poor', options);
    expect(first?.goal).toBe('listed');
    expect(first?.changes).toEqual([
      { kind: 'accept_job_type', jobType: 'contract' },
      { kind: 'lower_salary_floor', fromYearly: 45_000, toYearly: 38_000 },
    ]);
  });

  it('takes back a dismissal and a blocked company', async () => {
    const person = testPerson({
      excludedJobIds: ['far'],
      interactions: [{ jobId: 'far', type: 'dislike', at: now }],
      blockedCompanyIds: ['company-far'],
    });
    const [first] = await engine.whatIf(person, 'far', options);
    expect(first?.changes.map(({ kind }) => kind)).toEqual(['take_back_dismissal', 'unblock_company']);
  });

  it.each(['late', 'applied'])('promises nothing where no change helps: %s', async (case_) => {
    const id = case_ === 'late' ? 'late' : 'far';
    const person = testPerson({
      excludedJobIds: ['far'],
      interactions: [{ jobId: 'far', type: 'apply', at: now }],
    });
    expect(await engine.whatIf(person, id, options)).toEqual([]);
  });

  it('names skills before wishes, at the level asked', async () => {
    const person = testPerson({
      preferences: testPreferences({ titles: ['Data scientist'] }),
      skills: [{ ...testSkill('sql'), level: 1, source: 'manual' }],
      place: leeds,
    });
    const answers = await engine.whatIf(person, 'skilled', options);
    const [first] = answers.flatMap(({ changes }) => changes);
    expect(first).toMatchObject({ to: 3 });
    expect(['add_skill', 'raise_skill']).toContain(first?.kind);
  });

  it('says nothing of a job that is not known', async () => {
    expect(await engine.whatIf(testPerson(), 'nowhere', options)).toEqual([]);
  });
});
