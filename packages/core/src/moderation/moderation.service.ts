import { JobId } from '@access/contracts/ids';
import type { JobSummary } from '@access/contracts/jobs';
import type {
  AdminJob,
  AdminJobListInput,
  JobChange,
  JobHistoryInput,
  PendingJob,
} from '@access/contracts/moderation';
import type { Page, PageInput } from '@access/contracts/pages';
import type { Db } from '@access/db';

import type { JobsService } from '../jobs/index.ts';
import { readHistory } from './job-history.ts';
import { decodePosition, encodePosition } from './list-position.ts';
import {
  countAdminJobs,
  listAdminJobs,
  listPending,
  lookalikesOf,
  soughtWords,
  type SoughtWords,
} from './moderation.repository.ts';

export type ModerationService = ReturnType<typeof createModerationService>;

/** Counting stops here and says "at least". */
const COUNT_AT_MOST = 10_000;

export interface ModerationDeps {
  readonly db: Db;
  readonly jobs: Pick<JobsService, 'jobsByIds' | 'summariesByIds'>;
}

/** The lists that admins decide from; the decisions themselves are the jobs' own. */
export function createModerationService({ db, jobs }: ModerationDeps) {
  return {
    /** Jobs of every state, newest first. `q` finds a part of the title or the company's name, or a job by its id. */
    async list({ limit, cursor, q, status, source }: AdminJobListInput): Promise<Page<AdminJob>> {
      const list = { q, status, source };
      const after = cursor === undefined ? null : decodePosition(cursor, list);
      const filter = { words: await wordsOf(db, q), status, source };
      const [rows, count] = await Promise.all([
        listAdminJobs(db, { filter, limit: limit + 1, after }),
        countAdminJobs(db, filter, COUNT_AT_MOST),
      ]);
      return pageOf(rows, { limit, count, list });
    },

    /** Who did what to a job, newest first. */
    history: (input: JobHistoryInput): Promise<Page<JobChange>> => readHistory(db, input),

    /** Jobs that wait, whole and with the open ones that look alike; whoever waits longest comes first. */
    async pending({ limit, cursor }: PageInput): Promise<Page<PendingJob>> {
      const list = { status: 'pending' };
      const after = cursor === undefined ? null : decodePosition(cursor, list);
      const [waiting, count] = await Promise.all([
        listPending(db, { limit: limit + 1, after }),
        countAdminJobs(db, { words: undefined, status: 'pending', source: undefined }, COUNT_AT_MOST),
      ]);
      const ids = waiting.map(({ id }) => id);
      const [whole, alike] = await Promise.all([jobs.jobsByIds(ids), lookalikesOf(db, ids)]);
      const summaries = new Map<string, JobSummary>(
        (await jobs.summariesByIds([...new Set([...alike.values()].flat())])).map((job) => [job.id, job]),
      );
      const senders = new Map(waiting.map(({ id, submittedBy }) => [id, submittedBy]));
      const rows = whole.map((job) => ({
        ...job,
        submittedBy: senders.get(job.id) ?? null,
        lookalikes: (alike.get(job.id) ?? []).flatMap((id) => summaries.get(id) ?? []),
      }));
      return pageOf(rows, { limit, count, list });
    },
  };
}

async function wordsOf(db: Db, q: string | undefined): Promise<SoughtWords | undefined> {
  if (q === undefined || q === '') return undefined;
  const id = JobId.safeParse(q);
  return id.success ? { id: id.data } : soughtWords(db, q);
}

interface Paging {
  readonly limit: number;
  readonly count: number;
  readonly list: Readonly<Record<string, unknown>>;
}

/** `rows` holds one more than fits where there is a next page. */
function pageOf<Row extends { id: JobSummary['id'] }>(rows: readonly Row[], paging: Paging): Page<Row> {
  const { limit, count, list } = paging;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last !== undefined ? encodePosition(last.id, list) : null,
    total:
      count > COUNT_AT_MOST ? { value: COUNT_AT_MOST, relation: 'gte' } : { value: count, relation: 'eq' },
  };
}
