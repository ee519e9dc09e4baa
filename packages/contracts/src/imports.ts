import { z } from 'zod';

import { ExperienceLevel, JobType, RemoteOption, SalaryPeriod } from './enums.ts';
import { RecordId } from './ids.ts';
import { Instant } from './text.ts';

/**
 * One posting as a feed gives it, whatever its format: the parsers write it, the importer reads it. Values are as
 * stated by the source; what is absent is recognised from the text by the importer.
 */
export const Posting = z.object({
  sourceId: z.string().min(1).max(300),
  url: z.string().max(2_000).nullable(),
  applyUrl: z.string().max(2_000).nullable(),
  title: z.string().min(1).max(300),
  companyName: z.string().min(1).max(200),
  companyWebsite: z.string().nullable(),
  industry: z.string().nullable(),
  /** Sanitised HTML. */
  description: z.string().min(1),
  requirements: z.string().nullable(),
  benefits: z.string().nullable(),
  locationText: z.string().nullable(),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().length(2).nullable(),
  jobType: JobType.nullable(),
  experienceLevel: ExperienceLevel.nullable(),
  remoteOption: RemoteOption.nullable(),
  salary: z
    .object({
      min: z.number().nullable(),
      max: z.number().nullable(),
      currency: z.string().length(3),
      period: SalaryPeriod,
    })
    .nullable(),
  postedAt: z.date().nullable(),
  /** A date without a time ends with that day in the job's place. */
  deadline: z.object({ at: z.date(), isDateOnly: z.boolean() }).nullable(),
  /** Skills named by the source itself, as written; the text is read besides. */
  skills: z.array(z.string()).max(100),
  language: z.string().max(10).nullable(),
});
export type Posting = z.infer<typeof Posting>;

/** A row that was not taken: `line` counts from 1 in CSV, files from 1 in a folder. */
export const RowError = z.object({ file: z.string(), line: z.int(), reason: z.string() });
export type RowError = z.infer<typeof RowError>;

export const ImportFormat = z.enum(['auto', 'jsonld', 'csv']);
export type ImportFormat = z.infer<typeof ImportFormat>;

export const ImportSummary = z.object({
  runId: RecordId,
  source: z.string(),
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  closed: z.int(),
  failed: z.int(),
  errors: z.array(RowError),
  startedAt: Instant,
  finishedAt: Instant,
});
export type ImportSummary = z.infer<typeof ImportSummary>;
