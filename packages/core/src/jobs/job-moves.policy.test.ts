import { describe, expect, it } from 'vitest';

import { JobStatus } from '@access/contracts/enums';
import { AppError } from '@access/contracts/errors';

import {
  actionOf,
  nextStatus,
  type JobAction,
  type JobMove,
  type JobMover,
  type JobState,
} from './job-moves.policy.ts';

const states: readonly JobState[] = ['new', ...JobStatus.options];
const actions: readonly JobAction[] = ['shelve', 'submit', 'publish', 'edit', 'approve', 'reject', 'close'];
const movers: readonly JobMover[] = ['admin', 'partner'];

/** The rules as people would tell them: state, action → who may. Everything else is refused. */
const told: Readonly<Record<string, readonly JobMover[]>> = {
  'new shelve': ['admin', 'partner'],
  'new submit': ['partner'],
  'new publish': ['admin'],
  'new close': ['admin'],
  'draft shelve': ['admin', 'partner'],
  'draft submit': ['partner'],
  'draft publish': ['admin'],
  'draft close': ['admin', 'partner'],
  'pending shelve': ['partner'],
  'pending submit': ['partner'],
  'pending edit': ['admin'],
  'pending approve': ['admin'],
  'pending reject': ['admin'],
  'pending close': ['admin', 'partner'],
  'active shelve': ['admin', 'partner'],
  'active submit': ['partner'],
  'active publish': ['admin'],
  'active reject': ['admin'],
  'active close': ['admin', 'partner'],
  'rejected shelve': ['partner'],
  'rejected submit': ['partner'],
  'rejected edit': ['admin'],
  'rejected approve': ['admin'],
  'rejected close': ['admin', 'partner'],
  'expired shelve': ['admin', 'partner'],
  'expired submit': ['partner'],
  'expired publish': ['admin'],
  'expired reject': ['admin'],
  'expired close': ['admin', 'partner'],
  'closed shelve': ['admin', 'partner'],
  'closed submit': ['partner'],
  'closed publish': ['admin'],
  'closed close': ['admin', 'partner'],
};
const target = {
  shelve: 'draft',
  submit: 'pending',
  publish: 'active',
  approve: 'active',
  reject: 'rejected',
  close: 'closed',
} as const;

/** Where a move leads, or that it is refused. */
function outcomeOf(move: JobMove): JobStatus | 'refused' {
  try {
    return nextStatus(move);
  } catch (error) {
    if (error instanceof AppError) return 'refused';
    throw error;
  }
}

const expected = (from: JobState, action: JobAction, by: JobMover): JobState | 'refused' => {
  if (told[`${from} ${action}`]?.includes(by) !== true) return 'refused';
  return action === 'edit' ? from : target[action];
};

const cases = states.flatMap((from) =>
  actions.flatMap((action) =>
    movers.map((by) => ({ from, action, by, leadsTo: expected(from, action, by) })),
  ),
);

describe('moving a job', () => {
  it.each(cases)('$from, $action by $by: $leadsTo', ({ from, action, by, leadsTo }) => {
    expect(outcomeOf({ from, action, by, hasSeen: true })).toBe(leadsTo);
  });

  it.each(['active', 'rejected', 'expired'] as const)(
    'overturns a decision only for whoever saw it: %s',
    (from) => {
      const action = from === 'rejected' ? 'approve' : 'reject';
      expect(() => nextStatus({ from, action, by: 'admin' })).toThrow('does not wait');
      expect(nextStatus({ from, action, by: 'admin', hasSeen: true })).toBe(target[action]);
    },
  );

  it('decides on what waits without further words', () => {
    expect(nextStatus({ from: 'pending', action: 'approve', by: 'admin' })).toBe('active');
  });

  it('never lets a partner show a job', () => {
    const outcomes = states.flatMap((from) =>
      actions.map((action) => outcomeOf({ from, action, by: 'partner', hasSeen: true })),
    );
    expect(outcomes).not.toContain('active');
  });
});

describe('what a form’s status asks for', () => {
  it.each([
    ['admin', 'new', 'active', 'publish'],
    ['admin', 'draft', 'active', 'publish'],
    ['admin', 'closed', 'active', 'publish'],
    ['admin', 'pending', 'active', 'edit'],
    ['admin', 'rejected', 'active', 'edit'],
    ['admin', 'active', 'draft', 'shelve'],
    ['admin', 'pending', 'closed', 'close'],
    ['partner', 'new', 'active', 'submit'],
    ['partner', 'active', 'active', 'submit'],
    ['partner', 'pending', 'draft', 'shelve'],
    ['partner', 'active', 'closed', 'close'],
  ] as const)('of %s, for a job that is %s: %s', (by, from, asked, action) => {
    expect(actionOf(by, from, asked)).toBe(action);
  });
});
