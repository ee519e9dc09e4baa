import { hashString, seededRandom } from '../content/seeded-random.ts';
import type { Random } from '../content/seeded-random.ts';
import { explainJob } from '../explain/explain-job.ts';
import type { Explanation } from '../explain/explain-job.ts';
import type { CandidateSource, FeatureBatch } from '../features/compute-features.ts';
import type { PersonDocument } from '../features/documents.ts';
import { FEATURE_COUNT } from '../features/schema.ts';
import { createScratch, findCandidates, scanQueries, sourcesOf } from './candidates.ts';
import { diversify } from './diversify.ts';
import type { ListedJob, ScoredJob } from './diversify.ts';
import { evidenceContext, featureRows, preparePerson } from './engine-parts.ts';
import type { EngineParts, PreparedPerson } from './engine-parts.ts';
import type { JobIndex } from './job-index.ts';
import type { UnknownDealbreaker } from './masks.ts';

/** One recommended job, with the features its score was made from. */
export interface RecommendedJob {
  jobId: string;
  /** From 1. */
  rank: number;
  score: number;
  /** Log-odds; sigmoid(margin) = score to 1e-5. */
  margin: number;
  sources: CandidateSource[];
  features: Float32Array;
  /** Probability with which this job was put at this place: 1 unless it explores. */
  propensity: number;
  isExploration: boolean;
  /** Dealbreakers it passes only because the posting does not say. */
  unknownDealbreakers: UnknownDealbreaker[];
  /** On the first `explainTop` jobs. */
  explanation?: Explanation;
}

/** A list for one person. */
export interface Recommendation {
  items: RecommendedJob[];
  /** False when nothing but a place is known of the person. */
  isPersonal: boolean;
  candidateCount: number;
  /** Milliseconds by stage. */
  timings: Record<Stage, number>;
}

/** Settings of one list. */
export interface RecommendOptions {
  /** Epoch milliseconds. */
  now: number;
  /** 100. */
  limit?: number;
  /** 20. */
  explainTop?: number;
  /** Decides exploration; by default the person and the day, so that a reload shows the same list. */
  seed?: number;
}

type Stage = 'scan' | 'candidates' | 'features' | 'rank' | 'order' | 'explain';

/** Candidates with what the ranker was given and gave. */
interface ScoredBatch {
  batch: FeatureBatch;
  ids: readonly (string | undefined)[];
  features: Float32Array;
  scores: Float32Array;
}

const DAY_MS = 24 * 3600 * 1000;

/** The candidates of one person with the ranker's input for each. */
export interface Gathered extends PreparedPerson {
  batch: FeatureBatch;
  ids: readonly (string | undefined)[];
  features: Float32Array;
}

/** Everything before the ranker: scan, candidates within the person's rules, features. */
export async function gatherCandidates(
  parts: EngineParts,
  person: PersonDocument,
  { now, onStage }: { now: number; onStage?: (stage: 'scan' | 'candidates' | 'features') => void },
): Promise<Gathered> {
  const { index } = parts;
  const before = preparePerson(parts, person, now);
  const queries = scanQueries(before.profile);
  const { taste } = before.profile;
  // Both begin at once, so that the taste meets the factors it was made with, whatever model comes meanwhile.
  const [{ products, release }, tastes] = await Promise.all([
    parts.scan(queries),
    taste === null ? null : parts.scanFactors(taste.vector),
  ]);
  onStage?.('scan');
  // Jobs may have changed during the scan; from here to the ranker is one synchronous pass over the index.
  const isCurrent = before.revision === index.revision();
  const prepared = isCurrent ? before : preparePerson(parts, person, now);
  // Grown in steps, so that a growing catalogue does not make new scratch for each list.
  if (parts.scratch.sums.length < index.slots())
    parts.scratch = createScratch(Math.ceil(index.slots() * 1.5));
  const { scratch } = parts;
  const batch = findCandidates({
    ...prepared,
    index,
    products,
    width: queries.length,
    tastes: tastes?.products ?? null,
    now,
    scratch,
  });
  release();
  tastes?.release();
  onStage?.('candidates');
  const features = featureRows(parts, prepared.profile, { batch, now });
  const ids = Array.from(batch.slots, (slot) => index.table.ids[slot]);
  onStage?.('features');
  return { ...prepared, batch, ids, features };
}

/** Makes the list of one person: scan, candidates within their rules, features, ranker, order, reasons. */
export async function makeList(
  parts: EngineParts,
  person: PersonDocument,
  { now, limit = 100, explainTop = 20, seed }: RecommendOptions,
): Promise<Recommendation> {
  const { index, ranker } = parts;
  const clock = startStopwatch();
  const { profile, rules, batch, features, ids } = await gatherCandidates(parts, person, {
    now,
    onStage: clock.lap,
  });
  const scored = { batch, ids, features, scores: await ranker.rank(features, batch.slots.length) };
  clock.lap('rank');
  const random = seededRandom(seed ?? hashString(`${person.id}:${Math.floor(now / DAY_MS)}`));
  const listed = orderJobs(index, scored, { limit, random });
  clock.lap('order');
  const items = listed.flatMap((job, i) => {
    const jobId = ids[job.row];
    if (jobId === undefined) return [];
    const row = features.slice(job.row * FEATURE_COUNT, (job.row + 1) * FEATURE_COUNT);
    const item: RecommendedJob = {
      jobId,
      rank: i + 1,
      score: scored.scores[job.row] ?? 0,
      margin: ranker.explainer.margin(row),
      sources: sourcesOf(batch, job.row),
      features: row,
      propensity: job.propensity,
      isExploration: job.isExploration,
      unknownDealbreakers: rules.unknowns(job.slot),
    };
    if (i >= explainTop) return [item];
    const pair = { profile, slot: job.slot, features: row };
    return [{ ...item, explanation: explainJob(ranker.explainer, pair, evidenceContext(parts, now)) }];
  });
  clock.lap('explain');
  return {
    items,
    isPersonal: !profile.isEmpty,
    candidateCount: batch.slots.length,
    timings: clock.laps,
  };
}

/** Best first, then diversified; jobs that left the index while the ranker ran are dropped. */
function orderJobs(
  index: JobIndex,
  { batch, ids, scores }: ScoredBatch,
  { limit, random }: { limit: number; random: Random },
): ListedJob[] {
  const { table, tieOf } = index;
  const candidates: ScoredJob[] = [];
  batch.slots.forEach((slot, row) => {
    if (ids[row] === undefined || table.ids[slot] !== ids[row]) return;
    candidates.push({ row, slot, score: scores[row] ?? 0, company: table.company[slot] ?? -1 });
  });
  candidates.sort((a, b) => b.score - a.score || tieOf(a.slot) - tieOf(b.slot));
  return diversify(candidates, { limit, vectors: table.vectors, dimensions: table.dimensions, random });
}

function startStopwatch() {
  const laps: Record<Stage, number> = { scan: 0, candidates: 0, features: 0, rank: 0, order: 0, explain: 0 };
  let last = performance.now();
  return {
    laps,
    lap(stage: Stage) {
      const now = performance.now();
      laps[stage] = now - last;
      last = now;
    },
  };
}
