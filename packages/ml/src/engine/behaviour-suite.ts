import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ContentEncoder } from '../content/encoder.ts';
import type { JobDocument, PersonDocument } from '../features/documents.ts';
import { FEATURE_COUNT, featureIndex, FEATURES } from '../features/schema.ts';
import type { Ranker } from '../onnx/load-ranker.ts';
import { createEngine } from './engine.ts';
import type { Engine } from './engine.ts';
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

/** What every ranker must do behind the engine, however it was made. */
export function describeRanker(name: string, open: () => Promise<Ranker>): void {
  describe(`${name} behind the engine`, () => {
    let content: ContentEncoder;
    let ranker: Ranker;
    // A learnt one is trained here: seconds on a busy machine.
    beforeAll(async () => {
      content = await testContent();
      ranker = await open();
    }, 60_000);
    afterAll(() => ranker.close());
    const engineOf = (jobs: readonly JobDocument[]): Engine => {
      const engine = createEngine({ content, ranker, currency: 'GBP' });
      jobs.forEach(engine.upsert);
      return engine;
    };
    const fields = randomJobs(300, 1);

    describe('lists', () => {
      it('are the same each time and in whatever order the jobs came', async () => {
        const person = randomPerson(fields, 5);
        const engine = engineOf(fields);
        const first = await engine.recommend(person, { now });
        const again = await engine.recommend(person, { now });
        const reversed = await engineOf(fields.toReversed()).recommend(person, { now });
        const view = (list: typeof first) =>
          list.items.map((i) => [i.jobId, i.score, i.propensity, i.explanation?.sentence]);
        expect(view(again)).toEqual(view(first));
        expect(view(reversed)).toEqual(view(first));
        expect(first.items.length).toBeGreaterThan(10);
      });

      it('break no rule of the person in 10,000 listed jobs', async () => {
        let checked = 0;
        const broken: string[] = [];
        const byId = new Map(fields.map((job) => [job.id, job]));
        const engine = engineOf(fields);
        for (let seed = 0; checked < 10_000; seed++) {
          const person = randomPerson(fields, seed);
          const { items } = await engine.recommend(person, { now, explainTop: 0 });
          for (const { jobId } of items) {
            const job = byId.get(jobId);
            if (job === undefined || breaksRule(person, job)) broken.push(`${seed}:${jobId}`);
          }
          checked += items.length;
        }
        expect(broken).toEqual([]);
      });

      it('miss no job of a small catalogue that the rules allow', async () => {
        const few = fields.slice(0, 40);
        const engine = engineOf(few);
        for (let seed = 0; seed < 30; seed++) {
          const person = randomPerson(few, seed);
          const { items } = await engine.recommend(person, { now, explainTop: 0 });
          const allowed = few.filter((job) => !breaksRule(person, job)).map((job) => job.id);
          expect(items.map((i) => i.jobId).toSorted()).toEqual(allowed.toSorted());
        }
      });

      it('are empty without jobs and hold the one job there is', async () => {
        expect((await engineOf([]).recommend(testPerson(), { now })).items).toEqual([]);
        const { items } = await engineOf([testJob('one')]).recommend(testPerson(), { now });
        expect(items.map((i) => [i.jobId, i.rank, i.propensity])).toEqual([['one', 1, 1]]);
      });

      it('ignore unknown jobs, companies and skills', async () => {
        const person = testPerson({
          skills: [{ ...testSkill('never-seen'), level: 3, source: 'manual' }],
          blockedCompanyIds: ['nobody'],
          rejectedSkillIds: ['nothing'],
          excludedJobIds: ['gone'],
          interactions: [{ jobId: 'gone', type: 'like', at: now }],
        });
        const engine = engineOf(fields);
        expect((await engine.recommend(person, { now })).items.length).toBeGreaterThan(10);
        expect(await engine.explain(person, 'gone', { now })).toBeNull();
        expect(await engine.similar('gone', 5)).toEqual([]);
      });

      it('never hold a dismissed job again', async () => {
        const engine = engineOf(fields);
        const person = testPerson({ headline: 'Data analyst' });
        const [first] = (await engine.recommend(person, { now })).items;
        const jobId = first?.jobId ?? '';
        const after = await engine.recommend(
          { ...person, interactions: [{ jobId, type: 'dislike', at: now }] },
          { now },
        );
        expect(after.items.map((i) => i.jobId)).not.toContain(jobId);
        expect(
          (await engine.recommend({ ...person, excludedJobIds: [jobId] }, { now })).items.map((i) => i.jobId),
        ).not.toContain(jobId);
      });

      it('score jobs higher that are similar to one just liked', async () => {
        const engine = engineOf(fields);
        const person = testPerson();
        const chef = fields.find((job) => job.title === 'Pastry chef');
        const liking = {
          ...person,
          interactions: [{ jobId: chef?.id ?? '', type: 'like' as const, at: now }],
        };
        for (const { jobId } of await engine.similar(chef?.id ?? '', 5)) {
          const before = await engine.explain(person, jobId, { now });
          const after = await engine.explain(liking, jobId, { now });
          expect(after?.score).toBeGreaterThan(before?.score ?? 1);
        }
      });

      it('take what was done with a job as evidence for others of its company, not for itself', () => {
        const engine = engineOf([
          testJob('one', { companyId: 'same' }),
          testJob('two', { companyId: 'same' }),
        ]);
        const person = testPerson({ interactions: [{ jobId: 'one', type: 'like', at: now }] });
        const { values } = engine.featuresOf(person, ['one', 'two'], { now });
        const column = featureIndex('company_affinity');
        expect(values[column]).toBe(0);
        expect(values[FEATURE_COUNT + column]).toBeCloseTo(Math.tanh(0.5), 6);
      });

      it('hold at most two jobs of a company in any ten while others remain', async () => {
        const jobs = Array.from({ length: 60 }, (_, i) =>
          testJob(`j${i}`, { companyId: i < 30 ? 'big' : `small-${i % 10}` }),
        );
        const { items } = await engineOf(jobs).recommend(testPerson({ headline: 'Data analyst' }), {
          now,
          limit: 30,
        });
        const companies = items.map((i) => jobs.find((job) => job.id === i.jobId)?.companyId ?? '');
        for (let from = 0; from + 10 <= companies.length; from++) {
          const window = companies.slice(from, from + 10);
          for (const company of window)
            expect(window.filter((c) => c === company).length).toBeLessThanOrEqual(2);
        }
      });

      it('explore at one place in ten, never the first three, with the chance of each draw', async () => {
        const engine = engineOf(fields);
        const person = testPerson({ headline: 'Civil engineer' });
        const places = new Set<number>();
        for (let seed = 0; seed < 20; seed++) {
          const { items } = await engine.recommend(person, { now, seed, explainTop: 0 });
          const explored = items.slice(0, 10).filter((item) => item.isExploration);
          expect(explored).toHaveLength(1);
          explored.forEach((item) => places.add(item.rank));
          for (const item of items)
            expect(item.propensity < 1 ? item.isExploration : item.propensity === 1).toBe(true);
        }
        expect(Math.min(...places)).toBeGreaterThan(3);
        expect(places.size).toBeGreaterThan(2);
      });
    });

    describe('scores', () => {
      it('never fall when a feature that may only help gets better', async () => {
        const directed = FEATURES.flatMap(({ monotone }, index) =>
          monotone === 0 ? [] : [{ index, monotone }],
        );
        const value = fc.float({ min: 0, max: 1, noNaN: true });
        await fc.assert(
          fc.asyncProperty(
            fc.array(value, { minLength: FEATURE_COUNT, maxLength: FEATURE_COUNT }),
            fc.constantFrom(...directed),
            value,
            async (row, { index, monotone }, step) => {
              const better = row.with(index, (row[index] ?? 0) + monotone * step);
              const [before = 0, after = 0] = await ranker.rank(Float32Array.from([...row, ...better]), 2);
              // One float32 rounding of the margin.
              return after >= before - 1e-6;
            },
          ),
          { numRuns: 500, seed: 11 },
        );
      });

      it('are what their explanation adds up to', async () => {
        const engine = engineOf(fields);
        for (let seed = 0; seed < 20; seed++) {
          const { items } = await engine.recommend(randomPerson(fields, seed), { now, explainTop: 100 });
          for (const { score, margin, explanation, features } of items) {
            const sum =
              explanation?.contributions.reduce((total, c) => total + c.value, explanation.base) ??
              Number.NaN;
            expect(Math.abs(sum - margin)).toBeLessThanOrEqual(1e-6);
            expect(Math.abs(1 / (1 + Math.exp(-margin)) - score)).toBeLessThanOrEqual(1e-5);
            expect(features.every(Number.isFinite)).toBe(true);
          }
        }
      });

      it('are the same in a list and on their own', async () => {
        const engine = engineOf(fields);
        const person = randomPerson(fields, 3);
        const { items } = await engine.recommend(person, { now });
        for (const item of items.slice(0, 10)) {
          const alone = await engine.explain(person, item.jobId, { now });
          expect(alone?.score).toBeCloseTo(item.score, 5);
          expect(alone?.maskedBy).toEqual([]);
        }
      });
    });

    describe('a changing index', () => {
      it('gives the lists of one built afresh', async () => {
        const engine = engineOf(fields.slice(0, 200));
        fields.slice(50, 120).forEach((job) => engine.remove(job.id));
        fields.slice(200).forEach(engine.upsert);
        const changed = fields
          .slice(0, 30)
          .map((job) => ({ ...job, title: 'Sous chef', skills: [testSkill('baking')] }));
        changed.forEach(engine.upsert);
        const rest = [...changed, ...fields.slice(30, 50), ...fields.slice(120)];
        expect(engine.size()).toBe(rest.length);
        const fresh = engineOf(rest);
        for (let seed = 0; seed < 10; seed++) {
          const person = randomPerson(fields, seed);
          const [a, b] = await Promise.all([
            engine.recommend(person, { now }),
            fresh.recommend(person, { now }),
          ]);
          expect(a.items.map((i) => [i.jobId, i.score])).toEqual(b.items.map((i) => [i.jobId, i.score]));
        }
      });

      it('keeps a removed job out of a list that was being made', async () => {
        const engine = engineOf(fields);
        const person = testPerson({ headline: 'Data analyst' });
        const [first] = (await engine.recommend(person, { now })).items;
        const making = engine.recommend(person, { now });
        engine.remove(first?.jobId ?? '');
        expect((await making).items.map((i) => i.jobId)).not.toContain(first?.jobId);
        expect(engine.remove(first?.jobId ?? '')).toBe(false);
      });

      it('explains a job handed in without keeping it', async () => {
        const engine = engineOf(fields);
        const visitor = testJob('visitor', { title: 'Registered nurse' });
        const person = testPerson({ preferences: testPreferences({ titles: ['Registered nurse'] }) });
        expect((await engine.explain(person, visitor, { now }))?.score).toBeGreaterThan(0);
        expect(engine.size()).toBe(fields.length);
        expect(await engine.explain(person, 'visitor', { now })).toBeNull();
      });
    });
  });
}

