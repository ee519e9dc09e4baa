import type { Random } from '../content/seeded-random.ts';

/** A scored candidate, best first in its list. */
export interface ScoredJob {
  row: number;
  slot: number;
  score: number;
  company: number;
}

/** A place in the final list; propensity is the probability with which this job was put there. */
export interface ListedJob {
  row: number;
  slot: number;
  propensity: number;
  isExploration: boolean;
}

/** Maximal marginal relevance: how much the score, as a share of the best one, counts against likeness to what is already listed (Carbonell, Goldstein 1998). */
const LAMBDA = 0.75;
const WINDOW = 10;
const PER_COMPANY = 2;
/** The first three places are never given to exploration. */
const FIRST_EXPLORED = 3;
/** Exploration draws from this many of the best candidates not yet listed, down to half the score of the best of them. */
const EXPLORATION_POOL = 40;
const EXPLORATION_SCORE_SHARE = 0.5;

/**
 * Orders candidates: at most two of a company in any ten while others remain, MMR on content vectors, and one place in
 * each ten given to a candidate drawn uniformly from the next best, with its probability.
 */
export function diversify(
  candidates: readonly ScoredJob[],
  {
    limit,
    vectors,
    dimensions,
    random,
  }: { limit: number; vectors: Float32Array; dimensions: number; random: Random },
): ListedJob[] {
  const listed: ListedJob[] = [];
  const companies: number[] = [];
  const isListed = new Uint8Array(candidates.length);
  const likeness = new Float32Array(candidates.length);
  const explored = explorationPlaces(Math.min(limit, candidates.length), random);
  // Relative to the best: where all fit badly, scores are close to 0 and likeness alone would decide.
  const best = candidates[0]?.score ?? 0;
  const relevanceOf = ({ score }: ScoredJob): number => (best > 0 ? score / best : 0);
  const isCapped = (candidate: ScoredJob): boolean => {
    let count = 0;
    for (let i = Math.max(0, companies.length - WINDOW + 1); i < companies.length; i++)
      if (companies[i] === candidate.company) count++;
    return count >= PER_COMPANY;
  };
  const add = (at: number, propensity: number, isExploration: boolean): void => {
    const chosen = candidates[at];
    if (chosen === undefined) return;
    isListed[at] = 1;
    companies.push(chosen.company);
    listed.push({ row: chosen.row, slot: chosen.slot, propensity, isExploration });
    const from = chosen.slot * dimensions;
    for (let i = 0; i < candidates.length; i++) {
      if (isListed[i] === 1) continue;
      const other = (candidates[i]?.slot ?? 0) * dimensions;
      let sum = 0;
      for (let d = 0; d < dimensions; d++) sum += (vectors[from + d] ?? 0) * (vectors[other + d] ?? 0);
      likeness[i] = Math.max(likeness[i] ?? 0, sum);
    }
  };
  const bestByMmr = (): number => {
    let chosen = -1;
    let chosenValue = -Infinity;
    let fallback = -1;
    let fallbackValue = -Infinity;
    candidates.forEach((candidate, i) => {
      if (isListed[i] === 1) return;
      const value = LAMBDA * relevanceOf(candidate) - (1 - LAMBDA) * (likeness[i] ?? 0);
      if (value > fallbackValue) [fallback, fallbackValue] = [i, value];
      if (value > chosenValue && !isCapped(candidate)) [chosen, chosenValue] = [i, value];
    });
    return chosen >= 0 ? chosen : fallback;
  };
  const explorationPool = (): number[] => {
    const pool: number[] = [];
    let least = -Infinity;
    for (let i = 0; i < candidates.length && pool.length < EXPLORATION_POOL; i++) {
      const candidate = candidates[i];
      if (isListed[i] === 1 || candidate === undefined || isCapped(candidate)) continue;
      if (candidate.score < least) break;
      if (pool.length === 0) least = candidate.score * EXPLORATION_SCORE_SHARE;
      pool.push(i);
    }
    return pool;
  };
  while (listed.length < Math.min(limit, candidates.length)) {
    if (explored.has(listed.length)) {
      const pool = explorationPool();
      const drawn = pool[Math.floor(random() * pool.length)];
      if (drawn !== undefined) {
        add(drawn, 1 / pool.length, true);
        continue;
      }
    }
    add(bestByMmr(), 1, false);
  }
  return listed;
}

/** One place a block of ten, drawn among its last seven. */
function explorationPlaces(count: number, random: Random): Set<number> {
  const places = new Set<number>();
  for (let block = 0; block < count; block += WINDOW)
    places.add(block + FIRST_EXPLORED + Math.floor(random() * (WINDOW - FIRST_EXPLORED)));
  return places;
}
