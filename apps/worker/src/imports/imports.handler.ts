import type { Logger } from 'pino';

import { takeRunJob, type ImportRunsService } from '@access/core/imports';
import type { Handlers, Queue } from '@access/queue';

import type { RunImport } from './run-in-child.ts';

interface ImportHandlerDeps {
  readonly runImport: RunImport;
  readonly log: Logger;
}

/** Queued imports, each in a process of its own. */
export function importHandlers({
  runImport,
  log,
}: ImportHandlerDeps): Handlers<readonly [typeof takeRunJob]> {
  return {
    'imports.take-run': async ({ payload: { runId }, signal }) => {
      const outcome = await runImport(runId, signal);
      // Retried: the next attempt goes on where this one stopped.
      if (outcome.status === 'broken') throw new Error(outcome.reason);
      log.info({ runId, ...outcome }, 'imports.run_over');
    },
  };
}

/** Has a run end whose job failed for good. */
export function hearOfDeadImports(
  queue: Pick<Queue, 'whenDead'>,
  { runs, log }: { runs: Pick<ImportRunsService, 'giveUp'>; log: Logger },
): void {
  queue.whenDead(takeRunJob, async ({ runId }) => {
    if (await runs.giveUp(runId)) log.warn({ runId }, 'imports.given_up');
  });
}
