import type { JobTable, Lexicon } from '../features/job-table.ts';
import { OCCUPATIONS_PER_JOB } from '../features/job-table.ts';
import type { OccupationMatcher } from '../features/occupation-matcher.ts';
import { titleLikeness, titleQuery } from '../features/title-query.ts';
import { titleTokens } from '../text/title.ts';

/** Whose demands are looked at: open jobs of a title, or given ones. */
export type GapTarget =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'jobs'; readonly jobIds: readonly string[] };

/** Jobs of a target within a person's rules. */
export interface TargetJobs {
  slots: Int32Array;
  /** How alike each title is to the one wanted, by place in `slots`; 1 for given jobs. */
  likeness: Float64Array;
  /** `occupation`: too few jobs have this title, so those of the same occupation count too. */
  matchedBy: 'title' | 'occupation' | 'given';
}

/** A title shares at least this much of the words wanted, by weight. */
const SAME_TITLE = 0.6;
/** Below this many jobs of the very title, jobs of the same occupation count too. */
const FEW_JOBS = 20;

/** What target jobs are chosen from. */
export interface TargetContext {
  table: JobTable;
  lexicon: Lexicon;
  occupations: OccupationMatcher | null;
  idf: (token: string) => number;
  slots: number;
  slotOf: (jobId: string) => number | undefined;
  /** 0 when the person may be shown this job. */
  brokenBy: (slot: number) => number;
}

/** All jobs of a target that the person may be shown. Depends on no skill of theirs. */
export function targetJobs(context: TargetContext, target: GapTarget): TargetJobs {
  if (target.kind === 'title') return jobsOfTitle(context, target.title);
  const known = target.jobIds
    .map(context.slotOf)
    .filter((slot) => slot !== undefined && context.brokenBy(slot) === 0);
  const slots = Int32Array.from(new Set(known));
  return { slots, likeness: new Float64Array(slots.length).fill(1), matchedBy: 'given' };
}

function jobsOfTitle(context: TargetContext, title: string): TargetJobs {
  const { table, lexicon, occupations } = context;
  const tokens = titleTokens(title);
  const query = titleQuery({ title, kind: 'desired', weight: 1, tokens }, lexicon.terms, context.idf);
  const meant = new Set(occupations?.match(tokens) ?? []);
  const named: [slot: number, likeness: number][] = [];
  const related: [slot: number, likeness: number][] = [];
  for (let slot = 0; slot < context.slots; slot++) {
    if (table.isUsed[slot] === 0) continue;
    const likeness = titleLikeness(query, table, slot);
    const isNamed = likeness >= SAME_TITLE;
    if (!isNamed && !hasOccupation(table, slot, meant)) continue;
    if (context.brokenBy(slot) === 0) (isNamed ? named : related).push([slot, likeness]);
  }
  const isWidened = named.length < FEW_JOBS && related.length > 0;
  const jobs = isWidened ? [...named, ...related] : named;
  return {
    slots: Int32Array.from(jobs, ([slot]) => slot),
    likeness: Float64Array.from(jobs, ([, likeness]) => likeness),
    matchedBy: isWidened ? 'occupation' : 'title',
  };
}

function hasOccupation(table: JobTable, slot: number, meant: ReadonlySet<number>): boolean {
  for (let i = 0; i < OCCUPATIONS_PER_JOB; i++)
    if (meant.has(table.occupations[slot * OCCUPATIONS_PER_JOB + i] ?? -1)) return true;
  return false;
}
