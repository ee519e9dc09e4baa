import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import type { FeedId, ImportRunId, UserId } from '@access/contracts/ids';
import {
  IMPORT_MAX_BYTES,
  type FieldMapping,
  type ImportFormat,
  type ImportRun,
  type ImportRunDetail,
  type ImportRunListInput,
  type ImportUploadInput,
} from '@access/contracts/imports';
import type { Page } from '@access/contracts/pages';
import type { Db, Tx } from '@access/db';
import type { FileStore } from '@access/files';
import type { Queue } from '@access/queue';

import { recordActivity, type Caller } from '../audit/index.ts';
import { takeRunJob } from './imports.jobs.ts';
import { reportCsv } from './report-csv.ts';
import {
  endRun,
  findRun,
  insertRun,
  keptMapping,
  livingRuns,
  markInterrupted,
  withSourceLock,
  type Run,
} from './runs.repository.ts';
import { foundRun, pageRuns, showRun, toImportRun } from './show-runs.ts';

export type ImportRunsService = ReturnType<typeof createImportRunsService>;

export interface ImportRunsDeps {
  readonly db: Db;
  readonly files: FileStore;
  readonly queue: Pick<Queue, 'enqueue'>;
}

export function createImportRunsService(deps: ImportRunsDeps) {
  const { db, files, queue } = deps;
  const removeFile = async (id: ImportRunId): Promise<void> => {
    const run = await findRun(db, id);
    if (run?.fileKey != null && run.finishedAt !== null) await files.delete(run.fileKey);
  };
  return {
    /** Keeps the file and queues its import; it is read in the worker, in a process of its own. */
    upload: (actor: Actor, caller: Caller, input: ImportUploadInput): Promise<ImportRun> =>
      upload(deps, { actor, caller, input }),

    /** Runs from the newest on. */
    list: (input: ImportRunListInput): Promise<Page<ImportRun>> => pageRuns(db, input),

    /** One run with the first of its refused rows, and of a dry run with the first of what it would change. */
    get: (id: ImportRunId): Promise<ImportRunDetail> => showRun(db, id),

    /** Ends a run that waits or is under way; what it has written stays. A run that has ended is a conflict. */
    async cancel(actor: Actor, caller: Caller, id: ImportRunId): Promise<void> {
      const isWaiting = await db.transaction().execute(async (trx) => {
        const run = await foundRun(trx, id);
        const message =
          run.status === 'queued' ? 'Cancelled before it began' : 'Cancelled; what was written stays';
        if ((await endRun(trx, id, { status: 'cancelled', message })) === undefined)
          throw new AppError('conflict', 'This import has ended already');
        await recordActivity(trx, { actor, action: 'imports.cancelled', subject: id, ip: caller.ip });
        return run.status === 'queued';
      });
      // Of a run under way its own process does it, which may be reading the file this moment.
      if (isWaiting) await removeFile(id);
    },

    /** All that the run noted of its rows, as CSV. */
    async report(id: ImportRunId): Promise<string> {
      await foundRun(db, id);
      let csv = '';
      for await (const piece of reportCsv(db, id)) csv += piece;
      return csv;
    },

    /** Ends a queued run that failed again and again; whether it was still open. */
    async giveUp(id: ImportRunId): Promise<boolean> {
      const message =
        'It failed several times for a reason that is not the feed’s; the log of the worker has it';
      const isOver = (await endRun(db, id, { status: 'failed', message })) !== undefined;
      await removeFile(id);
      return isOver;
    },

    /** For a worker that starts: has queued runs that a killed one left go on at once, and says of commands that they were interrupted. */
    async pickUp(): Promise<void> {
      for (const run of await livingRuns(db)) {
        if (run.fileKey !== null) await queue.enqueue(db, takeRunJob, { runId: run.id });
        else await withSourceLock(db, run.source, () => markInterrupted(db, run.id));
      }
    },

    /** Removes an upload's file once its run has ended. */
    removeFile,
  };
}

interface Upload {
  readonly actor: Actor;
  readonly caller: Caller;
  readonly input: ImportUploadInput;
}

async function upload(deps: ImportRunsDeps, { actor, caller, input }: Upload): Promise<ImportRun> {
  const { db, files } = deps;
  const { file, source, format } = input;
  if (file.size === 0) throw refused('The file is empty');
  if (file.size > IMPORT_MAX_BYTES)
    throw new AppError('payload_too_large', 'A feed may have at most 1 GiB; import larger ones by command');
  const fileKey = `imports/${crypto.randomUUID()}`;
  await files.put(fileKey, file.stream());
  try {
    return await db.transaction().execute(async (trx) => {
      const run = await queueRun(trx, deps, {
        source,
        format,
        trigger: 'upload',
        isFull: input.full,
        isForced: input.force,
        isDryRun: input.dryRun,
        mapping: input.mapping,
        companyName: input.companyName ?? null,
        fileKey,
        fileName: fileNameOf(file.name),
        bytesTotal: file.size,
        requestedBy: actor.userId,
      });
      const metadata = { source, full: input.full, force: input.force, dryRun: input.dryRun };
      await recordActivity(trx, {
        actor,
        action: 'imports.uploaded',
        subject: run.id,
        metadata,
        ip: caller.ip,
      });
      return toImportRun(run);
    });
  } catch (error) {
    await files.delete(fileKey);
    throw error;
  }
}

/** A run for the worker, with its file in the file store. */
export interface RunRequest {
  readonly source: string;
  readonly format: ImportFormat;
  readonly trigger: 'upload' | 'schedule';
  readonly isFull: boolean;
  readonly isForced: boolean;
  readonly isDryRun: boolean;
  /** Left out: as the source's run before. */
  readonly mapping?: FieldMapping | undefined;
  readonly companyName: string | null;
  readonly fileKey: string;
  /** As the report shows it; its ending tells how it is packed. */
  readonly fileName: string;
  readonly bytesTotal: number | null;
  readonly feedId?: FeedId | null;
  readonly requestedBy?: UserId | null;
}

/** Queues a run whose file is stored already, in the caller's transaction. */
export async function queueRun(
  trx: Tx,
  { queue }: Pick<ImportRunsDeps, 'queue'>,
  { mapping, ...request }: RunRequest,
): Promise<Run> {
  const run = await insertRun(trx, {
    ...request,
    status: 'queued',
    mapping: mapping ?? (await keptMapping(trx, request.source)),
  });
  await queue.enqueue(trx, takeRunJob, { runId: run.id });
  return run;
}

/** The file's own name without a path; it goes into reports and onto disk. */
function fileNameOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const safe = last
    .toWellFormed()
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .slice(-120)
    .replace(/^\.+/, '');
  return safe === '' ? 'feed' : safe;
}

const refused = (message: string): AppError =>
  new AppError('validation_failed', message, { problems: [{ path: 'file', message }] });
