import { createHash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';

import type { Posting } from '@access/contracts/imports';
import type { Db } from '@access/db';

import { jobWriting, type PlaceResolver, type SkillExtractor } from '../jobs/index.ts';
import { knownSources, type KnownSource } from './imports.repository.ts';
import type { ParsedRow } from './parsed-row.ts';
import { understandPosting, type LevelDetector, type Understood } from './understand-posting.ts';

const { prepareJob, newJobIds } = jobWriting;
type PreparingContext = Parameters<typeof prepareJob>[2];
export type JobRecord = ReturnType<typeof prepareJob>;

/** Part of every content hash: raise it when reading gets better, and the next import reads every posting anew. */
const READER_VERSION = 3;
/** Postings understood in one go, before what the database answered meanwhile is looked at. */
const AT_ONCE = 10;

/** A row with its place in the run, from 1. */
export type NumberedRow = ParsedRow & { readonly number: number };
export type PostingRow = Extract<NumberedRow, { kind: 'posting' }>;

export interface BatchContext extends PreparingContext {
  readonly source: string;
  readonly runId: string;
  readonly skills: SkillExtractor;
  readonly places: PlaceResolver;
  readonly detectLevel: LevelDetector;
}

/** A posting that is to be written: new, or changed since it was told last. Its company is known when it is written. */
export interface FreshPosting {
  readonly row: PostingRow;
  readonly hash: string;
  readonly known: KnownSource | undefined;
  readonly record: JobRecord;
}

/** What a batch of rows comes to. */
export interface PreparedBatch {
  readonly rows: readonly NumberedRow[];
  /** Told before in this run: the first telling counts, on every run alike. */
  readonly repeated: number;
  readonly unchanged: readonly KnownSource[];
  /** Unchanged but for the date of the source's own last touch. */
  readonly redated: ReadonlyArray<{
    readonly row: PostingRow;
    readonly known: KnownSource;
    readonly toldAt: Date;
  }>;
  readonly fresh: readonly FreshPosting[];
  readonly refused: ReadonlyArray<Extract<NumberedRow, { kind: 'refused' }>>;
}

/**
 * Finds out what is new in a batch and understands it, writing nothing. `before` holds the ids of the batch before, which may
 * still be on its way into the database.
 */
export async function prepareBatch(
  db: Db,
  rows: readonly NumberedRow[],
  { context, before }: { context: BatchContext; before: ReadonlySet<string> },
): Promise<PreparedBatch> {
  const all = rows.filter((row) => row.kind === 'posting');
  const postings = firstTellings(all, before);
  const known = new Map(
    (
      await knownSources(
        db,
        context.source,
        postings.map(({ posting }) => posting.sourceId),
      )
    ).map((row) => [row.sourceId, row]),
  );
  const hashed = postings
    .map((row) => ({ row, hash: hashOf(row.posting), known: known.get(row.posting.sourceId) }))
    .filter((item) => item.known?.lastRunId !== context.runId);
  const same = hashed.flatMap(({ row, hash, known: before }) =>
    before !== undefined && before.contentHash === hash && !before.isClosed ? [{ row, known: before }] : [],
  );
  const redated = same.flatMap(({ row, known: before }) => {
    const toldAt = row.posting.updatedAt ?? null;
    return toldAt === null || toldAt.getTime() === before.toldAt?.getTime()
      ? []
      : [{ row, known: before, toldAt }];
  });
  const isRedated = new Set(redated.map((item) => item.known));
  const isSame = new Set(same.map(({ row }) => row));
  return {
    rows,
    repeated: all.length - hashed.length,
    unchanged: same.map((item) => item.known).filter((item) => !isRedated.has(item)),
    redated,
    fresh: await understand(
      db,
      hashed.filter(({ row }) => !isSame.has(row)),
      context,
    ),
    refused: rows.filter((row) => row.kind === 'refused'),
  };
}

function firstTellings(rows: readonly PostingRow[], before: ReadonlySet<string>): PostingRow[] {
  const told = new Set(before);
  return rows.filter(({ posting: { sourceId } }) => {
    const isFirst = !told.has(sourceId);
    told.add(sourceId);
    return isFirst;
  });
}

/** Of all a posting states, but for the date of its source's last touch, which means nothing. */
const hashOf = ({ updatedAt: _, ...posting }: Posting): string =>
  createHash('sha256')
    .update(`${READER_VERSION}\n${JSON.stringify(posting)}`)
    .digest('hex');

interface Changed {
  readonly row: PostingRow;
  readonly hash: string;
  readonly known: KnownSource | undefined;
}

async function understand(
  db: Db,
  changed: readonly Changed[],
  context: BatchContext,
): Promise<FreshPosting[]> {
  const news = changed.filter(({ known }) => known === undefined).length;
  const ids = news === 0 ? [] : await db.transaction().execute((trx) => newJobIds(trx, news));
  const fresh: FreshPosting[] = [];
  let next = 0;
  for (const item of changed) {
    // The batch before is being written meanwhile, statement by statement: each answer needs a moment of this thread.
    if (fresh.length % AT_ONCE === AT_ONCE - 1) await others();
    const id = item.known?.jobId ?? ids[next++];
    if (id === undefined) throw new Error('The database gave fewer ids than were asked for');
    fresh.push({ ...item, record: prepareJob(id, contentOf(item, context), context) });
  }
  return fresh;
}

/** What the posting states, completed by what is understood of it. */
function contentOf({ row: { posting }, known }: Changed, context: BatchContext) {
  const understood: Understood = understandPosting(posting, context);
  const { salary } = understood;
  const { deadline } = posting;
  // First seen without a posting date, it was posted when its source touched it last, or before.
  const postedAt = posting.postedAt ?? (known === undefined ? (posting.updatedAt ?? null) : null);
  return {
    title: posting.title,
    companyId: '',
    companyName: posting.companyName,
    description: posting.description,
    requirements: posting.requirements,
    benefits: posting.benefits,
    salaryMin: salary?.min ?? null,
    salaryMax: salary?.max ?? null,
    currency: salary?.currency ?? null,
    salaryPeriod: salary?.period ?? null,
    location: posting.locationText,
    placeId: null,
    latitude: posting.latitude,
    longitude: posting.longitude,
    country: posting.country,
    language: posting.language,
    postedAt: postedAt?.toISOString() ?? null,
    deadlineAt: deadline === null || deadline.isDateOnly ? null : deadline.at.toISOString(),
    deadlineDate: deadline?.isDateOnly === true ? deadline.at.toISOString().slice(0, 10) : null,
    isFeatured: false,
    applyUrl: posting.applyUrl ?? posting.url,
    createdBy: null,
    jobType: understood.jobType,
    experienceLevel: understood.experienceLevel,
    remoteOption: understood.remoteOption,
    mentions: understood.mentions,
    status: statusOf(known),
  };
}

/** Closed though the source still holds it: an admin did that, and it stays. */
const statusOf = (known: KnownSource | undefined): 'closed' | 'active' =>
  known?.jobStatus === 'closed' && !known.isClosed ? 'closed' : 'active';
