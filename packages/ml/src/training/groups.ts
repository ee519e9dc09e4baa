import type { InteractionType } from '@access/contracts/enums';

import { FEATURE_COUNT, FEATURES } from '../features/schema.ts';
import type { RankingData } from '../lambdamart/index.ts';

/** Orders job ids so that their order tells nothing of what was chosen: jobs that score alike are judged in it. */
export const byChance = (a: string, b: string): number => hashOf(a) - hashOf(b) || (a < b ? -1 : 1);

/** FNV-1a of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** What an outcome is worth to the ranker (ML.md §3): shown and passed over, or dismissed, is 0. */
export const GRADES: Readonly<Record<InteractionType, number>> = {
  apply: 4,
  bookmark: 3,
  like: 2,
  view: 1,
  dislike: 0,
};

/** A page turned at once says nothing: a view counts from these seconds on. */
export const READ_SECONDS = 10;

/** Jobs that one person could choose from at one moment, with what they chose. */
export interface LabelledGroup {
  readonly personId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Past choices that the person had made by then. */
  readonly history: number;
  /** Ordered by chance. */
  readonly jobIds: readonly string[];
  /** Row-major, jobs × features. */
  readonly values: Float32Array;
  /** By job, see GRADES. */
  readonly grades: Uint8Array;
  /** Likeness of each job to the person, for judging a ranker against content alone. */
  readonly content: Float32Array;
  /** Actions on each job by then, for judging a ranker against popularity. */
  readonly popularity: Float32Array;
}

/** Columns of ranks within candidate sources: they depend on what else was at hand, so a pair would not have one score. Models are trained without. */
const RANK_COLUMNS: readonly number[] = FEATURES.flatMap(({ name }, i) =>
  name.startsWith('rank_') ? [i] : [],
);

/** Sets the columns that no model may use to 0, in place. */
export function blankRankColumns(values: Float32Array): Float32Array {
  for (let row = 0; row < values.length; row += FEATURE_COUNT)
    for (const column of RANK_COLUMNS) values[row + column] = 0;
  return values;
}

/** Groups as LambdaMART takes them, in the order given. */
export function toRankingData(groups: readonly LabelledGroup[]): RankingData {
  const rows = groups.reduce((sum, { jobIds }) => sum + jobIds.length, 0);
  const values = new Float32Array(rows * FEATURE_COUNT);
  const labels = new Float32Array(rows);
  const groupStarts = new Int32Array(groups.length + 1);
  let at = 0;
  groups.forEach((group, q) => {
    values.set(group.values, at * FEATURE_COUNT);
    labels.set(group.grades, at);
    at += group.jobIds.length;
    groupStarts[q + 1] = at;
  });
  return { rows, features: FEATURE_COUNT, values: blankRankColumns(values), labels, groupStarts };
}

/** Shares of the time line. */
export interface TimeSplit {
  readonly train: LabelledGroup[];
  readonly validation: LabelledGroup[];
  readonly test: LabelledGroup[];
}

/** Splits by time alone, so that nothing is learnt from what came after: the first 70 % of the groups, then 15 % and 15 %. */
export function splitByTime(groups: readonly LabelledGroup[]): TimeSplit {
  const ordered = groups.toSorted((a, b) => a.at - b.at || (a.personId < b.personId ? -1 : 1));
  const [first, second] = [Math.floor(ordered.length * 0.7), Math.floor(ordered.length * 0.85)];
  return {
    train: ordered.slice(0, first),
    validation: ordered.slice(first, second),
    test: ordered.slice(second),
  };
}

/** A list as it was shown, with what the person did with its jobs. */
export interface ShownGroup {
  readonly personId: string;
  readonly at: number;
  readonly history: number;
  readonly rows: ReadonlyArray<{
    readonly jobId: string;
    /** As logged when it was shown. */
    readonly features: readonly number[];
    readonly actions: ReadonlyArray<{ type: InteractionType; dwellSeconds?: number }>;
  }>;
}

const CONTENT = FEATURES.findIndex(({ name }) => name === 'content_cosine');
const VIEWS = FEATURES.findIndex(({ name }) => name === 'popularity_views');

/** The group of a shown list; null where its features are of another schema, or nothing in it was chosen or passed over. */
export function groupOfShown({ personId, at, history, rows: shown }: ShownGroup): LabelledGroup | null {
  const rows = shown.toSorted((a, b) => byChance(a.jobId, b.jobId));
  if (rows.some(({ features }) => features.length !== FEATURE_COUNT)) return null;
  const grades = Uint8Array.from(rows, ({ actions }) => gradeOfAll(actions));
  if (!grades.some((grade) => grade > 0) || !grades.includes(0)) return null;
  return {
    personId,
    at,
    history,
    jobIds: rows.map(({ jobId }) => jobId),
    values: blankRankColumns(Float32Array.from(rows.flatMap(({ features }) => [...features]))),
    grades,
    content: Float32Array.from(rows, ({ features }) => features[CONTENT] ?? 0),
    popularity: Float32Array.from(rows, ({ features }) => features[VIEWS] ?? 0),
  };
}

/** Grade of one action. */
export function gradeOf({
  type,
  dwellSeconds = 0,
}: {
  type: InteractionType;
  dwellSeconds?: number;
}): number {
  return type === 'view' && dwellSeconds < READ_SECONDS ? 0 : GRADES[type];
}

/** The best of what a person did with one job; a dismissal undoes it all. */
export function gradeOfAll(actions: ReadonlyArray<{ type: InteractionType; dwellSeconds?: number }>): number {
  return actions.some(({ type }) => type === 'dislike') ? 0 : Math.max(0, ...actions.map(gradeOf));
}
