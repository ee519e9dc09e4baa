import { sql } from 'kysely';

import type { JobId, UserId } from '@access/contracts/ids';
import type { FeedbackInput, MyJobsState } from '@access/contracts/recommendations';
import type { Db, Tx } from '@access/db';

/** Which column of `user_jobs` holds each state, and which popularity counter moves with it. */
export const stateColumns = {
  view: { column: 'last_viewed_at', field: 'lastViewedAt', counter: null },
  like: { column: 'liked_at', field: 'likedAt', counter: 'likes' },
  dislike: { column: 'dismissed_at', field: 'dismissedAt', counter: null },
  apply: { column: 'applied_at', field: 'appliedAt', counter: 'applies' },
  bookmark: { column: 'bookmarked_at', field: 'bookmarkedAt', counter: 'bookmarks' },
} as const;

/** Appends the interaction; its id is the watermark that lists are compared with. */
export async function insertInteraction(trx: Tx, userId: UserId, input: FeedbackInput): Promise<number> {
  const row = await trx
    .insertInto('interactions')
    .values({
      userId,
      jobId: input.jobId,
      type: input.type,
      dwellSeconds: input.dwellSeconds ?? null,
      reason: input.type === 'dislike' ? (input.reason ?? null) : null,
      source: input.source,
      // A list that is not this person's own is simply not the origin; one that was pruned left its impressions.
      listId: sql<string | null>`(
        select id from recommendation_lists where id = ${input.listId ?? null} and user_id = ${userId}
        union
        select list_id from impressions
        where list_id = ${input.listId ?? null} and job_id = ${input.jobId} and user_id = ${userId})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return Number(row.id);
}

/** Marks the person's living interactions of this type with the job undone. */
export async function markUndone(
  trx: Tx,
  userId: UserId,
  { jobId, type }: Pick<FeedbackInput, 'jobId' | 'type'>,
): Promise<void> {
  await trx
    .updateTable('interactions')
    .set({ undoneAt: sql`now()` })
    .where('userId', '=', userId)
    .where('jobId', '=', jobId)
    .where('type', '=', type)
    .where('undoneAt', 'is', null)
    .execute();
}

/**
 * Marks the person's living interactions of this type undone. The undoing is a row of its own, undone from the start:
 * its id is the watermark, which lists read as the newest row of the person.
 */
export async function undoInteractions(trx: Tx, userId: UserId, input: FeedbackInput): Promise<number> {
  await markUndone(trx, userId, input);
  const row = await trx
    .insertInto('interactions')
    .values({ userId, jobId: input.jobId, type: input.type, source: input.source, undoneAt: sql`now()` })
    .returning('id')
    .executeTakeFirstOrThrow();
  return Number(row.id);
}

/** The number of the person's latest interaction; 0 before the first. */
export async function newestWatermark(trx: Tx, userId: UserId): Promise<number> {
  const row = await trx
    .selectFrom('interactions')
    .select((eb) => eb.fn.max('id').as('watermark'))
    .where('userId', '=', userId)
    .executeTakeFirst();
  return Number(row?.watermark ?? 0);
}

/** Moves the person's locked state of the job. Like and dismiss exclude each other; another reason leaves the time of the dismissal. */
export async function setState(trx: Tx, userId: UserId, input: FeedbackInput): Promise<void> {
  const { column } = stateColumns[input.type];
  const reason = input.type === 'dislike' && !input.undo ? (input.reason ?? null) : null;
  await sql`
    update user_jobs set
      ${sql.ref(column)} = ${input.undo ? null : timeOf(input.type)}
      ${input.type === 'dislike' ? sql`, dismiss_reason = ${reason}` : sql``}
      ${input.type === 'view' ? sql`, view_seconds = view_seconds + ${input.dwellSeconds ?? 0}` : sql``}
      ${input.type === 'like' && !input.undo ? sql`, dismissed_at = null, dismiss_reason = null` : sql``}
      ${input.type === 'dislike' && !input.undo ? sql`, liked_at = null` : sql``}
    where user_id = ${userId} and job_id = ${input.jobId}`.execute(trx);
}

const moment = sql`date_trunc('milliseconds', now())`;
const timeOf = (type: FeedbackInput['type']) =>
  type === 'dislike' ? sql`coalesce(dismissed_at, ${moment})` : moment;

/** Moves a popularity counter by one; never below zero. */
export async function moveCounter(
  trx: Tx,
  jobId: JobId,
  counter: 'likes' | 'applies' | 'bookmarks',
  by: 1 | -1,
): Promise<void> {
  await sql`
    insert into job_stats (job_id, ${sql.ref(counter)}) values (${jobId}, ${Math.max(by, 0)})
    on conflict (job_id) do update set
      ${sql.ref(counter)} = greatest(0, job_stats.${sql.ref(counter)} + ${by}), updated_at = now()`.execute(
    trx,
  );
}

/** Whether anybody may see the job. It stays until the transaction ends: what is said of it is written with a key to it. */
export const jobExists = async (trx: Tx, jobId: JobId): Promise<boolean> =>
  (await trx
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', jobId)
    .where('status', 'in', ['active', 'closed', 'expired'])
    .forKeyShare()
    .executeTakeFirst()) !== undefined;

export interface StateRow {
  readonly jobId: JobId;
  readonly bookmarkedAt: Date | null;
  readonly likedAt: Date | null;
  readonly dismissedAt: Date | null;
  readonly dismissReason: string | null;
  readonly appliedAt: Date | null;
  readonly lastViewedAt: Date | null;
}

const stateOf: Record<
  MyJobsState,
  'bookmarkedAt' | 'likedAt' | 'dismissedAt' | 'appliedAt' | 'lastViewedAt'
> = {
  bookmarked: 'bookmarkedAt',
  liked: 'likedAt',
  dismissed: 'dismissedAt',
  applied: 'appliedAt',
  viewed: 'lastViewedAt',
};

const stateFields = [
  'jobId',
  'bookmarkedAt',
  'likedAt',
  'dismissedAt',
  'dismissReason',
  'appliedAt',
  'lastViewedAt',
] as const;

/** The state row, made where there is none and locked, so that two clicks on one job follow each other. */
export async function lockState(trx: Tx, userId: UserId, jobId: JobId): Promise<StateRow> {
  await trx
    .insertInto('userJobs')
    .values({ userId, jobId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await trx
    .selectFrom('userJobs')
    .select(stateFields)
    .where('userId', '=', userId)
    .where('jobId', '=', jobId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row as StateRow;
}

export async function findState(db: Db | Tx, userId: UserId, jobId: JobId): Promise<StateRow | undefined> {
  const row = await db
    .selectFrom('userJobs')
    .select(stateFields)
    .where('userId', '=', userId)
    .where('jobId', '=', jobId)
    .executeTakeFirst();
  return row as StateRow | undefined;
}

/** One page of jobs in a state, latest first; `before` is the last row of the page before. */
export async function listStates(
  db: Db | Tx,
  query: { userId: UserId; state: MyJobsState; limit: number; before: { at: string; jobId: string } | null },
): Promise<Array<StateRow & { at: Date }>> {
  const column = stateOf[query.state];
  let rows = db
    .selectFrom('userJobs')
    .select(stateFields)
    .where('userId', '=', query.userId)
    .where(column, 'is not', null)
    .orderBy(column, 'desc')
    .orderBy('jobId', 'desc')
    .limit(query.limit);
  if (query.before !== null) {
    const { at, jobId } = query.before;
    rows = rows.where((eb) => eb(eb.refTuple(column, 'jobId'), '<', eb.tuple(new Date(at), jobId)));
  }
  const found = (await rows.execute()) as StateRow[];
  return found.flatMap((row) => (row[column] === null ? [] : [{ ...row, at: row[column] }]));
}

export async function countStates(db: Db | Tx, userId: UserId, state: MyJobsState): Promise<number> {
  const row = await db
    .selectFrom('userJobs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .where(stateOf[state], 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
