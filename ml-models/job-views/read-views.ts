import { parse } from 'csv-parse';
import { z } from 'zod';

import { InputError, linesOf } from '../commands/lines.ts';

/** One posting; `slot` is its place in the order of ids, which is the order of posting. */
export interface ViewedJob {
  readonly id: number;
  readonly title: string;
  readonly company: string;
  readonly city: string;
  readonly state: string;
  readonly industry: string;
}

/** Somebody's first look at a job; `at` in seconds. */
export interface JobView {
  readonly user: number;
  readonly job: number;
  readonly at: number;
}

export interface Position {
  readonly title: string;
  readonly city: string;
  readonly state: string;
}

/** The files of the job views: jobs by slot, first views in order of time, and what people said of themselves, newest position first. */
export interface JobViews {
  readonly jobs: readonly ViewedJob[];
  readonly views: readonly JobView[];
  readonly experience: ReadonlyMap<number, readonly Position[]>;
  readonly interests: ReadonlyMap<number, readonly string[]>;
}

export interface JobViewFiles {
  readonly jobs: string;
  readonly views: string;
  readonly experience?: string | undefined;
  readonly interests?: string | undefined;
}

const Whole = z.coerce.number().int().min(0);
const JobRow = z.object({
  job_id: Whole,
  title: z.string(),
  company: z.string(),
  city: z.string(),
  state: z.string(),
  industry: z.string().default(''),
});
const ViewRow = z.object({ user_id: Whole, job_id: Whole, viewed_at: z.iso.datetime({ offset: true }) });
const PositionRow = z.object({
  user_id: Whole,
  position: z.string(),
  city: z.string().default(''),
  state: z.string().default(''),
  end_date: z.string().default(''),
});
const InterestRow = z.object({ user_id: Whole, position: z.string() });

/** Reads and checks the files. @throws InputError naming file and row. */
export async function readJobViews(files: JobViewFiles): Promise<JobViews> {
  const jobs = (await readRows(files.jobs, JobRow))
    .map(({ job_id: id, title, company, city, state, industry }) => ({
      id,
      title,
      company: folded(company),
      city: folded(city),
      state: state.trim().toUpperCase(),
      industry: folded(industry),
    }))
    .toSorted((a, b) => a.id - b.id);
  const slots = new Map(jobs.map(({ id }, slot) => [id, slot]));
  const seen = new Set<string>();
  const views = (await readRows(files.views, ViewRow))
    .flatMap(({ user_id: user, job_id: id, viewed_at: at }) => {
      const job = slots.get(id);
      return job === undefined ? [] : [{ user, job, at: Date.parse(at) / 1_000 }];
    })
    .toSorted((a, b) => a.at - b.at || a.user - b.user || a.job - b.job)
    .filter(({ user, job }) => {
      const key = `${user}/${job}`;
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst;
    });
  return {
    jobs,
    views,
    experience: files.experience === undefined ? new Map() : await readExperience(files.experience),
    interests: files.interests === undefined ? new Map() : await readInterests(files.interests),
  };
}

async function readExperience(path: string): Promise<Map<number, Position[]>> {
  const rows = await readRows(path, PositionRow);
  // A position without an end is held still: it sorts before all others.
  const sorted = rows.toSorted((a, b) => (b.end_date || '9999').localeCompare(a.end_date || '9999'));
  return grouped(sorted, ({ user_id: user, position, city, state }) => [
    user,
    { title: position, city: folded(city), state: state.trim().toUpperCase() },
  ]);
}

async function readInterests(path: string): Promise<Map<number, string[]>> {
  return grouped(await readRows(path, InterestRow), ({ user_id: user, position }) => [user, position]);
}

function grouped<Row, Item>(rows: readonly Row[], entry: (row: Row) => [number, Item]): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const row of rows) {
    const [key, item] = entry(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Truth of a held-out file: `user_id,job_id`, as slots. */
export async function readHeldOut(path: string, jobs: readonly ViewedJob[]): Promise<Map<number, number>> {
  const slots = new Map(jobs.map(({ id }, slot) => [id, slot]));
  const rows = await readRows(path, z.object({ user_id: Whole, job_id: Whole }));
  return new Map(
    rows.map(({ user_id: user, job_id: id }) => {
      const job = slots.get(id);
      if (job === undefined) throw new InputError(`${path} holds out job ${id}, which is not among the jobs`);
      return [user, job];
    }),
  );
}

async function readRows<Row>(path: string, schema: z.ZodType<Row>): Promise<Row[]> {
  const parser = parse({ columns: true, bom: true, relax_column_count: true, skip_empty_lines: true });
  const rows: Row[] = [];
  const reading = (async () => {
    for await (const { text } of linesOf(path)) parser.write(`${text}\n`);
    parser.end();
  })();
  let number = 1;
  for await (const record of parser) {
    number += 1;
    const row = schema.safeParse(record);
    if (!row.success) {
      const [issue] = row.error.issues;
      throw new InputError(
        `${path}, row ${number}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'cannot be read'}`,
      );
    }
    rows.push(row.data);
  }
  await reading;
  if (rows.length === 0) throw new InputError(`${path} is empty`);
  return rows;
}

/** Lower case without accents and punctuation. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9+#]+/g, ' ')
    .trim();
