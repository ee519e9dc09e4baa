import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import type { JobId, UserId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';

import { aJob, aSeeker } from '../../test/arrange.ts';
import { readSnapshot, SNAPSHOT_LIMITS } from './index.ts';

const database = useTestDatabase();
const read = (limits = SNAPSHOT_LIMITS) =>
  readSnapshot(database.db, { names: new Map(), limits, onProgress: () => undefined });

async function act(
  userId: UserId,
  jobId: JobId,
  { type = 'view', minutesAgo = 0, isUndone = false, dwellSeconds = 30 } = {},
): Promise<void> {
  await sql`insert into interactions (user_id, job_id, type, at, undone_at, dwell_seconds)
    values (${userId}, ${jobId}, ${type}, now() - make_interval(mins => ${minutesAgo}), ${isUndone ? sql`now()` : null}, ${dwellSeconds})`.execute(
    database.db,
  );
}

async function show(userId: UserId, jobs: readonly JobId[], minutesAgo: number): Promise<void> {
  const listId = crypto.randomUUID();
  for (const [i, jobId] of jobs.entries())
    await sql`insert into impressions (list_id, user_id, job_id, position, model_version, variant, features, propensity, at)
      values (${listId}, ${userId}, ${jobId}, ${i + 1}, 'linear-1', 'control', ${[i / 4, 1]}::real[], 1, now() - make_interval(mins => ${minutesAgo}))`.execute(
      database.db,
    );
}

describe('what a training reads', () => {
  it('is what people did, in order, with the people and jobs it names', async () => {
    const { userId } = await aSeeker(database.db);
    const [a, b, c] = [
      await aJob(database.db),
      await aJob(database.db, { status: 'closed' }),
      await aJob(database.db),
    ];
    await act(userId, a, { type: 'like', minutesAgo: 5 });
    await act(userId, b, { minutesAgo: 9 });
    await act(userId, c, { isUndone: true });
    const { actions, people, jobs } = await read();
    const own = actions.filter(({ personId }) => personId === userId);
    expect(own.map(({ jobId, type }) => [jobId, type])).toEqual([
      [b, 'view'],
      [a, 'like'],
    ]);
    expect(people.get(userId)?.id).toBe(userId);
    const ids = jobs.map(({ id }) => id);
    // A closed job that somebody chose is needed; an undone choice never was.
    expect(ids).toEqual(expect.arrayContaining([a, b, c]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves out people who did not want their behaviour used', async () => {
    const { userId } = await aSeeker(database.db);
    const job = await aJob(database.db);
    await sql`insert into job_seeker_profiles (user_id, profiling_opt_out) values (${userId}, true)
      on conflict (user_id) do update set profiling_opt_out = true`.execute(database.db);
    await act(userId, job, { type: 'apply' });
    await show(userId, [job], 3);
    const { actions, people, shown } = await read();
    expect(actions.filter(({ personId }) => personId === userId)).toEqual([]);
    expect(shown.filter(({ personId }) => personId === userId)).toEqual([]);
    expect(people.has(userId)).toBe(false);
  });

  it('tells what came of a shown list within a week, and nothing from before it', async () => {
    const { userId } = await aSeeker(database.db);
    const [a, b, c] = [await aJob(database.db), await aJob(database.db), await aJob(database.db)];
    const days = 24 * 60;
    await act(userId, c, { minutesAgo: 21 * days });
    await show(userId, [a, b, c], 20 * days);
    await act(userId, b, { type: 'bookmark', minutesAgo: 18 * days });
    await act(userId, a, { type: 'apply', minutesAgo: 10 * days });
    const shown = (await read()).shown.filter(({ personId }) => personId === userId);
    expect(shown).toMatchObject([
      {
        history: 1,
        rows: [
          { jobId: a, features: [0, 1], actions: [] },
          { jobId: b, features: [0.25, 1], actions: [{ type: 'bookmark' }] },
          { jobId: c, features: [0.5, 1], actions: [] },
        ],
      },
    ]);
  });

  it('keeps to its limits, the latest first', async () => {
    const { userId } = await aSeeker(database.db);
    const [a, b] = [await aJob(database.db), await aJob(database.db)];
    await act(userId, a, { minutesAgo: -50 });
    await act(userId, b, { minutesAgo: -60 });
    const { actions } = await read({ ...SNAPSHOT_LIMITS, actions: 1 });
    expect(actions.map(({ jobId }) => jobId)).toEqual([b]);
  });
});
