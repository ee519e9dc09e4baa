import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { seedPeople } from '../seed/index.ts';
import { useTestDatabase } from '../testing/index.ts';
import { writeBehaviour } from './write-behaviour.ts';

const database = useTestDatabase();

async function aJob(): Promise<string> {
  const { db } = database;
  const key = `c${randomUUID()}`;
  const company = await db
    .insertInto('companies')
    .values({ name: key, matchKey: key, slug: key })
    .returning('id')
    .executeTakeFirstOrThrow();
  const job = {
    title: 'Welder',
    companyId: company.id,
    description: '<p>x</p>',
    fingerprint: key,
    status: 'active',
  };
  return (await db.insertInto('jobs').values(job).returning('id').executeTakeFirstOrThrow()).id;
}

describe('writing simulated behaviour', () => {
  it('keeps interactions, states, counters and views in agreement, and marks them', async () => {
    const { db } = database;
    const [first = '', second = ''] = await seedPeople(db, [{}, {}]);
    const jobId = await aJob();
    const at = new Date('2026-01-05T10:00:00Z');
    await writeBehaviour(
      db,
      [first, second],
      [
        { person: 0, jobId, type: 'view', dwellSeconds: 12, at },
        { person: 0, jobId, type: 'like', dwellSeconds: null, at },
        { person: 1, jobId, type: 'view', dwellSeconds: 3, at },
        { person: 1, jobId, type: 'dislike', dwellSeconds: null, at },
      ],
    );
    const marked = await db.selectFrom('interactions').select('isSimulated').execute();
    expect(marked.map((row) => row.isSimulated)).toEqual([true, true, true, true]);
    const stats = await db
      .selectFrom('jobStats')
      .select(['views', 'likes', 'applies'])
      .where('jobId', '=', jobId)
      .execute();
    expect(stats).toEqual([{ views: 2, likes: 1, applies: 0 }]);
    const job = await db
      .selectFrom('jobs')
      .select('viewCount')
      .where('id', '=', jobId)
      .executeTakeFirstOrThrow();
    expect(job.viewCount).toBe(2);
    const states = await db
      .selectFrom('userJobs')
      .select(['userId', 'likedAt', 'dismissedAt', 'viewSeconds'])
      .orderBy('viewSeconds')
      .execute();
    expect(states).toEqual([
      { userId: second, likedAt: null, dismissedAt: at, viewSeconds: 3 },
      { userId: first, likedAt: at, dismissedAt: null, viewSeconds: 12 },
    ]);
  });
});

describe('seeding people', () => {
  it('finds places and skills by name or alias and leaves out what it does not know', async () => {
    const { db } = database;
    const [id = ''] = await seedPeople(db, [
      {
        headline: 'Engineer',
        city: { name: 'Berlin', country: 'DE' },
        skills: [
          { name: 'k8s', level: 3 },
          { name: 'Telepathy', level: 4 },
        ],
        positions: [{ company: 'Mill', position: 'Weaver', startYear: 2019, endYear: null }],
      },
    ]);
    const skills = await db
      .selectFrom('userSkills')
      .innerJoin('skills', 'skills.id', 'skillId')
      .select(['slug', 'proficiencyLevel'])
      .where('userId', '=', id)
      .execute();
    expect(skills).toEqual([{ slug: 'kubernetes', proficiencyLevel: 3 }]);
    const profile = await db
      .selectFrom('jobSeekerProfiles')
      .select('placeId')
      .where('userId', '=', id)
      .executeTakeFirstOrThrow();
    expect(profile.placeId).toBe(2950159);
    const work = await db
      .selectFrom('workExperiences')
      .select(['isCurrent', 'endDate'])
      .where('userId', '=', id)
      .execute();
    expect(work).toEqual([{ isCurrent: true, endDate: null }]);
  });
});
