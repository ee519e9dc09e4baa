import path from 'node:path';

import type { ImportRunId } from '@access/contracts/ids';

import { runChild } from '../child/run-child.ts';
import { ImportOutcome, type ImportOrder } from './child-messages.ts';

/** Does one queued import; rejects when its process dies without a word. */
export type RunImport = (runId: ImportRunId, signal: AbortSignal) => Promise<ImportOutcome>;

/**
 * Does queued imports in processes of their own, so that a large feed costs neither lists nor memory here. Aborting has one stop
 * behind its batch; its run can then be gone on with.
 */
export function createImportRunner(env: Omit<ImportOrder, 'runId'>): RunImport {
  return (runId, signal) =>
    runChild({
      script: path.join(import.meta.dirname, 'import-child.ts'),
      order: { ...env, runId } satisfies ImportOrder,
      outcomeOf: (message) => ImportOutcome.parse(message),
      signal,
      stopBy: 'SIGTERM',
      what: 'import',
    });
}
