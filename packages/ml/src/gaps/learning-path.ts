import { eligibleJobs, learn, levelToReach, outcomeOf } from './demand.ts';
import type { Demand, Levels, Outcome, Step } from './demand.ts';

/** One step of a path. */
export interface PathStep extends Step {
  /** The skill this one comes before, where it is a prerequisite alone. */
  neededFor: number | null;
  /** Jobs that this step opens after all the steps before it. */
  jobsUnlocked: number;
  /** Jobs open to the person after this step. */
  eligibleAfter: number;
}

/** Skills a path leads to; prerequisites come on top. */
const MOST_GOALS = 6;
/** Skills weighed in each round: those that bring the jobs furthest. */
const MOST_CANDIDATES = 60;

/**
 * An ordered way: in each round the skill, with the prerequisites still lacking before it, that opens most jobs for the
 * number of skills to learn. Where no single skill opens any, the one that brings them nearest.
 */
export function learningPath(
  demand: Demand,
  levels: Levels,
  prerequisitesOf: (skill: number) => readonly number[],
): PathStep[] {
  const held = demand.held.slice();
  const reached = new Map(levels);
  let eligible = eligibleJobs(demand).length;
  const path: PathStep[] = [];
  for (let goals = 0; goals < MOST_GOALS; goals++) {
    const best = bestBundle({ demand, held, reached, prerequisitesOf });
    if (best === null) break;
    const goal = best.at(-1)?.skill ?? null;
    for (const step of best) {
      const { unlocked } = outcomeOf(demand, held, [step]);
      learn(demand, held, [step]);
      reached.set(step.skill, step.level);
      eligible += unlocked.length;
      path.push({
        ...step,
        neededFor: step.skill === goal ? null : goal,
        jobsUnlocked: unlocked.length,
        eligibleAfter: eligible,
      });
    }
  }
  return path;
}

interface Round {
  demand: Demand;
  held: Float64Array;
  reached: Levels;
  prerequisitesOf: (skill: number) => readonly number[];
}

function bestBundle({ demand, held, reached, prerequisitesOf }: Round): Step[] | null {
  const candidates: { step: Step; alone: Outcome }[] = [];
  for (const [skill, asks] of demand.asks) {
    const heldLevel = reached.get(skill) ?? 0;
    const level = levelToReach(asks, heldLevel);
    if (level === null) continue;
    const step = { skill, level, heldLevel };
    const alone = outcomeOf(demand, held, [step]);
    if (alone.progress > 0) candidates.push({ step, alone });
  }
  candidates.sort((a, b) => b.alone.progress - a.alone.progress || a.step.skill - b.step.skill);
  let best: { steps: Step[]; unlocked: number; progress: number } | null = null;
  for (const { step, alone } of candidates.slice(0, MOST_CANDIDATES)) {
    const steps = [...prerequisites(step.skill, demand, { reached, prerequisitesOf }), step];
    const outcome = steps.length === 1 ? alone : outcomeOf(demand, held, steps);
    const unlocked = outcome.unlocked.length / steps.length;
    const progress = outcome.progress / steps.length;
    const isBetter =
      best === null || unlocked > best.unlocked || (unlocked === best.unlocked && progress > best.progress);
    if (isBetter) best = { steps, unlocked, progress };
  }
  return best?.steps ?? null;
}

/** Skills to learn before one, those that depend on nothing first; a circle in the data is cut where it closes. */
function prerequisites(
  skill: number,
  demand: Demand,
  { reached, prerequisitesOf }: Pick<Round, 'reached' | 'prerequisitesOf'>,
): Step[] {
  const steps: Step[] = [];
  const seen = new Set([skill]);
  const visit = (each: number): void => {
    for (const before of prerequisitesOf(each)) {
      if (seen.has(before) || reached.has(before)) continue;
      seen.add(before);
      visit(before);
      const level = levelToReach(demand.asks.get(before) ?? [], 0) ?? 1;
      steps.push({ skill: before, level, heldLevel: 0 });
    }
  };
  visit(skill);
  return steps;
}
