import { createHash } from 'node:crypto';

import type { Posting } from '@access/contracts/imports';
import { notify, type Tx } from '@access/db';

import { findOrCreateCompanies } from '../companies/index.ts';
import { JOBS_CHANGED_CHANNEL, jobWriting, type PlaceResolver, type SkillExtractor } from '../jobs/index.ts';
import {
  knownSources,
  lockSource,
  markSeen,
  sameElsewhere,
  upsertSources,
  type KnownSource,
} from './imports.repository.ts';
import { understandPosting, type LevelDetector, type Understood } from './understand-posting.ts';

const { prepareJob, newJobIds, insertJobs, updateJobs } = jobWriting;
type PreparingContext = Parameters<typeof prepareJob>[2];
type JobRecord = ReturnType<typeof prepareJob>;

/** Part of every content hash: raise it when reading gets better, and the next import reads every posting anew. */
const READER_VERSION = 1;

export interface HashedPosting {
  readonly posting: Posting;
  readonly hash: string;
}

/** The posting with the fingerprint of all it states. */
export const hashPosting = (posting: Posting): HashedPosting => ({
  posting,
  hash: createHash('sha256')
    .update(`${READER_VERSION}\n${JSON.stringify(posting)}`)
    .digest('hex'),
});

export interface BatchContext extends PreparingContext {
  readonly source: string;
  readonly seenAt: Date;
  readonly skills: SkillExtractor;
  readonly places: PlaceResolver;
  readonly detectLevel: LevelDetector;
}

export interface BatchCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * Writes one batch of postings, each source id once: the unchanged are marked seen, the changed written anew, the new either joined to the
 * open job that another source told before, or created. One notification at the end.
 */
export async function writeBatch(
  trx: Tx,
  batch: readonly HashedPosting[],
  context: BatchContext,
): Promise<BatchCounts> {
  await lockSource(trx, context.source);
  const known = new Map(
    (
      await knownSources(
        trx,
        context.source,
        batch.map(({ posting }) => posting.sourceId),
      )
    ).map((row) => [row.sourceId, row]),
  );
  const isSame = ({ posting, hash }: HashedPosting): boolean => {
    const row = known.get(posting.sourceId);
    return row !== undefined && row.contentHash === hash && !row.isClosed;
  };
  const unchanged = batch.filter(isSame);
  await markSeen(
    trx,
    unchanged.flatMap(({ posting }) => known.get(posting.sourceId)?.id ?? []),
    context.seenAt,
  );
  const fresh = batch.filter((item) => !isSame(item));
  if (fresh.length === 0) return { created: 0, updated: 0, unchanged: unchanged.length };
  const counts = await writeFresh(trx, fresh, { context, known });
  await notify(trx, JOBS_CHANGED_CHANNEL, '');
  return { ...counts, unchanged: unchanged.length };
}

async function writeFresh(
  trx: Tx,
  fresh: readonly HashedPosting[],
  { context, known }: { context: BatchContext; known: ReadonlyMap<string, KnownSource> },
): Promise<{ created: number; updated: number }> {
  const companies = await findOrCreateCompanies(
    trx,
    fresh.map(({ posting }) => ({
      name: posting.companyName,
      website: posting.companyWebsite,
      industry: posting.industry,
    })),
  );
  const ids = await newJobIds(trx, fresh.length);
  const prepared = fresh.flatMap(({ posting, hash }, index) => {
    const row = known.get(posting.sourceId);
    const id = row?.jobId ?? ids[index];
    const companyId = companies.get(posting.companyName);
    if (id === undefined || companyId === undefined)
      throw new Error('The database gave fewer ids than were asked for');
    const understood = understandPosting(posting, context);
    const content = {
      ...contentOf(posting, understood),
      companyId,
      status: row?.isClosedByHand === true ? ('closed' as const) : ('active' as const),
    };
    return [{ posting, hash, isNew: row === undefined, record: prepareJob(id, content, context) }];
  });
  const twins = await sameElsewhere(
    trx,
    context.source,
    prepared.filter((item) => item.isNew).map((item) => item.record.fingerprint),
  );
  const jobOf = (item: (typeof prepared)[number]) =>
    item.isNew ? twins.get(item.record.fingerprint) : undefined;
  const joined = prepared.filter((item) => jobOf(item) !== undefined);
  const created = prepared.filter((item) => item.isNew && jobOf(item) === undefined);
  const updated = prepared.filter((item) => !item.isNew);
  await write(trx, {
    created: created.map(({ record }) => record),
    updated: updated.map(({ record }) => record),
  });
  await upsertSources(
    trx,
    context.source,
    prepared.map((item) => ({
      jobId: jobOf(item) ?? item.record.id,
      sourceId: item.posting.sourceId,
      url: item.posting.url,
      contentHash: item.hash,
    })),
    context.seenAt,
  );
  return { created: created.length, updated: updated.length + joined.length };
}

async function write(
  trx: Tx,
  { created, updated }: { created: readonly JobRecord[]; updated: readonly JobRecord[] },
): Promise<void> {
  if (created.length > 0) await insertJobs(trx, created);
  if (updated.length > 0) await updateJobs(trx, updated);
}

/** What the posting states, completed by what was understood of it. */
function contentOf(posting: Posting, understood: Understood) {
  const { salary, deadline } = posting;
  return {
    title: posting.title,
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
    postedAt: posting.postedAt?.toISOString() ?? null,
    deadlineAt: deadline === null || deadline.isDateOnly ? null : deadline.at.toISOString(),
    deadlineDate: deadline?.isDateOnly === true ? deadline.at.toISOString().slice(0, 10) : null,
    isFeatured: false,
    applyUrl: posting.applyUrl ?? posting.url,
    createdBy: null,
    jobType: understood.jobType,
    experienceLevel: understood.experienceLevel,
    remoteOption: understood.remoteOption,
    mentions: understood.mentions,
  };
}
