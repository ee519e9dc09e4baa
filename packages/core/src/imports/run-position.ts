import { z } from 'zod';

import { AppError } from '@access/contracts/errors';

const Position = z.object({
  v: z.literal(1),
  source: z.string().nullable(),
  status: z.string().nullable(),
  id: z.uuid(),
});
type Filter = Pick<z.infer<typeof Position>, 'source' | 'status'>;

/** The cursor behind the last run of a page; it belongs to one filter. */
export const encodeRunPosition = ({ source, status, id }: Filter & { id: string }): string =>
  Buffer.from(JSON.stringify({ v: 1, source, status, id })).toString('base64url');

/** @throws AppError invalid_cursor for anything that was not handed out for this filter. */
export function decodeRunPosition(cursor: string, filter: Filter): string {
  const parsed = Position.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new AppError('invalid_cursor', 'Use nextCursor as it was given');
  const { source, status, id } = parsed.data;
  if (source !== filter.source || status !== filter.status)
    throw new AppError('invalid_cursor', 'This cursor belongs to another list');
  return id;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all: the schema refuses it with the rest.
    return undefined;
  }
}
