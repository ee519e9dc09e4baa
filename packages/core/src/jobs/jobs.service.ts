import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { JobId } from '@access/contracts/ids';
import type { Job, JobInput, JobSummary, JobUpdate, JobViewInput } from '@access/contracts/jobs';
import type { ApproveJobInput, RejectJobInput } from '@access/contracts/moderation';
import type { Page } from '@access/contracts/pages';
import type { Db } from '@access/db';

import type { Caller } from '../audit/index.ts';
import { findJob, findJobs, type StoredJob } from './jobs.repository.ts';
import type { PlaceResolver, SkillExtractor } from './ports.ts';
import { previewJob } from './preview-job.ts';
import { similarJobs } from './similar-jobs.repository.ts';
import { summariesByIds } from './summary.repository.ts';
import { createViewBuffer } from './view-buffer.ts';
import { addJob, changeJob, closeJob, decideJob } from './write-job.ts';

export type JobsService = ReturnType<typeof createJobsService>;

export interface JobsDeps {
  readonly db: Db;
  readonly skills: SkillExtractor;
  readonly places: PlaceResolver;
  readonly now: () => Date;
  /** Hears why counted views could not be stored; they wait for the next try. */
  readonly onViewsDelayed: (error: unknown) => void;
}

const SIMILAR_JOBS = 10;

export function createJobsService(deps: JobsDeps) {
  const { db } = deps;
  const views = createViewBuffer({ db, now: deps.now, onFlushFailed: deps.onViewsDelayed });
  const readable = async (id: JobId, viewer: Actor | null): Promise<StoredJob> => {
    const found = await findJob(db, id);
    if (found === undefined || !isReadable(found, viewer)) throw new AppError('not_found', 'No such job');
    return found;
  };
  return {
    /** The whole posting. Closed and expired ones stay readable; what was never shown is for admins, and for the key that posted it. */
    getJob: async (id: JobId, viewer: Actor | null): Promise<Job> => (await readable(id, viewer)).job,

    /** The same with what its page needs besides: country, coordinates, the company's site, the job it was merged into. */
    getPosting: (id: JobId, viewer: Actor | null): Promise<StoredJob> => readable(id, viewer),

    /** Whole postings in the order of `ids`, whatever their state; unknown ids are left out. */
    jobsByIds: async (ids: readonly JobId[]): Promise<Job[]> =>
      (await findJobs(db, ids)).map(({ job }) => job),

    /** Open jobs that ask for like skills under a like title, best first. */
    async similar(id: JobId, viewer: Actor | null): Promise<Page<JobSummary>> {
      const { job } = await readable(id, viewer);
      const items = await similarJobs(db, job, SIMILAR_JOBS);
      return { items, nextCursor: null, total: { value: items.length, relation: 'eq' } };
    },

    /** Summaries in the order of `ids`, closed jobs too; unknown ids are left out. */
    summariesByIds: (ids: readonly JobId[]): Promise<JobSummary[]> => summariesByIds(db, ids),

    /** Adds a job. Skills left out are read from the text, a place from the location. A partner's job waits for a decision, and is of a company its key names. */
    create: (actor: Actor, input: JobInput, caller: Caller): Promise<Job> =>
      db.transaction().execute((trx) => addJob({ ...deps, trx, actor, caller }, input)),

    /** A job as it would be shown, with its HTML cleaned and the skills and place read from its text; nothing is kept. */
    preview: (actor: Actor, input: JobInput): Promise<Job> => previewJob({ ...deps, actor }, input),

    /** Replaces a job's content; what the input leaves out takes its default. A partner's change waits for a decision; one that changes nothing does not. */
    update: (actor: Actor, input: JobUpdate, caller: Caller): Promise<Job> =>
      db.transaction().execute((trx) => changeJob({ ...deps, trx, actor, caller }, input)),

    /** Closes a job: it leaves every list and stays readable, because people have saved it and applied to it. */
    remove: (actor: Actor, id: JobId, caller: Caller): Promise<void> =>
      db.transaction().execute((trx) => closeJob({ trx, actor, caller }, id)),

    /** Shows a job that waits. `conflict` when somebody decided before, or when it is not as the reviewer saw it. */
    approve: (actor: Actor, input: ApproveJobInput, caller: Caller): Promise<Job> =>
      db.transaction().execute((trx) => decideJob({ trx, actor, caller }, { action: 'approve', ...input })),

    /** Refuses a job that waits, or takes down one that is shown if its state was seen; the reason is for whoever posted it. */
    reject: (actor: Actor, input: RejectJobInput, caller: Caller): Promise<Job> =>
      db.transaction().execute((trx) => decideJob({ trx, actor, caller }, { action: 'reject', ...input })),

    /** Counts a view once per viewer and UTC day, within a second. `viewer` is the person's id or an anonymous one, 64 characters at most. */
    recordView(viewer: string, { id, seconds }: JobViewInput): void {
      views.add({ jobId: id, viewer, seconds });
    },

    /** Stores the views that wait. */
    flushViews: (): Promise<void> => views.flush(),

    /** Stores the views that wait; call before the database closes. */
    close: (): Promise<void> => views.close(),
  };
}

function isReadable({ job, facts }: StoredJob, viewer: Actor | null): boolean {
  if (['active', 'closed', 'expired'].includes(job.status)) return true;
  if (viewer?.via === 'key') return facts.createdByKey === viewer.keyId;
  return viewer?.userType === 'admin';
}
