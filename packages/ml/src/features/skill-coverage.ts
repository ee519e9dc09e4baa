import { isPackedRequired, packedLevel, packedSkill, skillCredit } from './job-table.ts';
import type { JobTable, Lexicon } from './job-table.ts';

/** How much of what a job asks for a person holds; sums of idf, a held skill counting by its level. */
export interface SkillCoverage {
  required: number;
  requiredHeld: number;
  optional: number;
  optionalHeld: number;
  /** Required skills not held at any level. */
  missing: number;
  /** The job names skills. */
  isListed: boolean;
}

/** Share of the required skills from which a job counts as open to a person. */
export const ELIGIBLE_SHARE = 0.8;
/** Keeps sums made in another order on the same side of the line: four of five equal skills are enough. */
const ROUNDING = 1e-9;

/** Coverage of one job by levels by skill number: the one place where the list and the skill gaps count skills. */
export function skillCoverage(
  { table, lexicon }: { table: JobTable; lexicon: Lexicon },
  slot: number,
  levels: ReadonlyMap<number, number>,
): SkillCoverage {
  const { data, start, length } = table.skills;
  const from = start[slot] ?? 0;
  const to = from + (length[slot] ?? 0);
  const sums = {
    required: 0,
    requiredHeld: 0,
    optional: 0,
    optionalHeld: 0,
    missing: 0,
    isListed: to > from,
  };
  for (let p = from; p < to; p++) {
    const packed = data[p] ?? 0;
    const skill = packedSkill(packed);
    const idf = lexicon.skills.weights[skill] ?? 1;
    const credit = skillCredit(levels.get(skill) ?? 0, packedLevel(packed));
    if (isPackedRequired(packed)) {
      sums.required += idf;
      sums.requiredHeld += idf * credit;
      if (credit === 0) sums.missing++;
    } else {
      sums.optional += idf;
      sums.optionalHeld += idf * credit;
    }
  }
  return sums;
}

/** Whether enough of the required skills is held; a job that requires none is open to everybody. */
export function isCovered(required: number, requiredHeld: number): boolean {
  return requiredHeld >= ELIGIBLE_SHARE * required - ROUNDING;
}
