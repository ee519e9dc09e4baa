import { z } from 'zod';

import { AppError } from '@access/contracts/errors';
import type { Db } from '@access/db';

import {
  companyEntries,
  companyParts,
  jobEntries,
  jobParts,
  type FoundEntry,
  type PartRange,
} from './found.repository.ts';

export type FoundService = ReturnType<typeof createFoundService>;

/** What search engines are told of. */
export const FoundKind = z.enum(['jobs', 'companies']);
export type FoundKind = z.infer<typeof FoundKind>;

/** One part of the sitemap, numbered from 1 within its kind. */
export interface FoundPart {
  readonly kind: FoundKind;
  readonly number: number;
  readonly lastChangedAt: Date;
}

/** Parts are cut anew this often, in ms; in between a new job goes to the last one. Crawlers come by the hour. */
const CUT_EVERY_MS = 600_000;
/** Addresses that a part holds at most, by the protocol of sitemaps.org. */
const PART_URLS = 50_000;
/** Rows read at a time while a part is written: what a reader who is slow keeps in memory. */
const BATCH = 5_000;

const reads = {
  jobs: { parts: jobParts, entries: jobEntries },
  companies: { parts: companyParts, entries: companyEntries },
} as const;

export interface FoundDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** Addresses in a part at most; what sitemaps allow, unless told otherwise. */
  readonly partUrls?: number;
}

/** What the sitemap is made of: everything open, in parts of 50,000 at most, read in bounded memory whatever the catalogue's size. */
export function createFoundService({ db, now, partUrls = PART_URLS }: FoundDeps) {
  let cut: { at: number; ranges: Promise<Record<FoundKind, PartRange[]>> } | undefined;

  const ranges = (): Promise<Record<FoundKind, PartRange[]>> => {
    const at = now().getTime();
    if (cut !== undefined && at - cut.at < CUT_EVERY_MS) return cut.ranges;
    const current = { at, ranges: cutParts(db, partUrls) };
    cut = current;
    // A failure is not remembered: the next crawler asks anew.
    current.ranges.catch(() => {
      if (cut === current) cut = undefined;
    });
    return current.ranges;
  };

  return {
    /** Every part there is. */
    async parts(): Promise<FoundPart[]> {
      const { jobs, companies } = await ranges();
      const numbered = (kind: FoundKind, found: readonly PartRange[]): FoundPart[] =>
        found.map(({ lastChangedAt }, index) => ({ kind, number: index + 1, lastChangedAt }));
      return [...numbered('jobs', jobs), ...numbered('companies', companies)];
    },

    /** The addresses of one part, batch by batch. @throws AppError not_found for a part that is not there. */
    async entries(kind: FoundKind, number: number): Promise<AsyncGenerator<FoundEntry[]>> {
      const range = (await ranges())[kind][number - 1];
      if (range === undefined) throw new AppError('not_found', 'There is no such part of the sitemap');
      return readEntries(db, kind, { ...range, limit: partUrls });
    },
  };
}

async function cutParts(db: Db, partUrls: number): Promise<Record<FoundKind, PartRange[]>> {
  const [jobs, companies] = await Promise.all([jobParts(db, partUrls), companyParts(db, partUrls)]);
  return { jobs, companies };
}

async function* readEntries(
  db: Db,
  kind: FoundKind,
  range: PartRange & { limit: number },
): AsyncGenerator<FoundEntry[]> {
  let afterId: string | null = null;
  for (let left = range.limit; left > 0;) {
    const limit = Math.min(BATCH, left);
    const batch: FoundEntry[] = await reads[kind].entries(db, { ...range, afterId, limit });
    if (batch.length > 0) yield batch;
    if (batch.length < limit) return;
    afterId = batch.at(-1)?.id ?? null;
    left -= batch.length;
  }
}
