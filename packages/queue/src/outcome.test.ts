import { expect, it } from 'vitest';

import { AppError } from '@access/contracts/errors';

import { classifyFailure, recordError, RetryableError } from './outcome.ts';

it.each([
  ['a service that is busy', new RetryableError('busy'), 'retry'],
  ['an expected refusal', new AppError('not_found', 'No such person'), 'final'],
  ['an error that calls itself final', Object.assign(new Error('encrypted'), { isFinal: true }), 'final'],
  [
    "a driver's error with a code",
    Object.assign(new Error('duplicate key'), { code: '23505' }),
    'unexpected',
  ],
  ['something that is no error', 'oops', 'unexpected'],
])('judges %s', (_, error, kind) => {
  expect(classifyFailure(error)).toBe(kind);
});

it('records a bounded text with the code', () => {
  const error = new AppError('not_found', 'x'.repeat(100_000));
  expect(recordError(error)).toEqual({
    name: 'AppError',
    message: 'x'.repeat(4_000),
    kind: 'final',
    code: 'not_found',
  });
});
