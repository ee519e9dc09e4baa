import { z } from 'zod';

import { JobStatus } from './enums.ts';
import { DuplicateId, JobId } from './ids.ts';
import { Job, JobSummary } from './jobs.ts';
import { PageInput, pageOf } from './pages.ts';
import { boundedText, Instant } from './text.ts';

/** A job as admins list it. */
export const AdminJob = JobSummary.extend({
  status: JobStatus,
  rejectionReason: z.string().nullable(),
  viewCount: z.int().min(0),
  sources: z.array(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type AdminJob = z.infer<typeof AdminJob>;
export const AdminJobPage = pageOf(AdminJob);

export const AdminJobListInput = PageInput.extend({
  q: boundedText(0, 200).optional(),
  status: JobStatus.optional(),
  source: boundedText(1, 100).optional(),
});
export type AdminJobListInput = z.infer<typeof AdminJobListInput>;

/** A job that waits for a decision, whole, so that the reviewer sees what the public would; oldest first. */
export const PendingJob = Job.extend({
  submittedBy: z.string().nullable(),
  /** Open jobs that look like the same one. */
  lookalikes: z.array(JobSummary),
});
export type PendingJob = z.infer<typeof PendingJob>;
export const PendingJobPage = pageOf(PendingJob);

/** `updatedAt` as the reviewer saw it: the decision is refused (409) if the job has changed since. */
const seen = { updatedAt: Instant.optional() };
export const ApproveJobInput = z.object({ id: JobId, ...seen });
export type ApproveJobInput = z.infer<typeof ApproveJobInput>;
export const RejectJobInput = z.object({ id: JobId, reason: boundedText(3, 1_000), ...seen });
export type RejectJobInput = z.infer<typeof RejectJobInput>;

/** What somebody did to a job, as the audit log keeps it. */
export const JobChange = z.object({
  at: Instant,
  /** `jobs.created`, `jobs.changed`, `jobs.approved`, `jobs.rejected`, `jobs.closed`. */
  action: z.string(),
  /** Who did it; null for the system, and for people who are gone. */
  by: z.string().nullable(),
  /** The key it was done with; null for people. */
  apiKey: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string().nullable(),
});
export type JobChange = z.infer<typeof JobChange>;
export const JobHistoryPage = pageOf(JobChange);
export const JobHistoryInput = PageInput.extend({ id: JobId });
export type JobHistoryInput = z.infer<typeof JobHistoryInput>;

/** What was decided of two jobs that may be one. */
export const DuplicateStatus = z.enum(['open', 'merged', 'dismissed']);
export type DuplicateStatus = z.infer<typeof DuplicateStatus>;

/** Two postings that may be one job, side by side with what speaks for it. */
export const DuplicatePair = z.object({
  id: DuplicateId,
  status: DuplicateStatus,
  /** Probability that both are one job, 0–1. */
  score: z.number().min(0).max(1),
  evidence: z.array(z.object({ name: z.string(), value: z.number(), note: z.string() })),
  /** The one that stays, or would. */
  kept: Job,
  other: Job,
  decidedBy: z.enum(['system', 'admin']).nullable(),
  decidedAt: Instant.nullable(),
});
export type DuplicatePair = z.infer<typeof DuplicatePair>;
export const DuplicatePairPage = pageOf(DuplicatePair);
export const DuplicateListInput = PageInput.extend({ status: DuplicateStatus.default('open') });
export type DuplicateListInput = z.infer<typeof DuplicateListInput>;
export const DuplicateIdInput = z.object({ id: DuplicateId });
/** `keep` chooses which posting stays; left out, the one proposed. */
export const MergeInput = z.object({ id: DuplicateId, keep: JobId.optional() });
export type MergeInput = z.infer<typeof MergeInput>;
