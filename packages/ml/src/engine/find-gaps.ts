import { SOURCES } from '../features/compute-features.ts';
import type { PersonDocument } from '../features/documents.ts';
import type { PersonProfile } from '../features/profile.ts';
import { FEATURE_COUNT } from '../features/schema.ts';
import { eligibleJobs, levelToReach, outcomeOf, readDemand } from '../gaps/demand.ts';
import type { Ask, Demand, Step } from '../gaps/demand.ts';
import { learningPath } from '../gaps/learning-path.ts';
import type { PathStep } from '../gaps/learning-path.ts';
import { payWithAndWithout, trendOf } from '../gaps/skill-facts.ts';
import type { MedianPay, Trend } from '../gaps/skill-facts.ts';
import { targetJobs } from '../gaps/target-jobs.ts';
import type { GapTarget, TargetJobs } from '../gaps/target-jobs.ts';
import { featureRows, preparePerson } from './engine-parts.ts';
import type { EngineParts, PreparedPerson } from './engine-parts.ts';

/** A skill that would open jobs, or bring them nearer. */
export interface SkillGap {
  slug: string;
  /** Level held now, 0 when the person does not list the skill. */
  heldLevel: number;
  /** Level to aim at, 1–4. */
  level: number;
  /** Jobs closed today that reach the line once this skill alone is held at `level`. */
  jobsUnlocked: number;
  /** The first few of them. */
  unlockedJobIds: string[];
  /** Mean rise of the match over the best targets, in [0, 1]. */
  gain: number;
  /** Jobs of the target that ask for it, required or not. */
  askedBy: number;
  /** Share of the best targets that ask for it. */
  targetShare: number;
  pay: { with: MedianPay | null; without: MedianPay | null };
  trend: Trend | null;
}

/** A step of the path with its skill by slug. */
export type GapStep = Omit<PathStep, 'skill' | 'neededFor'> & { slug: string; neededFor: string | null };

/** Which skills a person lacks for a target, and what each is worth. */
export interface GapAnalysis {
  /** Open jobs of the target within the person's rules. */
  jobs: number;
  matchedBy: TargetJobs['matchedBy'];
  /** Those already open to the person: most of what they require is held. */
  eligible: number;
  /** How many of the best jobs `gain` and `targetShare` look at. */
  targets: number;
  gaps: SkillGap[];
  path: GapStep[];
}

/** What a question about gaps is asked with. */
export interface GapOptions {
  target: GapTarget;
  now: number;
  /** Slugs of what should be known before a skill. */
  prerequisitesOf: (slug: string) => readonly string[];
}

/** ML.md §6: the match rises over the 50 best open jobs of the target. */
const BEST_TARGETS = 50;
/** Of a broad title, the jobs with the closest titles compete for these places. */
const MOST_SCORED = 500;
const MOST_GAPS = 20;
/** Gaps whose rise in match is computed before the list is cut. */
const MOST_WEIGHED = 40;
const EXAMPLES = 3;

interface Weighed {
  step: Step;
  asks: readonly Ask[];
  unlocked: readonly number[];
  /** Best targets that ask for it. */
  targetAsks: number;
}

/** Jobs of the target that are open to the person: within their rules, and most of what they require is held. */
export function eligibleIds(
  parts: EngineParts,
  person: PersonDocument,
  options: Omit<GapOptions, 'prerequisitesOf'>,
): string[] {
  const { demand } = demandOf(parts, person, options);
  return eligibleJobs(demand).map((job) => parts.index.table.ids[demand.slots[job] ?? -1] ?? '');
}

/** Answers which skills a person lacks for a target. */
export async function findGaps(
  parts: EngineParts,
  person: PersonDocument,
  options: GapOptions,
): Promise<GapAnalysis> {
  const bestIds = await bestTargets(parts, person, options);
  // Jobs may have changed meanwhile; from here to the ranker is one synchronous pass over the index.
  const { demand, prepared, matchedBy } = demandOf(parts, person, options);
  const { table, lexicon } = parts.index;
  const { profile } = prepared;
  const targets = Int32Array.from(bestIds.map(parts.index.slotOf).filter((slot) => slot !== undefined));
  const weighed = weighGaps(demand, profile, new Set(targets));
  const rows = risenRows(parts, profile, { targets, weighed, now: options.now });
  const prerequisitesOf = (skill: number) =>
    options.prerequisitesOf(lexicon.skills.text(skill)).map(lexicon.skills.add);
  const path = learningPath(demand, profile.skillLevels, prerequisitesOf);
  const analysis = {
    jobs: demand.slots.length,
    matchedBy,
    eligible: eligibleJobs(demand).length,
    targets: targets.length,
    gaps: weighed.map(({ step, asks, unlocked, targetAsks }) => ({
      slug: lexicon.skills.text(step.skill),
      heldLevel: step.heldLevel,
      level: step.level,
      jobsUnlocked: unlocked.length,
      unlockedJobIds: idsOf(table.ids, demand, unlocked.slice(0, EXAMPLES)),
      gain: 0,
      askedBy: asks.length,
      targetShare: targets.length === 0 ? 0 : targetAsks / targets.length,
      pay: payWithAndWithout(table, demand, asks),
      trend: trendOf(table, demand, { asks, now: options.now }),
    })),
    path: path.map(({ skill, neededFor, ...step }) => ({
      ...step,
      slug: lexicon.skills.text(skill),
      neededFor: neededFor === null ? null : lexicon.skills.text(neededFor),
    })),
  };
  const gains = await meanRises(parts, rows, targets.length);
  const gaps = analysis.gaps
    .map((gap, i) => ({ ...gap, gain: gains[i] ?? 0 }))
    .sort((a, b) => b.jobsUnlocked - a.jobsUnlocked || b.gain - a.gain || (a.slug < b.slug ? -1 : 1));
  return { ...analysis, gaps: gaps.slice(0, MOST_GAPS) };
}

