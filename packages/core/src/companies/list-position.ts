import { z } from 'zod';

import { AppError } from '@access/contracts/errors';

const Position = z.object({ v: z.literal(1), q: z.string(), name: z.string(), id: z.uuid() });

/** The cursor behind the last company of a page; it belongs to one `q`. */
export const encodePosition = (position: { q: string; name: string; id: string }): string =>
  Buffer.from(JSON.stringify({ v: 1, ...position })).toString('base64url');

/** @throws AppError invalid_cursor for anything that was not handed out for this `q`. */
export function decodePosition(cursor: string, q: string): { name: string; id: string } {
  const parsed = Position.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new AppError('invalid_cursor', 'Use nextCursor as it was given');
  if (parsed.data.q !== q) throw new AppError('invalid_cursor', 'This cursor belongs to another list');
  return parsed.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all: the schema refuses it with the rest.
    return undefined;
  }
}
