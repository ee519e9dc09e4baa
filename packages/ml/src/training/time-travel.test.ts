import { beforeAll, describe, expect, it } from 'vitest';

import type { ContentEncoder } from '../content/encoder.ts';
import { createEngine } from '../engine/index.ts';
import { TEST_NOW, testContent, testJob, testPerson } from '../engine/testing.ts';
import { exportLinearRanker } from '../onnx/export-linear.ts';
import { loadRanker } from '../onnx/load-ranker.ts';
import { handWeightedMeta } from '../ranker/build-model.ts';
import { handWeightedModel } from '../ranker/hand-weights.ts';
import { timeTravel, type TravelReport } from './time-travel.ts';
import type { PastAction } from './walk.ts';

const DAY_MS = 24 * 3600 * 1000;
const start = TEST_NOW - 40 * DAY_MS;
/** Twelve old jobs nobody looks for and, each day, a data job that the analyst applies to an hour later. */
const jobs = [
  ...Array.from({ length: 12 }, (_, i) =>
    testJob(`aged-${i}`, {
      title: 'Pastry chef',
      companyId: `kitchen-${i % 3}`,
      postedAt: start - 30 * DAY_MS,
    }),
  ),
  ...Array.from({ length: 10 }, (_, i) =>
    testJob(`new-${i}`, { title: 'Data analyst', postedAt: start + i * DAY_MS }),
  ),
];
const people = new Map([['p', testPerson({ id: 'p', headline: 'Data analyst' })]]);
const actions: PastAction[] = Array.from({ length: 10 }, (_, i) => ({
  personId: 'p',
  jobId: `new-${i}`,
  type: 'apply',
  at: start + i * DAY_MS + 3_600_000,
}));

describe('time travel', () => {
  let reports: TravelReport[];
  let content: ContentEncoder;
  const engineOf = async () =>
    createEngine({
      content,
      ranker: await loadRanker(exportLinearRanker(handWeightedModel, handWeightedMeta), handWeightedMeta),
    });
  beforeAll(async () => {
    content = await testContent();
    reports = await timeTravel({
      engine: await engineOf(),
      model: 'engine',
      jobs,
      people,
      actions,
      withFloors: true,
      seed: 1,
    });
  });
  const of = (model: string) => reports.find((report) => report.model === model);

  it('finds what a good list would have put forward', () => {
    expect(of('engine')).toMatchObject({ choices: 10, 'hit@10': 1, 'ndcg@10': 1, mrr: 1 });
    expect(of('newest first')).toMatchObject({ 'hit@10': 1, mrr: 1 });
    expect(of('popularity')?.mrr).toBeLessThan(0.9);
  });

  it('tells newcomers, known people and new jobs apart', () => {
    const report = of('engine');
    expect(report?.['ndcg@10 newcomers']).toBe(1);
    expect(report?.['ndcg@10 known people']).toBe(1);
    expect(report?.['ndcg@10 new jobs']).toBe(1);
  });

  it('counts what lists are made of', () => {
    const report = of('engine');
    // All 22 jobs come by in ten lists of the first ten: twelve old ones, fewer and fewer, and each day one new.
    expect(report?.coverage).toBeGreaterThan(0.5);
    expect(report?.coverage).toBeLessThanOrEqual(1);
    expect(report?.companies).toBeGreaterThan(2);
    expect(report?.['top companies']).toBeGreaterThan(0);
    expect(report?.novelty).toBeGreaterThan(0);
    expect(report?.['calibration error']).toBeGreaterThanOrEqual(0);
    expect(of('popularity')?.['calibration error']).toBeNull();
  });

  it('measures only from a moment on, with all that was before remembered', async () => {
    const since = start + 6 * DAY_MS;
    const [late] = await timeTravel({
      engine: await engineOf(),
      model: 'engine',
      jobs,
      people,
      actions,
      since,
      seed: 1,
    });
    expect(late).toMatchObject({ choices: 4, 'ndcg@10 newcomers': null, 'ndcg@10 known people': 1 });
  });
});
