import { createHash } from 'node:crypto';

import { z } from 'zod';

import { AppError } from '@access/contracts/errors';

/** Where a page ended. `key` is the last row's sort value as the database wrote it; `asOf` the instant the first page was made. */
const Position = z.discriminatedUnion('sort', [
  z.object({ sort: z.literal('date'), key: z.iso.datetime(), id: z.uuid() }),
  z.object({ sort: z.literal('salary'), key: z.number().nullable(), id: z.uuid() }),
  z.object({ sort: z.literal('relevance'), key: z.number(), id: z.uuid(), asOf: z.iso.datetime() }),
]);
export type Position = z.infer<typeof Position>;

/** v: layout of the cursor; f: hash of the filter it belongs to; c: checksum over the rest. */
const Cursor = z.object({ v: z.literal(1), f: z.string(), p: Position, c: z.string() });

const hash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);

/** Names a filter: equal for equal filters, whatever the order of their keys. */
export const hashFilter = (filter: Readonly<Record<string, unknown>>): string =>
  hash(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

export function encodeCursor(position: Position, filterHash: string): string {
  const body = { v: 1, f: filterHash, p: position };
  return Buffer.from(JSON.stringify({ ...body, c: hash(body) })).toString('base64url');
}

/** @throws AppError invalid_cursor when it was altered, is not one of ours, or belongs to another filter or order. */
export function decodeCursor(cursor: string, filterHash: string): Position {
  const parsed = Cursor.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new AppError('invalid_cursor', 'Use nextCursor as it was given');
  const { c, ...body } = parsed.data;
  if (c !== hash(body)) throw new AppError('invalid_cursor', 'Use nextCursor as it was given');
  if (body.f !== filterHash) {
    throw new AppError(
      'invalid_cursor',
      'This cursor belongs to another filter or order; start from the first page',
    );
  }
  return body.p;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all: the schema refuses it with the rest.
    return undefined;
  }
}
