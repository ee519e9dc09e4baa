import { describe, expect, it } from 'vitest';

import { UserId } from '@access/contracts/ids';
import { SkillGaps } from '@access/contracts/skill-gaps';
import { createGapAnalyst } from '@access/core/skill-gaps';

import { aCaller, anOpenJob, callsOf, refusalOf, refusedFields } from '../support/calls.ts';
import { useTestServer } from '../support/test-server.ts';

const server = useTestServer({ ACCESS_AUTH_LIMIT_FACTOR: '1000' });
const path = '/recommendations/skill-gaps';

/** Stores an answer the way the worker does. */
async function storeAnswer(userId: string, targetTitle: string, unlockedJobIds: string[]): Promise<void> {
  const gap = {
    slug: 'python',
    heldLevel: 0,
    level: 2,
    jobsUnlocked: 7,
    unlockedJobIds,
    gain: 0.1,
    askedBy: 9,
    targetShare: 0.5,
    pay: { with: { yearly: 50_000.4, jobs: 5 }, without: null },
    trend: null,
  };
  const step = { level: 2, heldLevel: 0, jobsUnlocked: 7, eligibleAfter: 8, neededFor: null };
  const engine = {
    gaps: async () => ({
      jobs: 20,
      matchedBy: 'title' as const,
      eligible: 1,
      targets: 20,
      gaps: [gap],
      path: [{ ...step, slug: 'python' }],
    }),
    recommend: async () => {
      throw new Error('Not part of this test');
    },
  };
  const analyst = createGapAnalyst({
    db: server.db,
    engine: () => ({ engine, modelVersion: 'test' }),
    now: () => new Date(),
  });
  expect(await analyst.analyse(UserId.parse(userId), targetTitle)).toMatchObject({ status: 'made' });
}

describe('skill gaps', () => {
  it('are for job seekers', async () => {
    const admin = callsOf(server, (await server.admin()).headers);
    expect(refusalOf(await callsOf(server).get(path))).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await admin.get(path))).toEqual([403, 'forbidden']);
  });

  it('name the missing skill with the jobs it opens as they are now', async () => {
    const { get, userId } = await aCaller(server);
    const jobId = await anOpenJob(server);
    await storeAnswer(userId, 'Data analyst', [jobId]);
    const found = SkillGaps.parse((await get(`${path}?targetTitle=Data%20analyst`)).json());
    expect(found).toMatchObject({
      status: 'ready',
      targetTitle: 'Data analyst',
      jobs: 20,
      eligible: 1,
      missingSkills: [{ skill: { slug: 'python' }, heldLevel: null, jobsUnlocked: 7, jobs: [{ id: jobId }] }],
      path: [{ skill: { slug: 'python' }, eligibleAfter: 8 }],
    });
    expect(found.missingSkills[0]?.pay).toEqual({ with: { yearlyUsd: 50_000, jobs: 5 }, without: null });
  });

  it('of another person are not shown', async () => {
    const [owner, other] = [await aCaller(server), await aCaller(server)];
    await storeAnswer(owner.userId, 'Welder', []);
    const seen = SkillGaps.parse((await other.get(`${path}?targetTitle=Welder`)).json());
    expect(seen).toMatchObject({ status: 'preparing', missingSkills: [] });
  });

  it('refuse a title without an end', async () => {
    const { get } = await aCaller(server);
    expect(refusedFields(await get(`${path}?targetTitle=${'x'.repeat(101)}`))).toEqual(['targetTitle']);
  });
});
