import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { createCatalogue } from './catalogue.ts';
import { VIEW_FEATURES, writeFeatures } from './features.ts';
import { HYBRID_SETTINGS, stepsOf } from './hybrid.ts';
import { auditOf, figureOf, hitsAt10, ndcgAt10, rankOf } from './metrics.ts';
import { momentOf, type Known } from './moment.ts';
import { readHeldOut, readJobViews, type JobView, type ViewedJob } from './read-views.ts';
import { runJobs } from './run-jobs.ts';
import { holdOutGiven, holdOutLast } from './split.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'access-job-views-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

const CITIES = [
  ['chicago', 'IL'],
  ['houston', 'TX'],
  ['atlanta', 'GA'],
] as const;
const jobs: ViewedJob[] = Array.from({ length: 120 }, (_, id) => {
  const [city, state] = CITIES[id % 3] ?? ['', ''];
  return {
    id,
    title: ['Registered Nurse', 'Data Analyst', 'Line Cook'][Math.floor(id / 3) % 3] ?? '',
    company: `company ${id % 10}`,
    city,
    state,
    industry: '',
  };
});
/** Each person goes on in one city, from one posting to the next there. */
const views: JobView[] = Array.from({ length: 60 }, (_, user) =>
  Array.from({ length: 4 }, (_step, k) => ({
    user,
    job: (user * 3 + k * 3 + (user % 3)) % 120,
    at: 1_000_000 + user * 10_000 + k * 120,
  })),
)
  .flat()
  .toSorted((a, b) => a.at - b.at);
const catalogue = createCatalogue(jobs);
const known: Known = { catalogue, events: views, experience: new Map(), interests: new Map() };

describe('reading job views', () => {
  const jobsFile = write(
    'jobs.csv',
    'job_id,title,company,city,state,industry\n7,"Cook, Line",Diner,Chicago,il,Food\n3,Nurse,Clinic,"St. Louis",MO,\n',
  );

  it('sorts jobs by id and keeps each first view', async () => {
    const viewsFile = write(
      'views.csv',
      'user_id,job_id,viewed_at,seconds\n1,7,2015-01-02T10:00:00Z,5\n1,7,2015-01-01T10:00:00Z,NA\n1,3,2015-01-03T10:00:00Z,5\n2,99,2015-01-03T10:00:00Z,5\n',
    );
    const read = await readJobViews({ jobs: jobsFile, views: viewsFile });
    expect(read.jobs.map(({ id, title, city, state }) => [id, title, city, state])).toEqual([
      [3, 'Nurse', 'st louis', 'MO'],
      [7, 'Cook, Line', 'chicago', 'IL'],
    ]);
    expect(read.views).toEqual([
      { user: 1, job: 1, at: Date.parse('2015-01-01T10:00:00Z') / 1_000 },
      { user: 1, job: 0, at: Date.parse('2015-01-03T10:00:00Z') / 1_000 },
    ]);
  });

  it('says which row of which file is wrong', async () => {
    const bad = write('bad.csv', 'user_id,job_id,viewed_at\n1,3,yesterday\n');
    await expect(readJobViews({ jobs: jobsFile, views: bad })).rejects.toThrow(/bad\.csv, row 2: viewed_at/);
    const empty = write('empty.csv', 'user_id,job_id,viewed_at\n');
    await expect(readJobViews({ jobs: jobsFile, views: empty })).rejects.toThrow('is empty');
    const strange = write('holdout.csv', 'user_id,job_id\n1,4\n');
    await expect(readHeldOut(strange, [])).rejects.toThrow('holds out job 4');
  });
});

describe('splitting job views', () => {
  it('holds out the last distinct job of people with two', () => {
    const { truth, histories, events } = holdOutLast([
      { user: 1, job: 5, at: 1 },
      { user: 2, job: 5, at: 2 },
      { user: 1, job: 6, at: 3 },
    ]);
    expect([...truth]).toEqual([[1, 6]]);
    expect(histories.get(1)).toEqual([{ user: 1, job: 5, at: 1 }]);
    expect(events).toHaveLength(2);
  });

  it('takes a given truth out of what is learnt from', () => {
    const all = [
      { user: 1, job: 5, at: 1 },
      { user: 1, job: 6, at: 3 },
    ];
    expect(holdOutGiven({ views: all }, new Map([[1, 6]])).events).toEqual(all.slice(0, 1));
  });
});

