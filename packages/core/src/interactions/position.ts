import { z } from 'zod';

import { AppError } from '@access/contracts/errors';
import { MyJobsState } from '@access/contracts/recommendations';
import { Instant } from '@access/contracts/text';

const Position = z.object({ state: MyJobsState, at: Instant, jobId: z.uuid() });
type Position = z.infer<typeof Position>;

export const encodePosition = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws AppError invalid_cursor for anything not handed out for this state. */
export function decodePosition(cursor: string, state: MyJobsState): Position {
  try {
    const position = Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (position.state === state) return position;
  } catch (cause) {
    throw new AppError('invalid_cursor', 'Use nextCursor as it was given', { cause });
  }
  throw new AppError('invalid_cursor', 'This cursor belongs to another list');
}
