import { MatchBand } from '@access/contracts/recommendations';

import { applyChange, pardons, skillChanges, titleChange, wishChanges } from '../explain/changes.ts';
import type { Change, ChangeContext } from '../explain/changes.ts';
import { SOURCES } from '../features/compute-features.ts';
import type { PersonDocument } from '../features/documents.ts';
import { FEATURE_COUNT } from '../features/schema.ts';
import { matchBand } from '../ranker/match-band.ts';
import { featureRows, preparePerson } from './engine-parts.ts';
import type { EngineParts } from './engine-parts.ts';

/**
 * Changes that together reach a goal, with the score found by replaying them: `listed` takes away all that hides the job,
 * `better_band` reaches a better band of match, `higher_score` only raises the score.
 */
export interface Counterfactual {
  goal: 'listed' | 'better_band' | 'higher_score';
  changes: Change[];
  score: number;
  band: MatchBand;
}

/** What a question is asked with. */
export interface WhatIfOptions {
  now: number;
  /** A floor is named in steps of this much a year; null where no floor is to be named. */
  floorStep: number | null;
}

const MOST_ANSWERS = 3;
const MOST_CHANGES = 4;
/** A smaller rise is not worth telling. */
const SMALLEST_RISE = 0.01;

/** A change, or several, replayed. */
interface Replayed {
  changes: Change[];
  score: number;
  isListed: boolean;
}

/** Smallest changes that would bring a job into the list, or to a better match; each was replayed through the ranker. */
export async function whatIf(
  parts: EngineParts,
  { person, jobId, ...options }: WhatIfOptions & { person: PersonDocument; jobId: string },
): Promise<Counterfactual[]> {
  const slot = parts.index.slotOf(jobId);
  if (slot === undefined) return [];
  const { profile } = preparePerson(parts, person, options.now);
  const { table, lexicon } = parts.index;
  const context: ChangeContext = { table, lexicon, slot, floorStep: options.floorStep };
  const skills = skillChanges(profile, context);
  const wishes = wishChanges(profile, context);
  const others = [...wishes, ...titleChange(profile, context)];
  const unhiding = [...pardons(profile, context), ...wishes];
  const replay = (sets: readonly Change[][]) => replayAll(parts, { person, jobId, sets, now: options.now });
  const [today] = await replay([[]]);
  if (today === undefined) return [];
  if (!today.isListed) return unhide(replay, unhiding);
  return improve(replay, today, { skills, others });
}

type Replay = (sets: readonly Change[][]) => Promise<Replayed[]>;

/** All that keeps the job out, taken away; nothing where something stays that no control takes away. */
async function unhide(replay: Replay, changes: Change[]): Promise<Counterfactual[]> {
  const needed = await minimal(replay, changes, ({ isListed }) => isListed);
  return needed === null ? [] : [answer('listed', needed)];
}

async function improve(
  replay: Replay,
  today: Replayed,
  { skills, others }: { skills: Change[]; others: Change[] },
): Promise<Counterfactual[]> {
  const isBetter = ({ score, isListed }: Replayed) => isListed && bandRank(score) < bandRank(today.score);
  const bySkill = byScore(await replay(skills.map((change) => [change])));
  const byWish = byScore(await replay(others.map((change) => [change])));
  const singles = [...bySkill, ...byWish];
  const together = (replayed: readonly Replayed[]) =>
    minimal(replay, risingChanges(replayed, today).slice(0, MOST_CHANGES), isBetter);
  // What can be learnt comes before what would have to be wished otherwise, even where it takes several skills.
  const learnt = bySkill.filter(isBetter).slice(0, MOST_ANSWERS - 1);
  const severalSkills = learnt.length > 0 ? null : await together(bySkill);
  const reaching = [
    ...learnt,
    ...(severalSkills === null ? [] : [severalSkills]),
    ...byWish.filter(isBetter),
  ];
  if (reaching.length > 0) return reaching.slice(0, MOST_ANSWERS).map((each) => answer('better_band', each));
  const mixed = await together(byScore(singles));
  if (mixed !== null) return [answer('better_band', mixed)];
  return byScore(singles)
    .filter(({ score, isListed }) => isListed && score - today.score >= SMALLEST_RISE)
    .slice(0, MOST_ANSWERS)
    .map((each) => answer('higher_score', each));
}

function risingChanges(replayed: readonly Replayed[], today: Replayed): Change[] {
  return replayed.filter(({ score }) => score > today.score).flatMap(({ changes }) => changes);
}

/** The changes without those that the goal does not need; null when all of them together miss it. */
async function minimal(
  replay: Replay,
  changes: readonly Change[],
  isReached: (replayed: Replayed) => boolean,
): Promise<Replayed | null> {
  if (changes.length === 0) return null;
  let [kept] = await replay([[...changes]]);
  if (kept === undefined || !isReached(kept)) return null;
  // The weakest come last, and are tried first.
  for (const change of changes.toReversed()) {
    if (kept.changes.length === 1) break;
    const [without]: Replayed[] = await replay([kept.changes.filter((other) => other !== change)]);
    if (without !== undefined && isReached(without)) kept = without;
  }
  return kept;
}

/** Each set of changes applied and scored; one synchronous pass over the index, then one call of the ranker. */
async function replayAll(
  parts: EngineParts,
  {
    person,
    jobId,
    sets,
    now,
  }: { person: PersonDocument; jobId: string; sets: readonly Change[][]; now: number },
): Promise<Replayed[]> {
  const slot = parts.index.slotOf(jobId);
  if (slot === undefined) return [];
  const batch = { slots: Int32Array.of(slot), sourceRanks: new Float32Array(SOURCES.length) };
  const rows = new Float32Array(sets.length * FEATURE_COUNT);
  const listed = sets.map((changes, i) => {
    const { profile, rules } = preparePerson(parts, changes.reduce(applyChange, person), now);
    rows.set(featureRows(parts, profile, { batch, now }), i * FEATURE_COUNT);
    return rules.brokenBy(slot) === 0;
  });
  const scores = await parts.ranker.rank(rows, sets.length);
  return sets.map((changes, i) => ({ changes, score: scores[i] ?? 0, isListed: listed[i] ?? false }));
}

function answer(goal: Counterfactual['goal'], { changes, score }: Replayed): Counterfactual {
  return { goal, changes, score, band: matchBand(score) };
}

function byScore(replayed: readonly Replayed[]): Replayed[] {
  return replayed.toSorted((a, b) => b.score - a.score);
}

/** 0 is best. */
function bandRank(score: number): number {
  return MatchBand.options.indexOf(matchBand(score));
}