describe('features of a moment', () => {
  const all = Int32Array.from(jobs, (_, slot) => slot);
  const rowsAt = (from: Known, at: number, history: readonly JobView[]): Float32Array => {
    const out = new Float32Array(jobs.length * VIEW_FEATURES.length);
    writeFeatures(catalogue, momentOf(from, { user: 5, history, at }), { slots: all, out });
    return out;
  };
  const history = views.filter(({ user }) => user === 5).slice(0, 2);
  const at = history.at(-1)?.at ?? 0;

  it('know nothing of what comes after, nor of the person beyond their history', () => {
    const plain = rowsAt(known, at, history);
    const later = [
      ...views.filter((view) => view.at < at || view.user === 5),
      ...views.map((view) => ({ ...view, user: view.user + 100, at: at + 1 })),
      { user: 5, job: 77, at: at - 50 },
    ].toSorted((a, b) => a.at - b.at);
    expect(rowsAt({ ...known, events: later }, at, history)).toEqual(plain);
  });

  it('of a job do not read its own views', () => {
    const own = 60;
    const more = [
      ...views,
      ...Array.from({ length: 9 }, (_, i) => ({ user: 900 + i, job: own, at: at - 100 })),
    ];
    const width = VIEW_FEATURES.length;
    const row = (rows: Float32Array): Float32Array => rows.slice(own * width, (own + 1) * width);
    const frontless = VIEW_FEATURES.map(({ name }) => !name.includes('behind'));
    const kept = (rows: Float32Array): number[] => [...row(rows)].filter((_, i) => frontless[i]);
    const events = more.toSorted((a, b) => a.at - b.at);
    expect(kept(rowsAt({ ...known, events }, at, history))).toEqual(kept(rowsAt(known, at, history)));
  });

  it('are numbers, also for a person of whom nothing is known', () => {
    expect(rowsAt(known, at, []).every(Number.isFinite)).toBe(true);
    expect(rowsAt(known, 0, []).every(Number.isFinite)).toBe(true);
    expect(rowsAt(known, at, history).every(Number.isFinite)).toBe(true);
  });
});

describe('figures', () => {
  it('are those of hand-computed ranks', () => {
    expect(hitsAt10([1, 10, 11])).toEqual([1, 1, 0]);
    expect(ndcgAt10([1, 3, 11])).toEqual([1, 0.5, 0]);
    expect(rankOf([0.1, 0.9, 0.5, 0.7], 2, new Set([1]))).toBe(2);
  });

  it('put jobs that score alike in an order by chance', () => {
    const flat = new Float64Array(1_000);
    const ranks = Array.from(flat, (_, slot) => rankOf(flat, slot, new Set()));
    expect(new Set(ranks).size).toBe(1_000);
    const early = ranks.slice(0, 500).reduce((sum, rank) => sum + rank, 0) / 500;
    expect(Math.abs(early - 500)).toBeLessThan(40);
  });

  it('have an interval that holds them', () => {
    const { value, low, high } = figureOf([...Array<number>(30).fill(1), ...Array<number>(70).fill(0)], 1);
    expect(value).toBeCloseTo(0.3, 12);
    expect(low).toBeGreaterThan(0.19);
    expect(low).toBeLessThan(0.25);
    expect(high).toBeLessThan(0.41);
    expect(high).toBeGreaterThan(0.35);
  });

  it('tell a model that knows which jobs were viewed', () => {
    const isUnviewed = Uint8Array.from([1, 0, 1, 0]);
    expect(auditOf([0, 1, 0, 1], isUnviewed, new Set())).toBe(0);
    expect(auditOf([1, 1, 1, 1], isUnviewed, new Set())).toBe(0.5);
  });
});

describe('the benchmark on job views', () => {
  const settings = { ...HYBRID_SETTINGS, trees: 30, passedOver: 30, leastRows: 10, threads: 1 };
  const run = async () =>
    runJobs(
      {
        jobs,
        views,
        experience: new Map(
          Array.from({ length: 60 }, (_, user) => {
            const [city, state] = CITIES[user % 3] ?? ['', ''];
            return [user, [{ title: 'Nurse', city, state }]];
          }),
        ),
        interests: new Map(),
      },
      holdOutLast(views),
      { settings, say: () => undefined },
    );

  it('learns where people go on, better than any part of it, the same each time', async () => {
    const result = await run();
    const ndcgOf = (model: string) =>
      result.models.find((each) => each.model === model)?.['ndcg@10'].value ?? Number.NaN;
    for (const part of ['popularity', 'item-kNN', 'TF-IDF', 'content', 'CF'])
      expect(ndcgOf('hybrid')).toBeGreaterThan(ndcgOf(part));
    expect(ndcgOf('hybrid')).toBeGreaterThan(0.7);
    expect(result.coldStart?.people).toBe(60);
    expect(await run()).toEqual(result);
  }, 60_000);

  it('learns from each view that follows another', () => {
    const { histories } = holdOutLast(views);
    expect(stepsOf(histories, { fromFirst: false })).toHaveLength(60 * 2);
    const [first] = stepsOf(histories, { fromFirst: true });
    expect(first).toMatchObject({ history: [], at: views[0]?.at });
  });
});
