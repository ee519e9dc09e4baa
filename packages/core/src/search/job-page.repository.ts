import { sql } from 'kysely';

import type { JobId } from '@access/contracts/ids';
import type { JobSummary } from '@access/contracts/jobs';
import type { Db } from '@access/db';

import { jobSummary } from '../jobs/index.ts';

const { columns, joins, toSummary } = jobSummary;
type SummaryRow = Parameters<typeof toSummary>[0];

/** A job as a list shows it, with the texts that its highlights are taken from. */
export interface ShownJob {
  readonly job: JobSummary;
  readonly skillNames: string;
  /** Sanitised HTML. */
  readonly description: string;
}

/** Text that highlights are looked for in, in characters of HTML. */
const READ_AT_MOST = 12_000;

/** Jobs in the order of `ids`; those closed meanwhile are left out. Plan: primary keys throughout. */
export async function readShownJobs(db: Db, ids: readonly JobId[], withTexts: boolean): Promise<ShownJob[]> {
  if (ids.length === 0) return [];
  const texts = withTexts
    ? sql`j.skill_names, left(concat_ws(' ', j.description, j.requirements), ${READ_AT_MOST}::integer) as description`
    : sql`'' as skill_names, '' as description`;
  const { rows } = await sql<SummaryRow & { skillNames: string; description: string }>`
    select ${columns}, ${texts} from jobs j ${joins} where j.id = any(${[...ids]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined || !row.isActive) return [];
    const { skillNames, description, ...summary } = row;
    return [{ job: toSummary(summary), skillNames, description }];
  });
}

/** The stems of words, as jobs are read. */
export async function stemsOf(db: Db, words: readonly string[]): Promise<ReadonlyArray<readonly string[]>> {
  const { rows } = await sql<{ stems: readonly string[] }>`
    select tsvector_to_array(to_tsvector('public.job_english', word)) as stems
    from unnest(${[...words]}::text[]) with ordinality as asked(word, position) order by position`.execute(
    db,
  );
  return rows.map((row) => row.stems);
}
