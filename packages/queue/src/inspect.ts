import type { PgBoss } from 'pg-boss';
import { z } from 'zod';

import { deadLetterQueue } from './boss.ts';
import type { JobDefinition } from './job.ts';

const DeadLetterRow = z
  .object({
    id: z.string(),
    source_name: z.string().nullable(),
    data: z.unknown(),
    source_output: z.unknown(),
    source_retry_count: z.number().nullable(),
    created_on: z.date(),
  })
  .transform((row) => ({
    id: row.id,
    job: row.source_name,
    payload: row.data,
    error: row.source_output,
    attempts: (row.source_retry_count ?? 0) + 1,
    at: row.created_on,
  }));

/** A job that failed for good: what it was asked to do, what it met last, and how often it was tried. */
export type DeadLetter = z.infer<typeof DeadLetterRow>;

/** The newest dead letters. */
export async function listDeadLetters(boss: PgBoss, limit: number): Promise<DeadLetter[]> {
  const { rows } = await boss.getDb().executeSql(
    `select id, source_name, data, source_output, source_retry_count, created_on
      from pgboss.job where name = $1 and state < 'active' order by created_on desc, id limit $2`,
    [deadLetterQueue, limit],
  );
  return z.array(DeadLetterRow).parse(rows);
}

/** Dead letters of these kinds of jobs younger than `seconds`, oldest first. */
export async function listNewDeadLetters(
  boss: PgBoss,
  jobs: readonly string[],
  seconds: number,
): Promise<DeadLetter[]> {
  const { rows } = await boss.getDb().executeSql(
    `select id, source_name, data, source_output, source_retry_count, created_on
      from pgboss.job where name = $1 and state < 'active' and source_name = any($2)
        and created_on > now() - make_interval(secs => $3) order by created_on, id`,
    [deadLetterQueue, [...jobs], seconds],
  );
  return z.array(DeadLetterRow).parse(rows);
}

/** What the kind's jobs that are not done with were asked to do; those whose payload has an older shape are left out. */
export async function listUnfinished<Payload extends z.ZodType<object>>(
  boss: PgBoss,
  job: Pick<JobDefinition<string, Payload>, 'name' | 'payload'>,
): Promise<z.output<Payload>[]> {
  const { rows } = await boss
    .getDb()
    .executeSql(`select data from pgboss.job where name = $1 and state < 'completed'`, [job.name]);
  return z
    .array(z.object({ data: z.unknown() }))
    .parse(rows)
    .flatMap(({ data }) => {
      const parsed = job.payload.safeParse(data);
      return parsed.success ? [parsed.data] : [];
    });
}

const CountRow = z.object({ job: z.string(), waiting: z.number(), active: z.number(), failed: z.number() });

/** How many jobs of a kind wait, run, and failed within the time they are kept. */
export type JobCounts = z.infer<typeof CountRow>;

/** Counts by kind of job; the dead letters under `dead-letter`. */
export async function countJobs(boss: PgBoss): Promise<JobCounts[]> {
  const { rows } = await boss.getDb().executeSql(
    `select q.name as job,
        count(j.id) filter (where j.state < 'active')::int as waiting,
        count(j.id) filter (where j.state = 'active')::int as active,
        count(j.id) filter (where j.state = 'failed')::int as failed
      from pgboss.queue q left join pgboss.job j on j.name = q.name and j.state <> 'completed'
      where q.name not like '\\_\\_pgboss%' group by q.name order by q.name`,
  );
  return z.array(CountRow).parse(rows);
}
