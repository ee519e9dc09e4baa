import { spawn } from 'node:child_process';
import path from 'node:path';

import type { ImportRunId } from '@access/contracts/ids';

import { ImportOutcome, type ImportOrder } from './child-messages.ts';

/** Does one queued import; rejects when its process dies without a word. */
export type RunImport = (runId: ImportRunId, signal: AbortSignal) => Promise<ImportOutcome>;

/**
 * Does queued imports in processes of their own, so that a large feed costs neither lists nor memory here. Aborting has one stop
 * behind its batch; its run can then be gone on with.
 */
export function createImportRunner(env: Omit<ImportOrder, 'runId'>): RunImport {
  return async (runId, signal) => {
    signal.throwIfAborted();
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'import-child.ts')], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const stop = (): void => void child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<ImportOutcome>((resolve, reject) => {
        child.once('message', (message) => resolve(ImportOutcome.parse(message)));
        child.once('error', reject);
        child.once('exit', (code, by) =>
          reject(new Error(`The process of the import ended early (${by ?? `exit code ${code}`})`)),
        );
        child.send({ ...env, runId });
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
}
