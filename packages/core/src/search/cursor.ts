import { createHash } from 'node:crypto';

import { z } from 'zod';

import { AppError } from '@access/contracts/errors';
import { JobId } from '@access/contracts/ids';
import { Total } from '@access/contracts/pages';

const day = z.number().min(0).max(65_535);

/** Where a page ended. */
const Position = z.discriminatedUnion('sort', [
  z.object({ sort: z.literal('date'), id: JobId, at: z.iso.datetime() }),
  z.object({ sort: z.literal('salary'), id: JobId, at: z.iso.datetime(), pay: z.int().nullable() }),
  z.object({
    sort: z.literal('relevance'),
    id: JobId,
    rank: z.number(),
    /** The last of those whose texts were read, and the instant of the first page. */
    head: z.object({ id: JobId, rank: z.number() }),
    asOf: z.iso.datetime(),
    /** Oldest day of each part that was looked through; null for all. */
    from: z.array(day.nullable()).min(1).max(3),
  }),
]);
export type Position = z.infer<typeof Position>;

/** How the first page departed from what was asked. */
const Departure = z.object({
  correctedQuery: z.string().max(400).optional(),
  radiusKm: z.int().min(1).max(500).optional(),
  isAnyWord: z.literal(true).optional(),
});
export type Departure = z.infer<typeof Departure>;

const Place = z.object({ position: Position, total: Total, departure: Departure });
/** Everything a later page needs to know of the first. */
export type Place = z.infer<typeof Place>;

/** v: layout of the cursor; f: hash of the filter it belongs to; c: checksum over the rest. */
const Cursor = z.object({ v: z.literal(2), f: z.string(), p: Place, c: z.string() });

const hash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);

/** Names a filter: equal for equal filters, whatever the order of their keys. */
export const hashFilter = (filter: Readonly<Record<string, unknown>>): string =>
  hash(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

export function encodeCursor(place: Place, filterHash: string): string {
  const body = { v: 2, f: filterHash, p: Place.parse(place) };
  return Buffer.from(JSON.stringify({ ...body, c: hash(body) })).toString('base64url');
}

/** @throws AppError invalid_cursor when it was altered, is not one of ours, or belongs to another filter or order. */
export function decodeCursor(cursor: string, filterHash: string): Place {
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
