import { z } from 'zod';

import { TrainingRunId } from '@access/contracts/ids';

/** What the process that trains is told. */
export const TrainingOrder = z.object({
  runId: TrainingRunId,
  databaseUrl: z.string(),
  dataDir: z.string(),
  modelsFolder: z.string(),
  seed: z.int(),
});
export type TrainingOrder = z.infer<typeof TrainingOrder>;

const Facts = z.record(z.string(), z.union([z.number(), z.string()]));

/** What it says on the way and, last, when it is over. */
export const TrainingMessage = z.discriminatedUnion('type', [
  /** `progress` is the share of the whole, from 0 to 1. */
  z.object({ type: z.literal('progress'), stage: z.string(), progress: z.number() }),
  /** A ranker was trained; it serves if it was promoted. */
  z.object({
    type: z.literal('trained'),
    version: z.string(),
    isPromoted: z.boolean(),
    message: z.string(),
    facts: Facts,
  }),
  /** There was nothing to train on, or the run was ended meanwhile: nothing was stored. */
  z.object({ type: z.literal('refused'), message: z.string(), facts: Facts }),
  /** It went wrong; nothing was stored. */
  z.object({ type: z.literal('broken'), reason: z.string() }),
]);
export type TrainingMessage = z.infer<typeof TrainingMessage>;
export type TrainingOutcome = Extract<TrainingMessage, { type: 'trained' | 'refused' }>;
