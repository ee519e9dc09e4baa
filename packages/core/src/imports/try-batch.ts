import type { Tx } from '@access/db';

import { noteSeen, noteSeenUnread, storedJobs, type StoredJob } from './imports.repository.ts';
import type { BatchContext, FreshPosting, PreparedBatch } from './prepare-batch.ts';
import type { RunRow } from './run-rows.repository.ts';
import { countsOf, splitFresh, type BatchCounts } from './write-batch.ts';

/** What a batch would change. */
export interface TriedBatch {
  readonly counts: BatchCounts;
  readonly changes: readonly RunRow[];
}

/** Does all of a batch but the writing, and says what would be created and which fields would change. */
export async function tryBatch(
  trx: Tx,
  given: PreparedBatch,
  context: Pick<BatchContext, 'source' | 'runId'>,
): Promise<TriedBatch> {
  const { source, runId } = context;
  const ids = given.rows.flatMap((row) => (row.kind === 'posting' ? row.posting.sourceId : []));
  const batch = withoutRepeated(given, await noteSeen(trx, runId, ids));
  await noteSeenUnread(
    trx,
    context,
    given.refused.flatMap(({ sourceId }) => sourceId ?? []),
  );
  const fresh = await splitFresh(trx, batch.fresh, source);
  const stored = new Map(
    (
      await storedJobs(
        trx,
        fresh.updated.map(({ record }) => record.id),
      )
    ).map((job) => [job.id, job]),
  );
  const changes = [
    ...fresh.created.map((item) => changeOf(item, 'create', [])),
    ...fresh.updated.map((item) => changeOf(item, 'update', changedFields(item, stored.get(item.record.id)))),
    ...fresh.joined.map(({ item }) => changeOf(item, 'update', ['sources'])),
    ...batch.redated.map((item) => changeOf(item, 'update', ['updatedAt'])),
  ];
  return { counts: countsOf(batch, fresh), changes };
}

/** What the run saw in earlier batches; a real run would know it by its marks. */
function withoutRepeated(batch: PreparedBatch, isNew: ReadonlySet<string>): PreparedBatch {
  const fresh = batch.fresh.filter(({ row }) => isNew.has(row.posting.sourceId));
  const redated = batch.redated.filter(({ row }) => isNew.has(row.posting.sourceId));
  const unchanged = batch.unchanged.filter(({ sourceId }) => isNew.has(sourceId));
  const dropped =
    batch.fresh.length +
    batch.redated.length +
    batch.unchanged.length -
    fresh.length -
    redated.length -
    unchanged.length;
  return { ...batch, fresh, redated, unchanged, repeated: batch.repeated + dropped };
}

function changeOf(
  { row }: Pick<FreshPosting, 'row'>,
  kind: 'create' | 'update',
  fields: readonly string[],
): RunRow {
  const { sourceId, title, companyName } = row.posting;
  return {
    number: row.number,
    kind,
    file: row.file,
    line: row.line,
    reason: null,
    change: { sourceId, title, companyName, fields: [...fields] },
  };
}

/** Fields that would read otherwise; `content` where only our understanding of the posting changed. */
function changedFields(
  { row: { posting }, record, known }: FreshPosting,
  job: StoredJob | undefined,
): string[] {
  if (job === undefined || known === undefined) return ['content'];
  const differs: Readonly<Record<string, boolean>> = {
    reopened: known.isClosed,
    title: record.title !== job.title,
    companyName: posting.companyName !== job.companyName,
    description: record.description !== job.description,
    requirements: record.requirements !== job.requirements,
    benefits: record.benefits !== job.benefits,
    salary:
      record.salaryMin !== job.salaryMin ||
      record.salaryMax !== job.salaryMax ||
      record.currency !== job.currency ||
      record.salaryPeriod !== job.salaryPeriod,
    location: record.location !== job.location || record.placeId !== job.placeId,
    language: record.language !== job.language,
    jobType: record.jobType !== job.jobType,
    experienceLevel: record.experienceLevel !== job.experienceLevel,
    remoteOption: record.remoteOption !== job.remoteOption,
    skills: record.skillNames !== job.skillNames,
    postedAt: record.postedAt !== null && record.postedAt !== job.postedAt.toISOString(),
    applicationDeadline: !isDeadline(record, job.applicationDeadline),
    applyUrl: record.applyUrl !== job.applyUrl,
    url: posting.url !== known.url,
  };
  const fields = Object.keys(differs).filter((field) => differs[field] === true);
  return fields.length === 0 ? ['content'] : fields;
}

const HALF_DAY_MS = 14 * 3_600_000;

/** A date ends with its day in the job's place, at most fourteen hours from midnight UTC. */
function isDeadline({ deadlineAt, deadlineDate }: FreshPosting['record'], stored: Date | null): boolean {
  if (deadlineAt !== null) return stored?.toISOString() === new Date(deadlineAt).toISOString();
  if (deadlineDate === null) return stored === null;
  const end = Date.parse(`${deadlineDate}T24:00:00Z`);
  return stored !== null && Math.abs(stored.getTime() - end) <= HALF_DAY_MS;
}
