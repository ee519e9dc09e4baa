import type { JobStatus } from '@access/contracts/enums';
import { AppError } from '@access/contracts/errors';

/** Who moves a job by hand: the operator's staff, or a partner's program with a key. Imports and expiry move many at once, in SQL. */
export type JobMover = 'admin' | 'partner';

/**
 * What can be done to a job: `shelve` makes a draft of it, `submit` asks for a decision, `publish` shows it without one,
 * `edit` changes its content and leaves its state.
 */
export type JobAction = 'shelve' | 'submit' | 'publish' | 'edit' | 'approve' | 'reject' | 'close';

/** Where a job stands; `new` is one that is just being made. */
export type JobState = JobStatus | 'new';

type Row = Partial<Record<JobAction, readonly JobMover[]>>;

const admin = ['admin'] as const;
const partner = ['partner'] as const;
const both = ['admin', 'partner'] as const;

/** Who may do what in which state; what is not here is refused. */
const jobMoves: Readonly<Record<JobState, Row>> = {
  new: { shelve: both, submit: partner, publish: admin, close: admin },
  draft: { shelve: both, submit: partner, publish: admin, close: both },
  // Content may be mended while it waits, but only a decision shows it.
  pending: { shelve: partner, submit: partner, edit: admin, approve: admin, reject: admin, close: both },
  active: { shelve: both, submit: partner, publish: admin, reject: admin, close: both },
  rejected: { shelve: partner, submit: partner, edit: admin, approve: admin, close: both },
  expired: { shelve: both, submit: partner, publish: admin, reject: admin, close: both },
  closed: { shelve: both, submit: partner, publish: admin, close: both },
};

/**
 * Decisions on a job that no longer waits overturn somebody's: they are taken only from whoever names the state they saw, so that
 * two admins who decide at the same moment make one decision.
 */
const overturns = (from: JobState, action: JobAction): boolean =>
  (action === 'approve' || action === 'reject') && from !== 'pending';

const leadsTo: Readonly<Record<Exclude<JobAction, 'edit'>, JobStatus>> = {
  shelve: 'draft',
  submit: 'pending',
  publish: 'active',
  approve: 'active',
  reject: 'rejected',
  close: 'closed',
};

export interface JobMove {
  readonly from: JobState;
  readonly action: JobAction;
  readonly by: JobMover;
  /** The mover named the state they saw, and it still stands. */
  readonly hasSeen?: boolean;
}

/** The state a move leads to. @throws AppError conflict for one that the table does not hold. */
export function nextStatus({ from, action, by, hasSeen = false }: JobMove): JobStatus {
  const isAllowed = jobMoves[from][action]?.includes(by) === true && (hasSeen || !overturns(from, action));
  if (!isAllowed) throw new AppError('conflict', refusal(from, action));
  if (action !== 'edit') return leadsTo[action];
  if (from === 'new') throw new Error('A job that is being made has no state to keep');
  return from;
}

/** What somebody asks for who writes a job's content with this status. */
export function actionOf(by: JobMover, from: JobState, asked: 'draft' | 'active' | 'closed'): JobAction {
  if (asked === 'closed') return 'close';
  if (asked === 'draft') return 'shelve';
  if (by === 'partner') return 'submit';
  return from === 'pending' || from === 'rejected' ? 'edit' : 'publish';
}

function refusal(from: JobState, action: JobAction): string {
  if (action === 'approve' && (from === 'active' || from === 'expired'))
    return 'This job was approved already';
  if (action === 'approve' || action === 'reject')
    return `This job does not wait for a decision: it is ${from}`;
  return `A job that is ${from} cannot be moved so`;
}
