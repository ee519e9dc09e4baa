import { z } from 'zod';

import { ExperienceLevel, JobType, RemoteOption, SalaryPeriod } from './enums.ts';
import { FeedId, ImportRunId } from './ids.ts';
import { PageInput, pageOf } from './pages.ts';
import { boundedText, Instant, WebUrl } from './text.ts';

/** Largest feed taken by upload, in bytes as sent; gzip counts packed. Larger ones come by the command line. */
export const IMPORT_MAX_BYTES = 1024 * 1024 * 1024;

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
  /** When the source says it last touched the posting. Moves by itself and means nothing for the job; only boards tell it. */
  updatedAt: z.date().nullable().optional(),
  /** A date without a time ends with that day in the job's place. */
  deadline: z.object({ at: z.date(), isDateOnly: z.boolean() }).nullable(),
  /** Skills named by the source itself, as written; the text is read besides. */
  skills: z.array(z.string()).max(100),
  language: z.string().max(10).nullable(),
});
export type Posting = z.infer<typeof Posting>;

/** A row that was not taken: `line` counts from 1 in row-by-row files, documents from 1 elsewhere. */
export const RowError = z.object({ file: z.string(), line: z.int(), reason: z.string() });
export type RowError = z.infer<typeof RowError>;

/** What a feed is written in; `auto` goes by each file's name and content. */
export const ImportFormat = z.enum(['auto', 'csv', 'json', 'jsonld', 'xml', 'greenhouse', 'lever']);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** CSV column, XML element or JSON field (dotted path) by field of the posting: `{ "title": "Stelle" }`. */
export const FieldMapping = z.record(boundedText(1, 100), boundedText(1, 200));
export type FieldMapping = z.infer<typeof FieldMapping>;

/** Names a source of postings: the same name brings the same postings again. */
export const SourceName = boundedText(1, 100);

export const ImportStatus = z.enum(['queued', 'running', 'finished', 'failed', 'cancelled']);
export type ImportStatus = z.infer<typeof ImportStatus>;

const count = z.int().min(0);
/** Of a run, by source row. */
export const ImportCounts = z.object({
  read: count,
  created: count,
  updated: count,
  /** Of the updated: only the date of the source's own last touch moved. */
  redated: count.default(0),
  unchanged: count,
  closed: count,
  failed: count,
  /** Taken with something left out, such as an absurd salary. */
  noted: count.default(0),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** One run as admins see it. `closed` of a dry run is what would be closed. */
export const ImportRun = z.object({
  id: ImportRunId,
  source: z.string(),
  format: z.string(),
  status: ImportStatus,
  trigger: z.enum(['upload', 'command', 'schedule', 'demo']),
  feedId: FeedId.nullable(),
  isFull: z.boolean(),
  isDryRun: z.boolean(),
  fileName: z.string().nullable(),
  counts: ImportCounts,
  /** Bytes read and to read, where the size is known. */
  progress: z.object({ done: count, total: count.nullable() }).nullable(),
  /** Why the run failed, or what it chose not to do (`closing was skipped: …`). */
  message: z.string().nullable(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
});
export type ImportRun = z.infer<typeof ImportRun>;
export const ImportRunPage = pageOf(ImportRun);

/** One posting that a dry run would write. `fields` names what would change. */
export const ImportChange = z.object({
  kind: z.enum(['create', 'update', 'close']),
  sourceId: z.string(),
  title: z.string(),
  companyName: z.string(),
  fields: z.array(z.string()),
});
export type ImportChange = z.infer<typeof ImportChange>;

/** A run with the first of its refused rows and, of a dry run, of what it would change; the report has them all. */
export const ImportRunDetail = ImportRun.extend({
  errors: z.array(RowError).max(200),
  /** Rows that were taken with something left out, and what. */
  notes: z.array(RowError).max(200),
  changes: z.array(ImportChange).max(200),
});
export type ImportRunDetail = z.infer<typeof ImportRunDetail>;

export const ImportRunListInput = PageInput.extend({
  source: SourceName.optional(),
  status: ImportStatus.optional(),
});
export type ImportRunListInput = z.infer<typeof ImportRunListInput>;

/** A mapping as a form's text field holds it: a JSON object. */
const MappingText = z
  .string()
  .max(8_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'Expected a JSON object of columns by field' });
      return z.NEVER;
    }
  })
  .pipe(FieldMapping);

/** Multipart fields of an upload. */
export const ImportUploadInput = z.object({
  file: z.file(),
  source: SourceName,
  format: ImportFormat.default('auto'),
  /** The file is everything the source has: what it lacks is closed. */
  full: z.boolean().default(false),
  /** With `full`: close even more than a fifth. */
  force: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  /** Left out: as the source's run before. `{}`: none. */
  mapping: MappingText.optional(),
  /** The employer of postings that name none. */
  companyName: boundedText(1, 200).optional(),
});
export type ImportUploadInput = z.infer<typeof ImportUploadInput>;

export const ImportSummary = ImportCounts.extend({
  runId: ImportRunId,
  source: z.string(),
  isDryRun: z.boolean(),
  errors: z.array(RowError),
  message: z.string().nullable(),
  startedAt: Instant,
  finishedAt: Instant,
});
export type ImportSummary = z.infer<typeof ImportSummary>;

/** How often a feed is fetched, in minutes: a quarter of an hour to a week. */
const FeedInterval = z.int().min(15).max(10_080);

const FeedFields = z.object({
  /** Also the source of its postings. */
  name: SourceName,
  url: WebUrl,
  format: ImportFormat,
  mapping: FieldMapping.nullable(),
  /** The feed is complete: what it no longer holds is closed, unless more than a fifth is gone. */
  isFull: z.boolean(),
  /** The employer of postings that name none, as on one company's board. */
  companyName: boundedText(1, 200).nullable(),
  everyMinutes: FeedInterval,
  isActive: z.boolean(),
});
export const FeedInput = FeedFields.extend({
  format: FeedFields.shape.format.default('auto'),
  mapping: FeedFields.shape.mapping.default(null),
  isFull: FeedFields.shape.isFull.default(false),
  companyName: FeedFields.shape.companyName.default(null),
  everyMinutes: FeedFields.shape.everyMinutes.default(1_440),
  isActive: FeedFields.shape.isActive.default(true),
});
export type FeedInput = z.infer<typeof FeedInput>;
/** Fields left out stay as they are. */
export const FeedUpdate = FeedFields.omit({ name: true }).partial().extend({ id: FeedId });
export type FeedUpdate = z.infer<typeof FeedUpdate>;

export const Feed = FeedFields.extend({
  id: FeedId,
  url: z.string(),
  openJobs: count,
  /** Failures in a row; the next fetch waits longer after each. */
  failures: count,
  lastError: z.string().nullable(),
  lastRun: ImportRun.nullable(),
  nextRunAt: Instant.nullable(),
  createdAt: Instant,
});
export type Feed = z.infer<typeof Feed>;
export const FeedPage = pageOf(Feed);
export const FeedIdInput = z.object({ id: FeedId });
export const ImportRunIdInput = z.object({ id: ImportRunId });
