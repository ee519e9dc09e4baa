import { createHash } from 'node:crypto';

import { z } from 'zod';

import { AppError } from '@access/contracts/errors';
import { JobId } from '@access/contracts/ids';

/** v: layout of the cursor; f: hash of the list it belongs to. */
const Position = z.object({ v: z.literal(1), f: z.string(), id: JobId });

const hashOf = (list: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 12);

/** The cursor behind a page's last job; it belongs to one list with one filter. */
export const encodePosition = (id: JobId, list: Readonly<Record<string, unknown>>): string =>
  Buffer.from(JSON.stringify({ v: 1, f: hashOf(list), id })).toString('base64url');

/** @throws AppError invalid_cursor for anything that was not handed out for this list. */
export function decodePosition(cursor: string, list: Readonly<Record<string, unknown>>): JobId {
  const parsed = Position.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new AppError('invalid_cursor', 'Use nextCursor as it was given');
  if (parsed.data.f !== hashOf(list))
    throw new AppError('invalid_cursor', 'This cursor belongs to another list');
  return parsed.data.id;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all: the schema refuses it with the rest.
    return undefined;
  }
}