function demandOf(
  parts: EngineParts,
  person: PersonDocument,
  { target, now }: Pick<GapOptions, 'target' | 'now'>,
): { demand: Demand; prepared: PreparedPerson } & TargetJobs {
  const { index, content, occupations } = parts;
  // Skills no job names still count as held when they come before another.
  for (const { slug } of person.skills) index.lexicon.skills.add(slug);
  const prepared = preparePerson(parts, person, now);
  const context = {
    table: index.table,
    lexicon: index.lexicon,
    occupations,
    idf: content.idf,
    slots: index.slots(),
    slotOf: index.slotOf,
    brokenBy: prepared.rules.brokenBy,
  };
  const jobs = targetJobs(context, target);
  return { ...jobs, prepared, demand: readDemand(index, jobs.slots, prepared.profile.skillLevels) };
}

/** Ids of the best jobs of the target as the person is today. */
async function bestTargets(
  parts: EngineParts,
  person: PersonDocument,
  options: GapOptions,
): Promise<string[]> {
  const { index, ranker } = parts;
  const { prepared, slots, likeness } = demandOf(parts, person, options);
  const closest = Array.from(slots, (slot, i) => ({ slot, likeness: likeness[i] ?? 0 }))
    .sort((a, b) => b.likeness - a.likeness || index.tieOf(a.slot) - index.tieOf(b.slot))
    .slice(0, MOST_SCORED)
    .map(({ slot }) => ({ slot, id: index.table.ids[slot] ?? '', tie: index.tieOf(slot) }));
  const batch = batchOf(Int32Array.from(closest, ({ slot }) => slot));
  const features = featureRows(parts, prepared.profile, { batch, now: options.now });
  const scores = await ranker.rank(features, closest.length);
  return closest
    .map((job, i) => ({ ...job, score: scores[i] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.tie - b.tie)
    .slice(0, BEST_TARGETS)
    .map(({ id }) => id);
}

/** The skills asked for beyond what is held: those that open most, then those most of the best targets ask for. */
function weighGaps(demand: Demand, profile: PersonProfile, targets: ReadonlySet<number>): Weighed[] {
  const weighed: Weighed[] = [];
  for (const [skill, asks] of demand.asks) {
    const heldLevel = profile.skillLevels.get(skill) ?? 0;
    const level = levelToReach(asks, heldLevel);
    if (level === null) continue;
    const step = { skill, level, heldLevel };
    const { unlocked } = outcomeOf(demand, demand.held, [step]);
    const targetAsks = asks.filter((ask) => targets.has(demand.slots[ask.job] ?? -1)).length;
    weighed.push({ step, asks, unlocked, targetAsks });
  }
  return weighed
    .sort(
      (a, b) =>
        b.unlocked.length - a.unlocked.length ||
        b.targetAsks - a.targetAsks ||
        b.asks.length - a.asks.length ||
        a.step.skill - b.step.skill,
    )
    .slice(0, MOST_WEIGHED);
}

/** Rows of the targets as they are, then once more for each gap with that skill learnt and all else held fixed. */
function risenRows(
  parts: EngineParts,
  profile: PersonProfile,
  { targets, weighed, now }: { targets: Int32Array; weighed: readonly Weighed[]; now: number },
): Float32Array {
  const batch = batchOf(targets);
  const rows = new Float32Array((weighed.length + 1) * targets.length * FEATURE_COUNT);
  rows.set(featureRows(parts, profile, { batch, now }));
  weighed.forEach(({ step }, i) => {
    const risen = {
      ...profile,
      skillLevels: new Map(profile.skillLevels).set(step.skill, step.level),
      skillCount: profile.skillCount + (step.heldLevel === 0 ? 1 : 0),
    };
    rows.set(featureRows(parts, risen, { batch, now }), (i + 1) * targets.length * FEATURE_COUNT);
  });
  return rows;
}

async function meanRises({ ranker }: EngineParts, rows: Float32Array, targets: number): Promise<number[]> {
  if (targets === 0) return [];
  const scores = await ranker.rank(rows, rows.length / FEATURE_COUNT);
  const means = Array.from({ length: scores.length / targets }, (_, i) => {
    let sum = 0;
    for (let t = 0; t < targets; t++) sum += scores[i * targets + t] ?? 0;
    return sum / targets;
  });
  const today = means[0] ?? 0;
  return means.slice(1).map((mean) => mean - today);
}

function batchOf(slots: Int32Array) {
  return { slots, sourceRanks: new Float32Array(slots.length * SOURCES.length) };
}

function idsOf(ids: readonly (string | undefined)[], { slots }: Demand, jobs: readonly number[]): string[] {
  return jobs.map((job) => ids[slots[job] ?? -1] ?? '');
}