/** The rules said once more, apart from the engine. */
function breaksRule(person: PersonDocument, job: JobDocument): boolean {
  const { jobTypes, remoteOptions, salaryFloor, places } = person.preferences;
  const pay = job.salaryYearlyMax ?? job.salaryYearlyMin;
  const gone = person.interactions
    .filter((i) => i.type === 'dislike' || i.type === 'apply')
    .map((i) => i.jobId);
  const isExempt = job.remoteOption === 'remote' && remoteOptions.values.includes('remote');
  const { place } = job;
  const isFar =
    place !== null &&
    places.values.length > 0 &&
    places.values.every((wanted) => kilometres(wanted, place) > wanted.radiusKm);
  return (
    (job.deadlineAt !== null && job.deadlineAt <= now) ||
    person.excludedJobIds.includes(job.id) ||
    gone.includes(job.id) ||
    person.blockedCompanyIds.includes(job.companyId) ||
    (jobTypes.isDealbreaker && refuses(jobTypes.values, job.jobType)) ||
    (remoteOptions.isDealbreaker && refuses(remoteOptions.values, job.remoteOption)) ||
    (salaryFloor?.isDealbreaker === true && pay !== null && pay < salaryFloor.yearly) ||
    (places.isDealbreaker && isFar && !isExempt)
  );
}

function refuses<T>(values: readonly T[], value: T | null): boolean {
  return value !== null && values.length > 0 && !values.includes(value);
}

/** Haversine, unlike the engine's chords. */
function kilometres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const radians = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(h));
}
