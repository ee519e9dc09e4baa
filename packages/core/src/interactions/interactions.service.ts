import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { JobId, UserId } from '@access/contracts/ids';
import type { Page } from '@access/contracts/pages';
import type {
  FeedbackAnswer,
  FeedbackInput,
  JobState,
  MyJob,
  MyJobsState,
} from '@access/contracts/recommendations';
import type { Db, Tx } from '@access/db';

import { recordEvent } from '../events/index.ts';
import type { JobsService } from '../jobs/index.ts';
import {
  countStates,
  findState,
  insertInteraction,
  jobExists,
  listStates,
  lockState,
  markUndone,
  moveCounter,
  newestWatermark,
  setState,
  stateColumns,
  undoInteractions,
  type StateRow,
} from './interactions.repository.ts';
import { decodePosition, encodePosition } from './position.ts';

export type InteractionsService = ReturnType<typeof createInteractionsService>;

interface InteractionsDeps {
  readonly db: Db;
  readonly jobs: Pick<JobsService, 'summariesByIds'>;
  /** Enqueues the person's new list in the interaction's own transaction. */
  readonly requestList: (trx: Tx, userId: UserId) => Promise<void>;
}

export function createInteractionsService({ db, jobs, requestList }: InteractionsDeps) {
  return {
    /** Takes one action on a job, or takes it back. Saying the same thing twice changes nothing. */
    feedback: (actor: Actor, input: FeedbackInput): Promise<FeedbackAnswer> =>
      db.transaction().execute(async (trx) => {
        const watermark = await takeFeedback(trx, actor.userId, input);
        await requestList(trx, actor.userId);
        return { accepted: true, watermark };
      }),

    /** What the person did with one job. */
    async state(actor: Actor, jobId: JobId): Promise<JobState> {
      return toState(jobId, await findState(db, actor.userId, jobId));
    },

    /** The person's jobs in one state, latest first. */
    async list(
      actor: Actor,
      input: { state: MyJobsState; limit: number; cursor?: string | undefined },
    ): Promise<Page<MyJob>> {
      const before = input.cursor === undefined ? null : decodePosition(input.cursor, input.state);
      const query = { userId: actor.userId, state: input.state, limit: input.limit + 1, before };
      const [rows, count] = await Promise.all([
        listStates(db, query),
        countStates(db, actor.userId, input.state),
      ]);
      const page = rows.slice(0, input.limit);
      const summaries = await jobs.summariesByIds(page.map((row) => row.jobId));
      const byId = new Map(summaries.map((job) => [job.id, job]));
      const items = page.flatMap((row) => {
        const job = byId.get(row.jobId);
        return job === undefined ? [] : [{ job, state: toState(row.jobId, row), at: row.at.toISOString() }];
      });
      const last = page.at(-1);
      const nextCursor =
        rows.length > input.limit && last !== undefined
          ? encodePosition({ state: input.state, at: last.at.toISOString(), jobId: last.jobId })
          : null;
      return { items, nextCursor, total: { value: count, relation: 'eq' } };
    },
  };
}

async function takeFeedback(trx: Tx, userId: UserId, input: FeedbackInput): Promise<number> {
  if (!(await mayBeSaid(trx, userId, input))) throw new AppError('not_found', 'No such job');
  const before = await lockState(trx, userId, input.jobId);
  const { field, counter } = stateColumns[input.type];
  const wasSet = before[field] !== null;
  const isChanged = wasSet === input.undo;
  if (!isChanged && saysNothingNew(before, input)) return newestWatermark(trx, userId);
  await setState(trx, userId, input);
  if (isChanged && counter !== null) await moveCounter(trx, input.jobId, counter, input.undo ? -1 : 1);
  if (!input.undo) await takeBackOpposite(trx, userId, { input, before });
  const watermark = input.undo
    ? await undoInteractions(trx, userId, input)
    : await insertInteraction(trx, userId, input);
  await recordEvent(trx, {
    type: 'interaction.recorded',
    subject: userId,
    payload: { jobId: input.jobId, type: input.type, undo: input.undo },
  });
  return watermark;
}

/** About what anybody may see; and what was said of a posting that an admin has hidden since can still be taken back. */
const mayBeSaid = async (trx: Tx, userId: UserId, { jobId, undo }: FeedbackInput): Promise<boolean> =>
  (await jobExists(trx, jobId)) || (undo && (await findState(trx, userId, jobId)) !== undefined);

/** Like and dismissal exclude each other, and a dismissal's new reason replaces it: models learn from one of them, the last. */
async function takeBackOpposite(
  trx: Tx,
  userId: UserId,
  { input: { jobId, type }, before }: { input: FeedbackInput; before: StateRow },
): Promise<void> {
  if (type !== 'like' && type !== 'dislike') return;
  if (before.dismissedAt !== null) await markUndone(trx, userId, { jobId, type: 'dislike' });
  if (before.likedAt === null || type === 'like') return;
  await markUndone(trx, userId, { jobId, type: 'like' });
  await moveCounter(trx, jobId, 'likes', -1);
}

/** Of what stands already only another look, and another reason for a dismissal, is news. */
function saysNothingNew(before: StateRow, { type, undo, reason }: FeedbackInput): boolean {
  if (undo) return true;
  if (type === 'view') return false;
  return type !== 'dislike' || reason === undefined || reason === before.dismissReason;
}

function toState(jobId: JobId, row: StateRow | undefined): JobState {
  return {
    jobId,
    isBookmarked: row?.bookmarkedAt != null,
    isLiked: row?.likedAt != null,
    isDismissed: row?.dismissedAt != null,
    dismissReason: (row?.dismissReason ?? null) as JobState['dismissReason'],
    hasApplied: row?.appliedAt != null,
    lastViewedAt: row?.lastViewedAt?.toISOString() ?? null,
  };
}
