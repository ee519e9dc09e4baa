import { z } from 'zod';

import { AppError } from '@access/contracts/errors';

/** Where a page ended: the list's version and the last rank shown. */
const ListPosition = z.object({ version: z.int32().min(1), rank: z.int32().min(1) });
export type ListPosition = z.infer<typeof ListPosition>;

export const encodeListPosition = ({ version, rank }: ListPosition): string =>
  Buffer.from(JSON.stringify({ version, rank })).toString('base64url');

/** @throws AppError invalid_cursor for anything not handed out by us. */
export function decodeListPosition(cursor: string): ListPosition {
  try {
    return ListPosition.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('invalid_cursor', 'Use nextCursor as it was given', { cause });
  }
}
