import { isPackedRequired, packedLevel, packedSkill, skillCredit } from '../features/job-table.ts';
import type { JobTable, Lexicon } from '../features/job-table.ts';
import { isCovered, skillCoverage } from '../features/skill-coverage.ts';

/** One job that asks for a skill; `job` is its place in `Demand.slots`. */
export interface Ask {
  job: number;
  isRequired: boolean;
  /** 1–4; 0 when not stated. */
  level: number;
}

/** What a set of jobs asks for, and how much of it a person holds. */
export interface Demand {
  slots: Int32Array;
  /** Sum of idf of the required skills, and the part of it that is held, by job. */
  required: Float64Array;
  held: Float64Array;
  /** The inverted index: who asks for a skill, by skill number. */
  asks: ReadonlyMap<number, readonly Ask[]>;
  idfOf: (skill: number) => number;
}

/** Levels by skill number. */
export type Levels = ReadonlyMap<number, number>;

/** Reads what the jobs in these slots ask for, once for all questions about them. */
export function readDemand(
  { table, lexicon }: { table: JobTable; lexicon: Lexicon },
  slots: Int32Array,
  levels: Levels,
): Demand {
  const { data, start, length } = table.skills;
  const required = new Float64Array(slots.length);
  const held = new Float64Array(slots.length);
  const asks = new Map<number, Ask[]>();
  slots.forEach((slot, job) => {
    const coverage = skillCoverage({ table, lexicon }, slot, levels);
    required[job] = coverage.required;
    held[job] = coverage.requiredHeld;
    const from = start[slot] ?? 0;
    for (let p = from; p < from + (length[slot] ?? 0); p++) {
      const packed = data[p] ?? 0;
      const skill = packedSkill(packed);
      const ask = { job, isRequired: isPackedRequired(packed), level: packedLevel(packed) };
      const list = asks.get(skill);
      if (list === undefined) asks.set(skill, [ask]);
      else list.push(ask);
    }
  });
  return { slots, required, held, asks, idfOf: (skill) => lexicon.skills.weights[skill] ?? 1 };
}

/** Places in `Demand.slots` of the jobs open to the person. */
export function eligibleJobs({ required, held }: Demand): number[] {
  const open: number[] = [];
  for (let job = 0; job < required.length; job++)
    if (isCovered(required[job] ?? 0, held[job] ?? 0)) open.push(job);
  return open;
}

/** Learning to a level: a skill number, the level reached and the level held before. */
export interface Step {
  skill: number;
  level: number;
  heldLevel: number;
}

/** What learning some skills together does. */
export interface Outcome {
  /** Jobs that were closed to the person and are open afterwards. */
  unlocked: number[];
  /** How far the jobs still closed came towards the line, in jobs: 1 is one whole job. */
  progress: number;
}

/** Counts what learning `steps` opens, beyond what `held` already does. */
export function outcomeOf(demand: Demand, held: Float64Array, steps: readonly Step[]): Outcome {
  const unlocked: number[] = [];
  let progress = 0;
  eachGain(demand, steps, (job, gain) => {
    const required = demand.required[job] ?? 0;
    const before = held[job] ?? 0;
    if (isCovered(required, before)) return;
    if (isCovered(required, before + gain)) unlocked.push(job);
    progress += gain / required;
  });
  return { unlocked: unlocked.sort((a, b) => a - b), progress };
}

/** Adds what learning `steps` gives to `held`. */
export function learn(demand: Demand, held: Float64Array, steps: readonly Step[]): void {
  eachGain(demand, steps, (job, gain) => {
    held[job] = (held[job] ?? 0) + gain;
  });
}

/** Tells the gain of each job once. A job asks for a skill once, so one skill needs no summing: most questions are of one. */
function eachGain(
  { asks, idfOf }: Demand,
  steps: readonly Step[],
  tell: (job: number, gain: number) => void,
): void {
  const summed = steps.length === 1 ? null : new Map<number, number>();
  for (const { skill, level, heldLevel } of steps) {
    const idf = idfOf(skill);
    for (const ask of asks.get(skill) ?? []) {
      if (!ask.isRequired) continue;
      const credit = skillCredit(level, ask.level) - skillCredit(heldLevel, ask.level);
      if (credit <= 0) continue;
      if (summed === null) tell(ask.job, idf * credit);
      else summed.set(ask.job, (summed.get(ask.job) ?? 0) + idf * credit);
    }
  }
  summed?.forEach((gain, job) => tell(job, gain));
}

/** Level at which a skill becomes worth learning when no posting states one. */
const USUAL_LEVEL = 2;

/**
 * The level to aim at: what half of those that ask for more than is held are content with. Null when nobody asks for more.
 */
export function levelToReach(asks: readonly Ask[], heldLevel: number): number | null {
  const counts = [0, 0, 0, 0, 0];
  let wanted = 0;
  for (const { isRequired, level } of asks) {
    if (!isRequired || skillCredit(heldLevel, level) >= 1) continue;
    const named = level === 0 ? USUAL_LEVEL : level;
    counts[named] = (counts[named] ?? 0) + 1;
    wanted++;
  }
  let content = 0;
  const level = counts.findIndex((count) => (content += count) * 2 >= wanted && content > 0);
  return level < 0 ? null : level;
}
