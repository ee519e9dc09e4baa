import { z } from 'zod';

import { ImportRunId } from '@access/contracts/ids';

/** What the process that does an import is told: not by its arguments, which everybody on the machine can read. */
export const ImportOrder = z.object({
  runId: ImportRunId,
  databaseUrl: z.string(),
  dataDir: z.string(),
  logLevel: z.string(),
});
export type ImportOrder = z.infer<typeof ImportOrder>;

/** What it says when it is over. */
export const ImportOutcome = z.discriminatedUnion('status', [
  /** The run ended, well or for a reason of its input; counts by name. */
  z.object({ status: z.literal('ended'), counts: z.record(z.string(), z.int()) }),
  /** It had ended before, or its source is at work: whoever is at work there wakes it. */
  z.object({ status: z.literal('left') }),
  /** Its input was refused, or it was cancelled. */
  z.object({ status: z.literal('refused'), reason: z.string() }),
  /** Something else went wrong; the run can be gone on with. */
  z.object({ status: z.literal('broken'), reason: z.string() }),
]);
export type ImportOutcome = z.infer<typeof ImportOutcome>;
