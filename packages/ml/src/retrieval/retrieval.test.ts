import { createHash } from 'node:crypto';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { ContentEncoder } from '../content/encoder.ts';
import { seededRandom } from '../content/seeded-random.ts';
import { createEngine, type Engine } from '../engine/index.ts';
import {
  randomJobs,
  TEST_NOW,
  testContent,
  testJob,
  testPerson,
  testPreferences,
} from '../engine/testing.ts';
import type { Interaction, JobDocument, PersonDocument } from '../features/documents.ts';
import { FEATURE_COUNT, featureIndex } from '../features/schema.ts';
import { exportLinearRanker } from '../onnx/export-linear.ts';
import { loadRanker, type Ranker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { openServingModel } from '../ranker/index.ts';
import {
  confidenceOf,
  createRetriever,
  decodeRetrievalModel,
  encodeRetrievalModel,
  trainRetrieval,
  type RetrievalModel,
  type Retriever,
} from './index.ts';

const DAY_MS = 24 * 3600 * 1000;
const CF = featureIndex('cf_score');
const plain = {
  jobTypes: { values: [], isDealbreaker: false },
  remoteOptions: { values: [], isDealbreaker: false },
};

/** Jobs of one content; half of them in the north, half in the south, which is all that tells them apart. */
const jobs: JobDocument[] = randomJobs(80, 9).map((job, i) => ({
  ...job,
  title: 'Data analyst',
  skills: [],
  industry: null,
  experienceLevel: null,
  jobType: null,
  remoteOption: null,
  deadlineAt: null,
  place: null,
  country: null,
  companyId: i % 2 === 0 ? 'north' : 'south',
}));
const people = new Map<string, PersonDocument>(
  Array.from({ length: 40 }, (_, p) => {
    const id = `person-${p}`;
    const headline = p % 2 === 0 ? 'Northerner' : 'Southerner';
    return [id, testPerson({ id, headline, preferences: testPreferences(plain) })];
  }),
);
const random = seededRandom(4);
const actions = [...people.keys()].flatMap((personId, p) =>
  jobs
    .filter((_, i) => i % 2 === p % 2 && random() < 0.4)
    .map((job): Interaction & { personId: string } => ({
      personId,
      jobId: job.id,
      type: 'like',
      at: TEST_NOW - 5 * DAY_MS,
    })),
);
const training = { actions, jobs, people, now: TEST_NOW, settings: { dimensions: 16, threads: 1 } };

describe('confidence', () => {
  const at = TEST_NOW;
  it('is that of the strongest action, halved every thirty days', () => {
    expect(confidenceOf([{ type: 'view', at, dwellSeconds: 3 }], at)).toEqual({ weight: 0.3, target: 1 });
    expect(confidenceOf([{ type: 'view', at, dwellSeconds: 30 }], at)).toEqual({ weight: 1, target: 1 });
    expect(confidenceOf([{ type: 'apply', at: at - 30 * DAY_MS }], at)).toEqual({ weight: 2.5, target: 1 });
    const both = [
      { type: 'like', at: at - 60 * DAY_MS },
      { type: 'view', at, dwellSeconds: 20 },
    ] as const;
    expect(confidenceOf(both, at)).toEqual({ weight: 1, target: 1 });
  });

  it('is against the job once it was dismissed', () => {
    const dismissed = [
      { type: 'like', at },
      { type: 'dislike', at },
    ] as const;
    expect(confidenceOf(dismissed, at)).toEqual({ weight: 3, target: 0 });
  });

  it('never quite fades', () => {
    expect(confidenceOf([{ type: 'view', at: 0, dwellSeconds: 1 }], at).weight).toBeGreaterThan(0);
  });
});

describe('collaborative filtering', () => {
  let model: RetrievalModel;
  let retriever: Retriever;
  let content: ContentEncoder;
  let ranker: Ranker;
  beforeAll(async () => {
    const trained = await trainRetrieval(training);
    if (trained === null) throw new Error('There was too little to learn from');
    model = trained;
    retriever = createRetriever(model);
    content = await testContent();
    ranker = await loadRanker(exportLinearRanker(handWeightedModel, handWeightedMeta), handWeightedMeta);
  });
  const filled = (own: Retriever | null = retriever): Engine => {
    const engine = createEngine({ content, ranker, retriever: own });
    for (const job of jobs) engine.upsert(job);
    return engine;
  };
  const cfOf = (engine: Engine, person: PersonDocument, jobId: string): number =>
    engine.featuresOf(person, [jobId], { now: TEST_NOW }).values[CF] ?? Number.NaN;
  const [north, south, north2] = [jobs[0]?.id ?? '', jobs[1]?.id ?? '', jobs[2]?.id ?? ''];
  const liker = (jobId: string, type: Interaction['type'] = 'like'): PersonDocument =>
    testPerson({ interactions: [{ jobId, type, at: TEST_NOW - DAY_MS }] });

  it('learns nothing from a handful of choices', async () => {
    expect(await trainRetrieval({ ...training, actions: actions.slice(0, 40) })).toBeNull();
  });

  it('is the same for the same choices in any order', async () => {
    const again = await trainRetrieval({
      ...training,
      actions: actions.toReversed(),
      jobs: jobs.toReversed(),
    });
    expect(again).toEqual(model);
  });

  it('keeps all of itself in a file, and refuses a damaged one', () => {
    const file = encodeRetrievalModel(model);
    expect(decodeRetrievalModel(file)).toEqual(model);
    const damaged = file.slice();
    damaged[200] = (damaged[200] ?? 0) ^ 1;
    expect(() => decodeRetrievalModel(damaged)).toThrow('damaged');
    expect(() => decodeRetrievalModel(file.slice(0, 300))).toThrow('damaged');
    expect(() =>
      decodeRetrievalModel(Buffer.from('something else, but long enough to hold a digest')),
    ).toThrow('Not a retrieval model file');
    const jobWeights = model.jobWeights.slice();
    jobWeights[0] = Number.NaN;
    expect(() => decodeRetrievalModel(encodeRetrievalModel({ ...model, jobWeights }))).toThrow('no number');
  });

  it('follows a first choice, where nothing else tells jobs apart', () => {
    const engine = filled();
    const person = liker(north);
    expect(cfOf(engine, person, north2)).toBeGreaterThan(cfOf(engine, person, south) + 0.2);
    const dismisser = liker(north, 'dislike');
    expect(cfOf(engine, dismisser, north2)).toBeLessThanOrEqual(cfOf(engine, person, north2));
  });

  it('starts from the profile before anything was done', () => {
    const engine = filled();
    const newcomer = testPerson({ headline: 'Southerner' });
    expect(cfOf(engine, newcomer, south)).toBeGreaterThan(cfOf(engine, newcomer, north) + 0.1);
  });

  it('places a job that came after the training by what it says', () => {
    const engine = filled();
    engine.upsert(testJob('new-north', { companyId: 'north', title: 'Data analyst' }));
    engine.upsert(testJob('new-south', { companyId: 'south', title: 'Data analyst' }));
    const person = liker(north);
    expect(cfOf(engine, person, 'new-north')).toBeGreaterThan(cfOf(engine, person, 'new-south') + 0.2);
  });

  it('gives candidates of its own, tagged', async () => {
    const { items } = await filled().recommend(liker(north), { now: TEST_NOW, limit: 80 });
    const tagged = items.filter(({ sources }) => sources.includes('cf'));
    expect(tagged.length).toBeGreaterThan(20);
    const silent = await filled(null).recommend(liker(north), { now: TEST_NOW, limit: 80 });
    expect(silent.items.some(({ sources }) => sources.includes('cf'))).toBe(false);
    expect(silent.items.every(({ features }) => features[CF] === 0)).toBe(true);
  });

  it('takes no job as evidence for itself', () => {
    const engine = filled();
    const others = {
      ...liker(north2),
      interactions: [{ jobId: north2, type: 'like', at: TEST_NOW - DAY_MS }] as Interaction[],
    };
    const both = {
      ...others,
      interactions: [...others.interactions, { jobId: north, type: 'like', at: TEST_NOW } as Interaction],
    };
    expect(cfOf(engine, both, north)).toBeCloseTo(cfOf(engine, others, north), 6);
  });

  it('scores a pair alone as in a list', async () => {
    const engine = filled();
    const person = liker(north);
    const { items } = await engine.recommend(person, { now: TEST_NOW, limit: 20 });
    for (const { jobId, score } of items.slice(0, 5)) {
      const pair = await engine.explain(person, jobId, { now: TEST_NOW });
      expect(pair?.score).toBeCloseTo(score, 6);
    }
  });

  it('names the choice that others made along with a job', async () => {
    const pair = await filled().explain(liker(north), north2, { now: TEST_NOW });
    const activity = pair?.explanation.reasons.find(({ family }) => family === 'activity');
    expect(activity?.evidence).toMatchObject({ together: { jobId: north, action: 'like' } });
  });

  it('is exchanged whole: jobs stand where the new model places them', async () => {
    const swapped = filled(null);
    swapped.useModel({ ranker, retriever });
    const fresh = filled();
    const person = liker(north);
    const rows = (engine: Engine) =>
      engine.featuresOf(
        person,
        jobs.map(({ id }) => id),
        { now: TEST_NOW },
      );
    expect(rows(swapped)).toEqual(rows(fresh));
    swapped.useModel({ ranker, retriever: null });
    const { values } = rows(swapped);
    for (let row = 0; row < jobs.length; row++) expect(values[row * FEATURE_COUNT + CF]).toBe(0);
    // Slots that are taken again forget who sat there.
    fresh.remove(north2);
    fresh.upsert(testJob('stranger', { companyId: 'nobody', title: 'Zookeeper' }));
    expect(cfOf(fresh, person, 'stranger')).toBe(0);
  });

  it('goes on with the former model while a list is under way', async () => {
    const engine = filled();
    const wider = await trainRetrieval({ ...training, settings: { dimensions: 32, threads: 1 } });
    const listing = engine.recommend(liker(north), { now: TEST_NOW });
    engine.useModel({ ranker, retriever: wider === null ? null : createRetriever(wider) });
    expect((await listing).items.length).toBeGreaterThan(0);
    expect((await engine.recommend(liker(north), { now: TEST_NOW })).items.length).toBeGreaterThan(0);
  });

  it('is opened with its ranker, or the ranker does not serve', async () => {
    const modelsFolder = path.resolve(import.meta.dirname, '../../../../ml-models');
    const onnx = exportLinearRanker(handWeightedModel, handWeightedMeta);
    const retrieval = encodeRetrievalModel(model);
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const file = {
      version: handWeightedMeta.version,
      bytes: onnx,
      sha256: hash(onnx),
      meta: { ...handWeightedMeta, retrievalSha256: hash(retrieval) },
      retrieval,
    };
    const problems: string[] = [];
    const open = (own: typeof file | (Omit<typeof file, 'retrieval'> & { retrieval: null })) =>
      openServingModel([own], modelsFolder, (version, reason) => problems.push(`${version}: ${reason}`));
    expect((await open(file)).retriever?.dimensions).toBe(16);
    expect((await open({ ...file, retrieval: null })).retriever).toBeNull();
    expect((await open({ ...file, retrieval: retrieval.subarray(0, 500) })).retriever).toBeNull();
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('retrieval model it ranks with is missing or damaged');
  });
});
