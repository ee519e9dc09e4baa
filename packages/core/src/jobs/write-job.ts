import type { Actor, KeyActor } from '@access/contracts/actor';
import type { JobStatus } from '@access/contracts/enums';
import { AppError } from '@access/contracts/errors';
import type { CompanyId, JobId } from '@access/contracts/ids';
import type { Job, JobInput, JobUpdate } from '@access/contracts/jobs';
import { notify, type Tx } from '@access/db';

import { recordActivity, type Caller } from '../audit/index.ts';
import { JOBS_CHANGED_CHANNEL, recordEvent } from '../events/index.ts';
import { composeJob, type Composing } from './compose-job.ts';
import { actionOf, nextStatus, type JobMover } from './job-moves.policy.ts';
import { findJob, lockJob, setDecision, setStatus, type LockedJob } from './jobs.repository.ts';
import { insertJobs, newJobIds, updateJobs } from './write-jobs.repository.ts';

/** Whose change it is, and the transaction it happens in. */
interface By {
  readonly trx: Tx;
  readonly actor: Actor;
  readonly caller: Caller;
}
type Writer = By & Pick<Composing, 'skills' | 'places'>;

export async function addJob(writer: Writer, input: JobInput): Promise<Job> {
  const { trx, actor } = writer;
  const by = moverOf(actor);
  if (actor.via === 'key') requirePartner(actor, input, false);
  const status = nextStatus({ from: 'new', action: actionOf(by, 'new', input.status), by });
  const [id] = await newJobIds(trx, 1);
  if (id === undefined) throw new Error('The database made no id');
  await insertJobs(trx, [await composeJob({ ...writer, id, input, status, creator: actor })]);
  return announced(writer, id, 'jobs.created');
}

export async function changeJob(writer: Writer, { id, ...input }: JobUpdate): Promise<Job> {
  const { trx, actor } = writer;
  const by = moverOf(actor);
  const locked = await lockOwn(trx, actor, id);
  if (actor.via === 'key') requirePartner(actor, input, locked.isFeatured);
  const action = actionOf(by, locked.status, input.status);
  const status = nextStatus({ from: locked.status, action, by });
  if (locked.mergedInto !== null && status !== 'closed') throw merged();
  const content = { ...writer, id, creator: null };
  if (action !== 'submit') {
    await updateJobs(trx, [await composeJob({ ...content, input, status })]);
  } else {
    // Written in its old state first: a program that sends what we have asks for no decision.
    const isFeatured = locked.isFeatured;
    const before = await findJob(trx, id);
    await updateJobs(trx, [
      await composeJob({ ...content, input: { ...input, isFeatured }, status: locked.status }),
    ]);
    const after = await findJob(trx, id);
    const isSame = statementOf(before?.job) === statementOf(after?.job) && isShownOrWaits(locked.status);
    if (isSame) return existing(trx, id);
    await setStatus(trx, id, status);
  }
  return announced(writer, id, 'jobs.changed', { from: locked.status });
}

export async function closeJob(by: By, id: JobId): Promise<void> {
  const locked = await lockOwn(by.trx, by.actor, id);
  // Closed is closed: saying it twice is no change, and no conflict either.
  if (locked.status === 'closed') return;
  await setStatus(by.trx, id, nextStatus({ from: locked.status, action: 'close', by: moverOf(by.actor) }));
  await announced(by, id, 'jobs.closed', { from: locked.status });
}

type Decision =
  | { readonly action: 'approve'; readonly id: JobId; readonly updatedAt?: string | undefined }
  | {
      readonly action: 'reject';
      readonly id: JobId;
      readonly reason: string;
      readonly updatedAt?: string | undefined;
    };

export async function decideJob(by: By, decision: Decision): Promise<Job> {
  const { trx, actor } = by;
  const { id, action, updatedAt } = decision;
  const locked = await lockJob(trx, id);
  if (locked === undefined) throw noSuchJob();
  if (locked.mergedInto !== null) throw merged();
  const hasSeen = updatedAt !== undefined && locked.updatedAt.getTime() === Date.parse(updatedAt);
  if (updatedAt !== undefined && !hasSeen) {
    throw new AppError('conflict', 'This job has changed since you saw it; look at it again');
  }
  nextStatus({ from: locked.status, action, by: moverOf(actor), hasSeen });
  if (action === 'approve' && locked.isOverdue) {
    throw new AppError('conflict', 'Its deadline is past: nobody would see it');
  }
  const status = action === 'approve' ? 'active' : 'rejected';
  const reason = decision.action === 'reject' ? decision.reason : null;
  await setDecision(trx, { id, status, by: actor.userId, reason });
  const facts = { from: locked.status, ...(reason === null ? {} : { reason }) };
  return announced(by, id, action === 'approve' ? 'jobs.approved' : 'jobs.rejected', facts);
}

/** An admin made the key, but it speaks for a partner. */
function moverOf(actor: Actor): JobMover {
  if (actor.userType !== 'admin')
    throw new AppError('forbidden', 'Only admins and their partners can do this');
  return actor.via === 'key' ? 'partner' : 'admin';
}

/** The job, locked; for a key only one that it posted. */
async function lockOwn(trx: Tx, actor: Actor, id: JobId): Promise<LockedJob> {
  const locked = await lockJob(trx, id);
  if (locked === undefined) throw noSuchJob();
  if (actor.via !== 'key') return locked;
  if (locked.createdByKey !== actor.keyId) throw noSuchJob();
  requireCompany(actor, locked.companyId);
  return locked;
}

function requirePartner(actor: KeyActor, input: Omit<JobInput, 'id'>, isFeatured: boolean): void {
  requireCompany(actor, input.companyId);
  if (!input.isFeatured || isFeatured) return;
  const problems = [{ path: 'isFeatured', message: 'Only the site’s staff feature a job' }];
  throw new AppError('validation_failed', 'Only the site’s staff feature a job', { problems });
}

function requireCompany(actor: KeyActor, companyId: CompanyId): void {
  if (actor.companyIds.includes(companyId)) return;
  throw new AppError('forbidden', 'This key was not granted this company');
}

/** An unchanged job that is neither shown nor waiting was sent to be looked at again. */
const isShownOrWaits = (status: JobStatus): boolean => status === 'active' || status === 'pending';

/** All that a job states, to tell a change from a repetition. */
function statementOf(job: Job | undefined): string {
  if (job === undefined) throw noSuchJob();
  const { updatedAt: _, viewCount: _views, isActive: _active, ...statement } = job;
  return JSON.stringify(statement);
}

async function announced(
  { trx, actor, caller }: By,
  id: JobId,
  action: string,
  facts: Readonly<Record<string, string>> = {},
): Promise<Job> {
  const job = await existing(trx, id);
  await recordActivity(trx, {
    actor,
    action,
    subject: id,
    metadata: { title: job.title, to: job.status, ...facts },
    ip: caller.ip,
  });
  await recordEvent(trx, { type: 'job.changed', subject: id });
  await notify(trx, JOBS_CHANGED_CHANNEL, '');
  return job;
}

async function existing(trx: Tx, id: JobId): Promise<Job> {
  const found = await findJob(trx, id);
  if (found === undefined) throw noSuchJob();
  return found.job;
}

const noSuchJob = (): AppError => new AppError('not_found', 'No such job');
const merged = (): AppError =>
  new AppError('conflict', 'This job was merged into another one; undo that first');
