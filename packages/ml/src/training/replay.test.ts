import { beforeAll, describe, expect, it } from 'vitest';

import type { ContentEncoder } from '../content/encoder.ts';
import { createEngine } from '../engine/index.ts';
import { randomJobs, randomPerson, TEST_NOW, testContent } from '../engine/testing.ts';
import { FEATURE_COUNT, featureIndex } from '../features/schema.ts';
import { exportLinearRanker } from '../onnx/export-linear.ts';
import { loadRanker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import type { LabelledGroup } from './groups.ts';
import { replay } from './replay.ts';
import { walk, type PastAction } from './walk.ts';

const DAY_MS = 24 * 3600 * 1000;
const jobs = randomJobs(120, 5).map((job) => ({ ...job, deadlineAt: null }));
const people = new Map(
  [1, 2, 3].map((seed) => {
    const { preferences, ...person } = randomPerson(jobs, seed);
    const open = {
      titles: preferences.titles,
      jobTypes: { values: [], isDealbreaker: false },
      remoteOptions: { values: [], isDealbreaker: false },
      salaryFloor: null,
      places: { values: [], isDealbreaker: false },
    };
    return [person.id, { ...person, preferences: open, blockedCompanyIds: [], excludedJobIds: [] }] as const;
  }),
);
/** Each person likes a job every two days, two days after it was posted at the earliest. */
const actions: PastAction[] = [...people.keys()].flatMap((personId, p) =>
  jobs
    .toSorted((a, b) => a.postedAt - b.postedAt)
    .filter((_, i) => i % 6 === p)
    .map((job, i) => ({
      personId,
      jobId: job.id,
      type: i % 3 === 0 ? 'apply' : 'like',
      at: job.postedAt + 2 * DAY_MS,
      dwellSeconds: 0,
    })),
);

describe('replaying a log', () => {
  let content: ContentEncoder;
  beforeAll(async () => {
    content = await testContent();
  });
  const run = async (input: Partial<Parameters<typeof replay>[0]> = {}): Promise<LabelledGroup[]> => {
    const ranker = await loadRanker(
      exportLinearRanker(handWeightedModel, handWeightedMeta),
      handWeightedMeta,
    );
    const engine = createEngine({ content, ranker });
    return replay({ engine, jobs, people, actions, seed: 1, ...input });
  };
  const key = ({ personId, at }: LabelledGroup): string => `${personId} ${at}`;

  it('makes a group before each choice that was a candidate', async () => {
    const groups = await run();
    expect(groups.length).toBeGreaterThan(30);
    for (const group of groups) {
      expect(Math.max(...group.grades)).toBeGreaterThan(1);
      expect(group.grades).toContain(0);
    }
    expect(groups.map(({ at }) => at)).toEqual(groups.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('lets nothing later into a feature', async () => {
    const middle = TEST_NOW - 30 * DAY_MS;
    const [job] = jobs;
    const [personId = ''] = people.keys();
    const later: PastAction[] = jobs.slice(0, 40).flatMap(({ id }) => [
      { personId, jobId: id, type: 'like', at: middle + DAY_MS, dwellSeconds: 0 },
      { personId: 'person-2', jobId: id, type: 'view', at: middle + 3 * DAY_MS, dwellSeconds: 60 },
    ]);
    const newJob = { ...job, id: 'posted-later', postedAt: middle + DAY_MS } as (typeof jobs)[number];
    const before = (groups: LabelledGroup[]): LabelledGroup[] =>
      groups.filter(({ at }) => at < middle - DAY_MS);
    const plain = before(await run());
    const planted = before(await run({ actions: [...actions, ...later], jobs: [...jobs, newJob] }));
    expect(plain.length).toBeGreaterThan(10);
    // A job that is acted on first later is a different choice; what stands before the moment is the same to the bit.
    const byKey = new Map(planted.map((group) => [key(group), group]));
    for (const group of plain) {
      const twin = byKey.get(key(group));
      expect(twin?.jobIds).toEqual(group.jobIds);
      expect(twin?.values).toEqual(group.values);
      expect(twin?.popularity).toEqual(group.popularity);
    }
  });

  it('counts what people did until then, and not what the job counts today', async () => {
    const views = featureIndex('popularity_views');
    const [first] = await run({ jobs: jobs.map((job) => ({ ...job, views: 10_000 })) });
    for (let row = 0; row < (first?.jobIds.length ?? 0); row++)
      expect(first?.values[row * FEATURE_COUNT + views]).toBe(0);
  });

  it('is the same for a seed, and another for another', async () => {
    const few = { passedOver: 5 };
    const values = (groups: LabelledGroup[]): string[] => groups.flatMap(({ jobIds }) => [...jobIds]);
    expect(values(await run(few))).toEqual(values(await run(few)));
    expect(values(await run({ ...few, seed: 2 }))).not.toEqual(values(await run(few)));
  });

  it('stops before each choice with the person as they were', async () => {
    const ranker = await loadRanker(
      exportLinearRanker(handWeightedModel, handWeightedMeta),
      handWeightedMeta,
    );
    const engine = createEngine({ content, ranker });
    let stops = 0;
    for await (const { person, at, sitting, seen } of walk({ engine, jobs, people, actions })) {
      stops += 1;
      expect(person.interactions.every((action) => action.at <= at)).toBe(true);
      for (const jobId of sitting.keys()) expect(seen.has(jobId)).toBe(false);
      expect(engine.size()).toBe(jobs.filter(({ postedAt }) => postedAt <= at).length);
    }
    expect(stops).toBe(actions.length);
  });

  it('goes on from the latest choices where there are too many', async () => {
    const groups = await run({ mostStops: 10 });
    expect(groups.length).toBeLessThanOrEqual(10);
    const latest = actions.map(({ at }) => at).sort((a, b) => b - a)[9] ?? 0;
    for (const { at } of groups) expect(at).toBeGreaterThanOrEqual(latest);
  });
});
