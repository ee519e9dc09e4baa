import type { JobId } from '@access/contracts/ids';
import type { ImportCounts } from '@access/contracts/imports';
import { notify, type Tx } from '@access/db';

import { findOrCreateCompanies } from '../companies/index.ts';
import { JOBS_CHANGED_CHANNEL, jobWriting } from '../jobs/index.ts';
import { markSeen, markSeenUnread, sameElsewhere, upsertSources } from './imports.repository.ts';
import type { BatchContext, FreshPosting, PreparedBatch } from './prepare-batch.ts';

const { insertJobs, updateJobs } = jobWriting;

export type BatchCounts = Omit<ImportCounts, 'closed'>;

/** What of a batch was new: written as jobs, or joined to the open job that another source told before. */
interface Written {
  readonly created: readonly FreshPosting[];
  readonly updated: readonly FreshPosting[];
  readonly joined: ReadonlyArray<{ readonly item: FreshPosting; readonly jobId: JobId }>;
}

export interface WriteOptions {
  readonly context: Pick<BatchContext, 'source' | 'runId'>;
  /** Hears of the jobs that were written, in the transaction that writes them. */
  readonly onWritten: (trx: Tx, jobIds: readonly JobId[]) => Promise<void>;
}

/**
 * Writes one batch: the unchanged are marked seen, the changed written anew, the new either joined to the open job that
 * another source told before, or created. One notification at the end.
 */
export async function writeBatch(
  trx: Tx,
  batch: PreparedBatch,
  { context, onWritten }: WriteOptions,
): Promise<BatchCounts> {
  await markSeenUnread(
    trx,
    context,
    batch.refused.flatMap(({ sourceId }) => sourceId ?? []),
  );
  await markSeen(trx, context.runId, [
    ...batch.unchanged.map(({ id }) => ({ id, toldAt: null })),
    ...batch.redated.map(({ known, toldAt }) => ({ id: known.id, toldAt })),
  ]);
  const written = await splitFresh(trx, batch.fresh, context.source);
  if (batch.fresh.length > 0) {
    const records = await withCompanies(trx, batch.fresh);
    const recordsOf = (items: readonly FreshPosting[]) => items.flatMap((item) => records.get(item) ?? []);
    if (written.created.length > 0) await insertJobs(trx, recordsOf(written.created));
    if (written.updated.length > 0) await updateJobs(trx, recordsOf(written.updated));
    await upsertSources(trx, context, sourceRows(written));
    const jobIds = [...written.created, ...written.updated].map(({ record }) => record.id);
    await onWritten(trx, [...new Set([...jobIds, ...written.joined.map(({ jobId }) => jobId)])]);
    await notify(trx, JOBS_CHANGED_CHANNEL, '');
  }
  return countsOf(batch, written);
}

/** New postings are told apart from those that another source told before. */
export async function splitFresh(trx: Tx, fresh: readonly FreshPosting[], source: string): Promise<Written> {
  const unknown = fresh.filter(({ known }) => known === undefined);
  const twins = await sameElsewhere(
    trx,
    source,
    unknown.map(({ record }) => record.fingerprint),
  );
  return {
    updated: fresh.filter(({ known }) => known !== undefined),
    created: unknown.filter(({ record }) => !twins.has(record.fingerprint)),
    joined: unknown.flatMap((item) => {
      const jobId = twins.get(item.record.fingerprint);
      return jobId === undefined ? [] : [{ item, jobId }];
    }),
  };
}

export const countsOf = (batch: PreparedBatch, { created, updated, joined }: Written): BatchCounts => ({
  read: batch.rows.length,
  created: created.length,
  updated: updated.length + joined.length + batch.redated.length,
  redated: batch.redated.length,
  unchanged: batch.unchanged.length + batch.repeated,
  failed: batch.refused.length,
  noted: batch.rows.filter((row) => row.kind === 'posting' && row.note !== undefined).length,
});

async function withCompanies(
  trx: Tx,
  fresh: readonly FreshPosting[],
): Promise<Map<FreshPosting, FreshPosting['record']>> {
  const companies = await findOrCreateCompanies(
    trx,
    fresh.map(({ row: { posting } }) => ({
      name: posting.companyName,
      website: posting.companyWebsite,
      industry: posting.industry,
    })),
  );
  return new Map(
    fresh.map((item) => {
      const companyId = companies.get(item.row.posting.companyName);
      if (companyId === undefined) throw new Error('A company was neither found nor made');
      return [item, { ...item.record, companyId }];
    }),
  );
}

const sourceRows = ({ created, updated, joined }: Written) =>
  [...[...created, ...updated].map((item) => ({ item, jobId: item.record.id })), ...joined].map(
    ({ item: { row, hash }, jobId }) => ({
      jobId,
      sourceId: row.posting.sourceId,
      url: row.posting.url,
      contentHash: hash,
      toldAt: row.posting.updatedAt ?? null,
    }),
  );
