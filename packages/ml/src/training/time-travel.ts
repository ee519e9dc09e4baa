import { FEATURE_COUNT, featureIndex } from '../features/schema.ts';
import { mean, ndcgAt, reciprocalRank } from '../metrics/index.ts';
import { balanceOutcomes, calibrationError } from './calibration.ts';
import { walk, type Log, type Moment } from './walk.ts';

/** How lists would have done, had they been shown before each choice of a log. */
export interface TravelReport {
  readonly model: string;
  readonly choices: number;
  /** Share of the moments whose best choice stood among the first ten. */
  readonly 'hit@10': number;
  readonly 'ndcg@10': number;
  readonly mrr: number;
  /** The same of people with at most three past jobs, and of those with more; null for none. */
  readonly 'ndcg@10 newcomers': number | null;
  readonly 'ndcg@10 known people': number | null;
  /** Of choices of a job posted within the day before. */
  readonly 'ndcg@10 new jobs': number | null;
  /** Different jobs among the first ten of all lists, as a share of those that were open at some time. */
  readonly coverage: number;
  /** Mean self-information of the jobs shown, in bits: how unlike the most popular they are (Zhou et al. 2010). */
  readonly novelty: number;
  /** Mean number of different companies among the first ten. */
  readonly companies: number;
  /** Share of all first-ten places that the 1 % most shown companies hold. */
  readonly 'top companies': number;
  /** Expected error of the scores as chances of a chosen job against one passed over; null for orders without scores. */
  readonly 'calibration error': number | null;
}

interface Listed {
  readonly jobId: string;
  readonly score: number | null;
}

/** Puts a moment's jobs in order. */
type Lister = (moment: Moment) => Promise<readonly Listed[]>;

export interface TravelInput extends Log {
  /** What the engine's own lists are called in the report. */
  readonly model: string;
  /** Also report the candidates ordered by popularity and by age, as a floor. */
  readonly withFloors?: boolean;
  readonly seed: number;
}

const FIRST = 10;
const LISTED = 100;
const NEW_HISTORY = 3;
const DAY_MS = 24 * 3600 * 1000;
const FRESH = featureIndex('posting_freshness');

/**
 * Replays a log and holds the list that each person would have seen against what they chose next. Of a choice nobody could have listed (no
 * candidate) the list is simply wrong: the figure is of the whole engine.
 */
export async function timeTravel(input: TravelInput): Promise<TravelReport[]> {
  const { engine, withFloors = false } = input;
  const listers: Record<string, Lister> = {
    [input.model]: async ({ person, at }) =>
      (await engine.recommend(person, { now: at, limit: LISTED, explainTop: 0 })).items,
  };
  if (withFloors) {
    listers['popularity'] = async ({ person, at, popularityOf }) =>
      byValue((await engine.candidates(person, { now: at })).jobIds, popularityOf);
    listers['newest first'] = async ({ person, at }) => {
      const { jobIds, values } = await engine.candidates(person, { now: at });
      const freshness = new Map(jobIds.map((id, row) => [id, values[row * FEATURE_COUNT + FRESH] ?? 0]));
      return byValue(jobIds, (id) => freshness.get(id) ?? 0);
    };
  }
  const tallies = Object.keys(listers).map((model) => createTally(model, input));
  for await (const moment of walk(input)) {
    for (const tally of tallies) {
      const listed = await listers[tally.model]?.(moment);
      if (listed !== undefined) tally.add(moment, listed);
    }
  }
  return tallies.map((tally) => tally.report());
}

function byValue(jobIds: readonly string[], valueOf: (jobId: string) => number): Listed[] {
  return jobIds
    .map((jobId) => ({ jobId, value: valueOf(jobId) }))
    .sort((a, b) => b.value - a.value || (a.jobId < b.jobId ? -1 : 1))
    .slice(0, LISTED)
    .map(({ jobId }) => ({ jobId, score: null }));
}

function createTally(model: string, { jobs, seed }: TravelInput) {
  const jobById = new Map(jobs.map((job) => [job.id, job]));
  const moments: { ndcg: number; isHit: boolean; reciprocal: number; history: number; isNewJob: boolean }[] =
    [];
  const shownJobs = new Map<string, number>();
  const shownCompanies = new Map<string, number>();
  const novelty: number[] = [];
  const companies: number[] = [];
  const scores: number[] = [];
  const isChosen: boolean[] = [];
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  const companyOf = (jobId: string): string => jobById.get(jobId)?.companyId ?? '';

  return {
    model,
    add({ sitting, seen, at, popularityOf, popularityTotal }: Moment, listed: readonly Listed[]): void {
      if (sitting.size === 0) return;
      const grades = listed.map(({ jobId }) => sitting.get(jobId) ?? 0);
      const all = [...sitting.values()];
      const best = Math.max(...all);
      const first = listed.slice(0, FIRST);
      const wanted = [...sitting].filter(([, grade]) => grade === best);
      moments.push({
        ndcg: ndcgAt(FIRST, grades, all),
        isHit: grades.slice(0, FIRST).includes(best),
        reciprocal: reciprocalRank(grades),
        history: seen.size,
        isNewJob: wanted.every(([jobId]) => at - (jobById.get(jobId)?.postedAt ?? 0) <= DAY_MS),
      });
      for (const { jobId } of first) {
        count(shownJobs, jobId);
        count(shownCompanies, companyOf(jobId));
        novelty.push(-Math.log2((popularityOf(jobId) + 1) / (popularityTotal + jobs.length)));
      }
      companies.push(new Set(first.map(({ jobId }) => companyOf(jobId))).size);
      for (const [i, { score }] of listed.entries()) {
        if (score === null) break;
        scores.push(score);
        isChosen.push((grades[i] ?? 0) > 0);
      }
    },
    report(): TravelReport {
      const ndcgOf = (some: typeof moments): number | null =>
        some.length === 0 ? null : mean(some.map(({ ndcg }) => ndcg));
      const places = [...shownCompanies.values()].sort((a, b) => b - a);
      const top = places.slice(0, Math.ceil(places.length / 100));
      const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
      return {
        model,
        choices: moments.length,
        'hit@10': mean(moments.map(({ isHit }) => Number(isHit))),
        'ndcg@10': mean(moments.map(({ ndcg }) => ndcg)),
        mrr: mean(moments.map(({ reciprocal }) => reciprocal)),
        'ndcg@10 newcomers': ndcgOf(moments.filter(({ history }) => history <= NEW_HISTORY)),
        'ndcg@10 known people': ndcgOf(moments.filter(({ history }) => history > NEW_HISTORY)),
        'ndcg@10 new jobs': ndcgOf(moments.filter(({ isNewJob }) => isNewJob)),
        coverage: shownJobs.size / jobs.length,
        novelty: mean(novelty),
        companies: mean(companies),
        'top companies': sum(top) / Math.max(1, sum(places)),
        'calibration error':
          scores.length === 0 ? null : calibrationError(balanceOutcomes(scores, isChosen, seed)),
      };
    },
  };
}
