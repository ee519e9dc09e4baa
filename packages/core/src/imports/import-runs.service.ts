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
import { decodeRunPosition, encodeRunPosition } from './run-position.ts';
import { firstErrors, pageRunRows } from './run-rows.repository.ts';
import { countRuns, endRun, findRun, insertRun, keptMapping, listRuns, type Run } from './runs.repository.ts';

export type ImportRunsService = ReturnType<typeof createImportRunsService>;

export interface ImportRunsDeps {
  readonly db: Db;
  readonly files: FileStore;
  readonly queue: Pick<Queue, 'enqueue'>;
}

/** Counting stops here and says "at least". */
const COUNT_AT_MOST = 10_000;
/** Rows of each kind that a run shows with itself; the report has them all. */
const ROWS_SHOWN = 200;

export function createImportRunsService(deps: ImportRunsDeps) {
  const { db, files } = deps;
  return {
    /** Keeps the file and queues its import; it is read in the worker, in a process of its own. */
    upload: (actor: Actor, caller: Caller, input: ImportUploadInput): Promise<ImportRun> =>
      upload(deps, { actor, caller, input }),

    /** Runs from the newest on. */
    async list({ source, status, limit, cursor }: ImportRunListInput): Promise<Page<ImportRun>> {
      const filter = { source: source ?? null, status: status ?? null };
      const after = cursor === undefined ? null : decodeRunPosition(cursor, filter);
      const [rows, count] = await Promise.all([
        listRuns(db, filter, { limit: limit + 1, after }),
        countRuns(db, filter, COUNT_AT_MOST),
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(toImportRun),
        nextCursor:
          rows.length > limit && last !== undefined ? encodeRunPosition({ ...filter, id: last.id }) : null,
        total:
          count > COUNT_AT_MOST
            ? { value: COUNT_AT_MOST, relation: 'gte' }
            : { value: count, relation: 'eq' },
      };
    },

    /** One run with the first of its refused rows, and of a dry run with the first of what it would change. */
    async get(id: ImportRunId): Promise<ImportRunDetail> {
      const run = await found(db, id);
      const [errors, notes, ...changes] = await Promise.all([
        firstErrors(db, id, { kind: 'refused', limit: ROWS_SHOWN }),
        firstErrors(db, id, { kind: 'noted', limit: ROWS_SHOWN }),
        ...(['close', 'update', 'create'] as const).map((kind) =>
          pageRunRows(db, id, { kind, after: 0, limit: ROWS_SHOWN }),
        ),
      ]);
      return {
        ...toImportRun(run),
        errors,
        notes,
        changes: fairShare(changes, ROWS_SHOWN).flatMap(({ kind, change }) =>
          change === null || kind === 'refused' || kind === 'noted' ? [] : [{ kind, ...change }],
        ),
      };
    },

    /** Ends a run that waits or is under way; what it has written stays. A run that has ended is a conflict. */
    cancel: (actor: Actor, caller: Caller, id: ImportRunId): Promise<void> =>
      db.transaction().execute(async (trx) => {
        const run = await found(trx, id);
        const message =
          run.status === 'queued' ? 'Cancelled before it began' : 'Cancelled; what was written stays';
        if ((await endRun(trx, id, { status: 'cancelled', message })) === undefined)
          throw new AppError('conflict', 'This import has ended already');
        await recordActivity(trx, { actor, action: 'imports.cancelled', subject: id, ip: caller.ip });
      }),

    /** All that the run noted of its rows, as CSV in pieces. */
    async report(id: ImportRunId): Promise<{ fileName: string; pieces: AsyncIterable<string> }> {
      const run = await found(db, id);
      const source = run.source.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      return {
        fileName: `import-${source}-${run.startedAt.toISOString().slice(0, 10)}.csv`,
        pieces: reportCsv(db, id),
      };
    },

    /** Removes an upload's file once its run has ended. */
    async removeFile(id: ImportRunId): Promise<void> {
      const run = await findRun(db, id);
      if (run?.fileKey != null && run.finishedAt !== null) await files.delete(run.fileKey);
    },
  };
}

async function found(db: Db | Tx, id: ImportRunId): Promise<Run> {
  const run = await findRun(db, id);
  if (run === undefined) throw new AppError('not_found', 'No such import');
  return run;
}

/** As many of each as fit, the rarer kinds whole. */
function fairShare<Row>(lists: readonly (readonly Row[])[], most: number): Row[] {
  let room = most;
  let left = lists.length;
  const shares = new Map<readonly Row[], number>();
  for (const list of lists.toSorted((a, b) => a.length - b.length)) {
    const share = Math.min(list.length, Math.floor(room / left));
    shares.set(list, share);
    room -= share;
    left -= 1;
  }
  return lists.flatMap((list) => list.slice(0, shares.get(list)));
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

export const toImportRun = (run: Run): ImportRun => ({
  id: run.id,
  source: run.source,
  format: run.format,
  status: run.status,
  trigger: run.trigger,
  feedId: run.feedId,
  isFull: run.isFull,
  isDryRun: run.isDryRun,
  fileName: run.fileName,
  counts: run.counts,
  progress:
    run.status === 'queued' && run.bytesTotal === null
      ? null
      : { done: Math.min(run.bytesRead, run.bytesTotal ?? run.bytesRead), total: run.bytesTotal },
  message: run.message,
  startedAt: run.startedAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
});
