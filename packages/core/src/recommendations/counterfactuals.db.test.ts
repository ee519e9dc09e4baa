import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '@access/contracts/actor';
import { PlaceId, type JobId, type SkillId } from '@access/contracts/ids';
import { Preferences } from '@access/contracts/profile';
import { ExplainAnswer, type ProfileChange } from '@access/contracts/recommendations';
import { roughExchangeRates, seedExchangeRates } from '@access/db/seed';
import { useTestDatabase } from '@access/db/testing';

import { startRecommender } from '../../test/arrange-recommender.ts';
import { aJob, aSeeker, skillId } from '../../test/arrange.ts';
import { createProfileService, createRecordsService } from '../profile/index.ts';

const database = useTestDatabase();
let recommender: Awaited<ReturnType<typeof startRecommender>>;
beforeAll(async () => {
  recommender = await startRecommender(database.db);
  await seedExchangeRates(database.db, roughExchangeRates);
});
afterAll(() => recommender.close());

const why = async (actor: Actor, jobId: JobId) =>
  ExplainAnswer.parse(await recommender.service.explain(actor, jobId));

async function aSeekerOf(preferences: object, headline = 'Data analyst'): Promise<Actor> {
  const actor = await aSeeker(database.db);
  const profile = { headline, preferences: Preferences.parse(preferences) };
  await createProfileService(database).update(actor, profile);
  return actor;
}

/** Does what was promised, by the controls a person has. */
async function make(actor: Actor, change: ProfileChange): Promise<void> {
  const { skills } = createRecordsService(database);
  const profile = createProfileService(database);
  const { preferences } = (await profile.get(actor)).profile;
  switch (change.kind) {
    case 'add_skill':
    case 'raise_skill':
      await skills.add(actor, { skillId: change.skill.id, proficiencyLevel: change.to });
      return;
    case 'lower_salary_floor': {
      const salaryFloor = preferences.salaryFloor && { ...preferences.salaryFloor, amount: change.to };
      await profile.update(actor, { preferences: { ...preferences, salaryFloor } });
      return;
    }
    case 'widen_radius': {
      const values = preferences.places.values.map((place) => ({ ...place, radiusKm: change.toKm }));
      await profile.update(actor, {
        preferences: { ...preferences, places: { ...preferences.places, values } },
      });
      return;
    }
    default:
      throw new Error(`Not part of this test: ${change.kind}`);
  }
}

describe('what would change a match', () => {
  it('comes true when the skills are added', async () => {
    const [jobId] = recommender.jobs.data;
    if (jobId === undefined) throw new Error('No jobs');
    const actor = await aSeekerOf({ desiredTitles: ['Data analyst'] });
    const sql = (await skillId(database.db, 'sql')) as SkillId;
    await createRecordsService(database).skills.add(actor, { skillId: sql, proficiencyLevel: 2 });
    const [promise] = (await why(actor, jobId)).counterfactuals;
    expect(promise?.text).toMatch(/^With .* at (beginner|intermediate) level/);
    for (const change of promise?.changes ?? []) await make(actor, change);
    const after = await why(actor, jobId);
    expect(after.score).toBeCloseTo(promise?.score ?? Number.NaN, 6);
    expect(after.band).toBe(promise?.band);
  });

  it('comes true when the floor is lowered, in the currency and period of the person', async () => {
    const { db } = database;
    const jobId = await aJob(db, { title: 'Data analyst' });
    const pay = { salaryMin: 40_000, salaryMax: 52_000, currency: 'USD', salaryPeriod: 'year' };
    await db
      .updateTable('jobs')
      .set({ ...pay, salaryYearlyUsdMin: 40_000, salaryYearlyUsdMax: 52_000 })
      .where('id', '=', jobId)
      .execute();
    const floor = { amount: 25, currency: 'GBP', period: 'hour', isDealbreaker: true };
    const actor = await aSeekerOf({ salaryFloor: floor });
    const before = await why(actor, jobId);
    expect(before.blockedBy).toEqual([
      'It pays at most $52,000 a year, below your salary floor of £25 an hour',
    ]);
    // 52,000 dollars a year are 19.23 pounds an hour at 1.3 dollars and 2,080 hours.
    expect(before.counterfactuals).toMatchObject([
      {
        goal: 'listed',
        changes: [{ kind: 'lower_salary_floor', from: 25, to: 19, currency: 'GBP', period: 'hour' }],
        text: expect.stringContaining(
          'With a pay floor of £19 an hour instead of £25 an hour nothing hides this job',
        ),
      },
    ]);
    const [promise] = before.counterfactuals;
    for (const change of promise?.changes ?? []) await make(actor, change);
    const after = await why(actor, jobId);
    expect(after.blockedBy).toEqual([]);
    expect(after.score).toBeCloseTo(promise?.score ?? Number.NaN, 6);
  });

  it('comes true when the radius is widened', async () => {
    const { db } = database;
    const places = await db
      .selectFrom('places')
      .select(['id', 'name', 'latitude', 'longitude', 'country'])
      .execute();
    const idOf = (name: string) => PlaceId.parse(places.find((place) => place.name === name)?.id);
    const jobId = await aJob(db, { title: 'Data analyst', placeId: Number(idOf('Birmingham')) });
    const { latitude, longitude, country } = places.find(({ name }) => name === 'Birmingham') ?? {};
    await db
      .updateTable('jobs')
      .set({ latitude: latitude ?? null, longitude: longitude ?? null, country: country ?? null })
      .where('id', '=', jobId)
      .execute();
    const values = [{ placeId: idOf('Manchester'), radiusKm: 50 }];
    const actor = await aSeekerOf({ places: { values, isDealbreaker: true } });
    const before = await why(actor, jobId);
    expect(before.blockedBy).toEqual([
      expect.stringMatching(/^It is 1\d\d km from Manchester, outside the 50 km you accept$/),
    ]);
    const [promise] = before.counterfactuals;
    expect(promise?.changes).toMatchObject([{ kind: 'widen_radius', placeName: 'Manchester', fromKm: 50 }]);
    for (const change of promise?.changes ?? []) await make(actor, change);
    expect((await why(actor, jobId)).blockedBy).toEqual([]);
  });

  it('is not told of a job that is closed', async () => {
    const jobId = await aJob(database.db, { title: 'Data analyst', status: 'closed' });
    expect((await why(await aSeekerOf({}), jobId)).counterfactuals).toEqual([]);
  });
});
