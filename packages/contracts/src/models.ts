import { z } from 'zod';

import { TrainingRunId } from './ids.ts';
import { Instant } from './text.ts';

/** `shipped-…` and trained rankers alike: how a ranker is named in addresses and in lists. */
export const ModelVersion = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'Expected a model version')
  .brand<'ModelVersion'>();
export type ModelVersion = z.infer<typeof ModelVersion>;

export const ModelStatus = z.enum(['active', 'archived', 'candidate', 'failed']);
export type ModelStatus = z.infer<typeof ModelStatus>;

/** One condition that a model met or did not before it may serve. */
export const ModelGate = z.object({
  name: z.string(),
  hasPassed: z.boolean(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  detail: z.string(),
});
export type ModelGate = z.infer<typeof ModelGate>;

export const RankerModel = z.object({
  version: ModelVersion,
  status: ModelStatus,
  /** Came with the program and was trained on nobody's behaviour. */
  isShipped: z.boolean(),
  trainedAt: Instant.nullable(),
  /** First and last moment of what it learnt from. */
  dataWindow: z.object({ from: Instant, to: Instant }).nullable(),
  parent: ModelVersion.nullable(),
  rowCounts: z.record(z.string(), z.number()),
  /** On the last time window, which it did not learn from. */
  metrics: z.record(z.string(), z.number()),
  gates: z.array(ModelGate),
  /** Why it does not serve. */
  reason: z.string().nullable(),
  bytes: z.int().nullable(),
});
export type RankerModel = z.infer<typeof RankerModel>;

/** `card` is the model card in Markdown. */
export const RankerModelDetail = RankerModel.extend({ card: z.string() });
export type RankerModelDetail = z.infer<typeof RankerModelDetail>;
export const ModelVersionInput = z.object({ version: ModelVersion });

export const TrainingStatus = z.enum(['queued', 'running', 'succeeded', 'refused', 'failed', 'cancelled']);
export type TrainingStatus = z.infer<typeof TrainingStatus>;

/** `refused`: trained, and a gate or too little data kept it from serving; `message` says which. */
export const TrainingRun = z.object({
  id: TrainingRunId,
  status: TrainingStatus,
  trigger: z.enum(['admin', 'schedule', 'data']),
  stage: z.string(),
  percentage: z.number().min(0).max(100),
  message: z.string().nullable(),
  /** Counts of what was read, by name. */
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
  modelVersion: ModelVersion.nullable(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
});
export type TrainingRun = z.infer<typeof TrainingRun>;
export const TrainingRunIdInput = z.object({ id: TrainingRunId });

/** The model in use first, then the others from the newest on; and the last trainings. */
export const RankerModels = z.object({
  items: z.array(RankerModel),
  runs: z.array(TrainingRun),
});
export type RankerModels = z.infer<typeof RankerModels>;
