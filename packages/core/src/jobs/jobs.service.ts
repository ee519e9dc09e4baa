import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { JobId, SkillId } from '@access/contracts/ids';
import type { Job, JobInput, JobSummary, JobUpdate, JobViewInput } from '@access/contracts/jobs';
import type { Page } from '@access/contracts/pages';
import { notify, type Db, type Tx } from '@access/db';

import { recordEvent } from '../events/index.ts';
import { requirePlaces } from '../places/index.ts';
import { skillsByIds } from '../skills/index.ts';
import { closeJobs, companyName, findJob, loadExchangeRates, lockJob } from './jobs.repository.ts';
import type { PlaceResolver, SkillExtractor, SkillMention } from './ports.ts';
import { prepareJob, textOf } from './prepare-job.ts';
import { sanitiseHtml } from './sanitise-html.ts';
import { similarJobs } from './similar-jobs.repository.ts';
import { summariesByIds } from './summary.repository.ts';
import { createViewBuffer } from './view-buffer.ts';
import { insertJobs, newJobIds, updateJobs, type JobRecord } from './write-jobs.repository.ts';

export type JobsService = ReturnType<typeof createJobsService>;

/** Told after every transaction that changed jobs: job indexes in the workers then read what is new. */
export const JOBS_CHANGED_CHANNEL = 'jobs_changed';

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
  return {
    /** The whole posting. Closed and expired ones stay readable; drafts and refused ones are for admins alone. */
    async getJob(id: JobId, viewer: Actor | null): Promise<Job> {
      const job = await findJob(db, id);
      if (job === undefined || !isReadable(job, viewer)) throw noSuchJob();
      return job;
    },

    /** Open jobs that ask for like skills under a like title, best first. */
    async similar(id: JobId, viewer: Actor | null): Promise<Page<JobSummary>> {
      const job = await findJob(db, id);
      if (job === undefined || !isReadable(job, viewer)) throw noSuchJob();
      const items = await similarJobs(db, job, SIMILAR_JOBS);
      return { items, nextCursor: null, total: { value: items.length, relation: 'eq' } };
    },

    /** Summaries in the order of `ids`, closed jobs too; unknown ids are left out. */
    summariesByIds: (ids: readonly JobId[]): Promise<JobSummary[]> => summariesByIds(db, ids),

    /** Adds a job as an admin. Skills left out are read from the text, a place from the location. */
    create: (actor: Actor, input: JobInput): Promise<Job> =>
      db.transaction().execute(async (trx) => {
        const [id] = await newJobIds(trx, 1);
        if (id === undefined) throw new Error('The database made no id');
        await insertJobs(trx, [await toRecord({ trx, deps, id, input, createdBy: actor.userId })]);
        return announced(trx, id);
      }),

    /** Replaces a job's content; what the input leaves out takes its default. */
    update: ({ id, ...input }: JobUpdate): Promise<Job> =>
      db.transaction().execute(async (trx) => {
        if ((await lockJob(trx, id)) === undefined) throw noSuchJob();
        await updateJobs(trx, [await toRecord({ trx, deps, id, input, createdBy: null })]);
        return announced(trx, id);
      }),

    /** Closes a job: it leaves every list and stays readable, because people have saved it and applied to it. */
    remove: (id: JobId): Promise<void> =>
      db.transaction().execute(async (trx) => {
        if ((await lockJob(trx, id)) === undefined) throw noSuchJob();
        await closeJobs(trx, [id]);
        await announced(trx, id);
      }),

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

const noSuchJob = (): AppError => new AppError('not_found', 'No such job');

const isReadable = (job: Job, viewer: Actor | null): boolean =>
  viewer?.userType === 'admin' || ['active', 'closed', 'expired'].includes(job.status);

async function announced(trx: Tx, id: JobId): Promise<Job> {
  await recordEvent(trx, { type: 'job.changed', subject: id });
  await notify(trx, JOBS_CHANGED_CHANNEL, '');
  const job = await findJob(trx, id);
  if (job === undefined) throw noSuchJob();
  return job;
}

interface Writing {
  readonly trx: Tx;
  readonly deps: JobsDeps;
  readonly id: JobId;
  readonly input: JobInput;
  readonly createdBy: string | null;
}

async function toRecord({ trx, deps, id, input, createdBy }: Writing): Promise<JobRecord> {
  const { skills: given, applicationDeadline, ...fields } = input;
  const name = await companyName(trx, input.companyId);
  if (name === undefined) throw problem('companyId', 'No company has this id');
  if (input.placeId !== null) await requirePlaces(trx, [input.placeId], 'placeId');
  const html = {
    description: sanitiseHtml(input.description),
    requirements: input.requirements === null ? null : sanitiseHtml(input.requirements),
    benefits: input.benefits === null ? null : sanitiseHtml(input.benefits),
  };
  const mentions: readonly SkillMention[] =
    given === undefined ? deps.skills.extract(textOf({ ...input, ...html }), { kind: 'job' }) : [];
  const isDateOnly = applicationDeadline !== null && applicationDeadline.length === 10;
  const record = prepareJob(
    id,
    {
      ...fields,
      ...html,
      companyName: name,
      latitude: null,
      longitude: null,
      country: null,
      language: null,
      postedAt: null,
      deadlineAt: isDateOnly ? null : applicationDeadline,
      deadlineDate: isDateOnly ? applicationDeadline : null,
      createdBy,
      mentions,
    },
    { places: deps.places, rates: await loadExchangeRates(trx) },
  );
  return given === undefined ? record : { ...record, ...(await givenSkills(trx, given)) };
}

async function givenSkills(
  trx: Tx,
  given: NonNullable<JobInput['skills']>,
): Promise<Pick<JobRecord, 'skills' | 'skillNames'>> {
  const found = await skillsByIds(
    trx,
    given.map((skill) => skill.skillId),
  );
  const nameOf = new Map<SkillId, string>(found.map((skill) => [skill.id, skill.name]));
  const unknown = given.findIndex((skill) => !nameOf.has(skill.skillId));
  if (unknown >= 0)
    throw problem(`skills[${unknown}].skillId`, 'No skill has this id; pick one from GET /skills');
  return { skills: given, skillNames: [...nameOf.values()].join(', ') };
}

const problem = (path: string, message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path, message }] });
