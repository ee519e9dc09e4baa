import { sql } from 'kysely';

import type { FeedId, ImportRunId, UserId } from '@access/contracts/ids';
import type { FieldMapping, ImportCounts, ImportStatus } from '@access/contracts/imports';
import type { Db, Tx } from '@access/db';

export type RunTrigger = 'upload' | 'command' | 'schedule' | 'demo';

/** A run as it is stored. */
export interface Run {
  readonly id: ImportRunId;
  readonly source: string;
  readonly format: string;
  readonly status: ImportStatus;
  readonly trigger: RunTrigger;
  readonly feedId: FeedId | null;
  readonly isFull: boolean;
  readonly isForced: boolean;
  readonly isDryRun: boolean;
  readonly mapping: FieldMapping | null;
  readonly companyName: string | null;
  readonly fileKey: string | null;
  readonly fileName: string | null;
  readonly bytesTotal: number | null;
  readonly bytesRead: number;
  /** Rows that are dealt with: what a run that was killed goes on behind. */
  readonly rowsDone: number;
  readonly counts: ImportCounts;
  readonly message: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

export const noCounts: ImportCounts = {
  read: 0,
  created: 0,
  updated: 0,
  redated: 0,
  unchanged: 0,
  closed: 0,
  failed: 0,
  noted: 0,
};

const columns = sql`r.id, r.source, r.format, r.status, r.trigger, r.feed_id, r.is_full, r.is_forced, r.is_dry_run, r.mapping,
  r.company_name, r.file_key, r.file_name, r.bytes_total, r.bytes_read, r.rows_done, r.counts, r.message, r.started_at, r.finished_at`;

/** Runs of earlier versions counted less. */
const withCounts = (row: Run): Run => ({ ...row, counts: { ...noCounts, ...row.counts } });

export interface NewRun {
  readonly source: string;
  readonly format: string;
  readonly status: 'queued' | 'running';
  readonly trigger: RunTrigger;
  readonly isFull: boolean;
  readonly isForced: boolean;
  readonly isDryRun: boolean;
  readonly mapping: FieldMapping | null;
  readonly companyName: string | null;
  readonly feedId?: FeedId | null;
  readonly fileKey?: string | null;
  readonly fileName: string | null;
  readonly bytesTotal: number | null;
  readonly inputKey?: string | null;
  readonly requestedBy?: UserId | null;
}

export async function insertRun(db: Db | Tx, run: NewRun): Promise<Run> {
  const { id } = await db
    .insertInto('importRuns')
    .values({
      ...run,
      mapping: run.mapping === null ? null : JSON.stringify(run.mapping),
      beatAt: run.status === 'running' ? sql<Date>`now()` : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const stored = await findRun(db, id);
  if (stored === undefined) throw new Error('The import run was not stored');
  return stored;
}

export async function findRun(db: Db | Tx, id: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`select ${columns} from import_runs r where r.id = ${id}`.execute(db);
  return rows.map(withCounts)[0];
}

/** The newest run of this source by the same command on the same files that neither ended nor was ended. */
export async function findInterrupted(db: Db, source: string, inputKey: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select ${columns} from import_runs r
    where r.source = ${source} and r.input_key = ${inputKey} and r.finished_at is null and r.status in ('running', 'failed')
    order by r.id desc limit 1`.execute(db);
  return rows.map(withCounts)[0];
}

/** Takes a queued or interrupted run up; undefined where it ended meanwhile. */
export async function startRun(db: Db, id: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    update import_runs r set status = 'running', message = null, beat_at = now(),
      started_at = case when r.status = 'queued' then now() else r.started_at end
    where r.id = ${id} and r.finished_at is null and r.status in ('queued', 'running', 'failed')
    returning ${columns}`.execute(db);
  return rows.map(withCounts)[0];
}

/** Ends runs of the source that were killed and not taken up again. Only under the source's lock. */
export async function giveUpInterrupted(db: Db, source: string, except: string | null): Promise<void> {
  await sql`
    update import_runs set status = 'failed', finished_at = now(), message = 'It was interrupted; a later run took its place'
    where source = ${source} and finished_at is null and status in ('running', 'failed')
      and id is distinct from ${except}::uuid`.execute(db);
}

/** Says of a run by command that nobody works on it any more; those of the queue are taken up again by themselves. */
export async function markInterrupted(db: Db, id: string): Promise<void> {
  await sql`
    update import_runs set status = 'failed',
      message = 'It was interrupted behind row ' || rows_done || '; the same command goes on there'
    where id = ${id} and status = 'running' and trigger in ('command', 'demo')`.execute(db);
}

/** Runs that are waiting or under way, or seem so, oldest first. */
export async function livingRuns(db: Db): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select ${columns} from import_runs r where r.status in ('queued', 'running') order by r.id`.execute(db);
  return rows.map(withCounts);
}

/** The oldest run of the source that waits. */
export async function nextQueued(db: Db, source: string): Promise<ImportRunId | undefined> {
  const { rows } = await sql<{ id: ImportRunId }>`
    select id from import_runs where status = 'queued' and source = ${source} order by id limit 1`.execute(
    db,
  );
  return rows[0]?.id;
}

/** Locks the run for a batch; undefined where it is no longer under way or somebody else has moved it on. */
export async function holdRun(trx: Tx, id: string, rowsDone: number): Promise<{ id: string } | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from import_runs where id = ${id} and status = 'running' and rows_done = ${rowsDone} for update`.execute(
    trx,
  );
  return rows[0];
}

export interface Progress {
  readonly rowsDone: number;
  readonly bytesRead: number;
  readonly counts: ImportCounts;
}

export async function advanceRun(trx: Tx, id: string, progress: Progress): Promise<void> {
  await sql`
    update import_runs set rows_done = ${progress.rowsDone}, bytes_read = ${progress.bytesRead},
      counts = ${JSON.stringify(progress.counts)}, beat_at = now() where id = ${id}`.execute(trx);
}

/** Ends the run, unless it has ended; when it did. */
export async function endRun(
  db: Db | Tx,
  id: string,
  { status, message }: { status: 'finished' | 'failed' | 'cancelled'; message: string | null },
): Promise<Date | undefined> {
  const { rows } = await sql<{ finishedAt: Date }>`
    update import_runs set status = ${status}, message = ${message}, finished_at = clock_timestamp()
    where id = ${id} and finished_at is null returning finished_at`.execute(db);
  return rows[0]?.finishedAt;
}

/** How the source's columns were named last; an empty mapping was named on purpose. */
export async function keptMapping(db: Db | Tx, source: string): Promise<FieldMapping | null> {
  const { rows } = await sql<{ mapping: FieldMapping }>`
    select mapping from import_runs where source = ${source} and mapping is not null
    order by started_at desc limit 1`.execute(db);
  return rows[0]?.mapping ?? null;
}

export interface RunFilter {
  readonly source: string | null;
  readonly status: ImportStatus | null;
}

const matching = ({ source, status }: RunFilter) => sql`
  (${source}::text is null or r.source = ${source}) and (${status}::text is null or r.status = ${status})`;

/** Runs from the newest on; ids grow with time. Plan: the primary key backwards, or `import_runs_source`. */
export async function listRuns(
  db: Db,
  filter: RunFilter,
  { limit, after }: { limit: number; after: string | null },
): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select ${columns} from import_runs r where ${matching(filter)} and (${after}::uuid is null or r.id < ${after}::uuid)
    order by r.id desc limit ${limit}`.execute(db);
  return rows.map(withCounts);
}

/** How many runs match, up to one more than `atMost`. */
export async function countRuns(db: Db, filter: RunFilter, atMost: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (select 1 from import_runs r where ${matching(filter)} limit ${atMost + 1}) found`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

const lockKey = (source: string) => sql`hashtextextended(${`import:${source}`}, 0)`;

/**
 * Does something while no other run of the source is at work, anywhere: under a lock of the connection, which is free again
 * the moment its process dies. Undefined where somebody else holds it.
 */
export function withSourceLock<Answer>(
  db: Db,
  source: string,
  act: () => Promise<Answer>,
): Promise<{ answer: Answer } | undefined> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      isHeld: boolean;
    }>`select pg_try_advisory_lock(${lockKey(source)}) as is_held`.execute(connection);
    if (rows[0]?.isHeld !== true) return undefined;
    try {
      return { answer: await act() };
    } finally {
      await sql`select pg_advisory_unlock(${lockKey(source)})`.execute(connection);
    }
  });
}
