import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import { AppError } from '@access/contracts/errors';
import { createImportRunsService } from '@access/core/imports';
import { createDatabase } from '@access/db';
import { createFileStore } from '@access/files';
import { createQueue } from '@access/queue';

import { createLog } from '../log.ts';
import { ImportOrder, type ImportOutcome } from './child-messages.ts';
import { openImports } from './open-imports.ts';

// The program behind run-in-child.ts: does one queued import and says what came of it.

const [order]: unknown[] = await once(process, 'message');
const { runId, databaseUrl, dataDir, logLevel } = ImportOrder.parse(order);
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort(new Error('The worker stops')));
// A worker that was killed leaves no orphan at work behind.
process.once('disconnect', () => stopping.abort(new Error('The worker is gone')));
// People wait for lists, nobody for an import.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const db = createDatabase({
  url: databaseUrl,
  max: 4,
  applicationName: 'access import',
  statementTimeoutMs: 0,
});
const queue = createQueue({
  url: databaseUrl,
  applicationName: 'access import queue',
  log: createLog(logLevel),
  mode: 'producer',
  max: 1,
});
const files = createFileStore({ kind: 'local', directory: path.join(dataDir, 'files') });
const folder = await mkdtemp(path.join(os.tmpdir(), 'access-import-'));

async function run(): Promise<ImportOutcome> {
  try {
    await queue.start();
    const imports = await openImports(db, queue);
    const summary = await imports.workOn({
      runId,
      signal: stopping.signal,
      fetchFile: async ({ fileKey, fileName }) => {
        const target = path.join(folder, path.basename(fileName));
        await pipeline(await files.stream(fileKey), createWriteStream(target));
        return target;
      },
    });
    await createImportRunsService({ db, files, queue }).removeFile(runId);
    if (summary === null) return { status: 'left' };
    const { read, created, updated, closed, failed } = summary;
    return { status: 'ended', counts: { read, created, updated, closed, failed } };
  } catch (error) {
    if (!(error instanceof AppError))
      return {
        status: 'broken',
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    await createImportRunsService({ db, files, queue }).removeFile(runId);
    return { status: 'refused', reason: error.message };
  }
}

const outcome = await run();
await rm(folder, { recursive: true, force: true });
await queue.stop({ timeoutMs: 5_000 });
await db.destroy();
if (process.connected) process.send?.(outcome, () => process.disconnect());
