import { z } from 'zod';

import {
  Currency,
  InteractionSource,
  InteractionType,
  JobType,
  ProficiencyLevel,
  RemoteOption,
  SalaryPeriod,
  SkillSource,
} from './enums.ts';
import { CompanyId, JobId, ListId, SkillId } from './ids.ts';
import { JobSummary } from './jobs.ts';
import { PageInput, pageOf } from './pages.ts';
import { Instant } from './text.ts';

export const ReasonFamily = z.enum([
  'skills',
  'title',
  'seniority',
  'place',
  'pay',
  'activity',
  'freshness',
  'popularity',
]);
export type ReasonFamily = z.infer<typeof ReasonFamily>;

/** Shown instead of a percentage until the model in use is calibrated on real outcomes. */
export const MatchBand = z.enum(['strong', 'good', 'fair', 'low']);
export type MatchBand = z.infer<typeof MatchBand>;

/** What stands behind a reason; each kind carries only facts that were compared. */
export const Evidence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('skills'),
    matched: z.array(
      z.object({
        id: SkillId,
        name: z.string(),
        /** Where the person's skill comes from; lists made before 0.2 do not say. */
        source: SkillSource.nullable().default(null),
      }),
    ),
    missing: z.array(z.object({ id: SkillId, name: z.string() })),
    requiredMatched: z.int(),
    requiredTotal: z.int(),
  }),
  z.object({ kind: z.literal('title'), jobTitle: z.string(), yourTitle: z.string().nullable() }),
  z.object({
    kind: z.literal('seniority'),
    jobLevel: z.string().nullable(),
    yourLevel: z.string().nullable(),
    /** Read from titles or years, not stated. */
    isInferred: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('place'),
    distanceKm: z.number().nullable(),
    remoteOption: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('pay'),
    yearlyMin: z.number().nullable(),
    yearlyMax: z.number().nullable(),
    floor: z.number().nullable(),
    currency: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('activity'),
    likedJobId: JobId.nullable(),
    likedJobTitle: z.string().nullable(),
    similarity: z.number().nullable(),
    /** The past choice whose followers chose this job too. */
    together: z.object({ jobId: JobId, title: z.string() }).nullable().default(null),
  }),
  z.object({ kind: z.literal('freshness'), ageDays: z.number() }),
  z.object({ kind: z.literal('popularity'), views: z.int(), applies: z.int() }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** One family's share of the margin, in log-odds; positive speaks for the job. */
export const Reason = z.object({
  family: ReasonFamily,
  value: z.number(),
  /** Stable name of the sentence, for programs that say it in their own words. */
  code: z.string(),
  text: z.string(),
  evidence: Evidence,
});
export type Reason = z.infer<typeof Reason>;

export const Contribution = z.object({ feature: z.string(), family: ReasonFamily, value: z.number() });
export type Contribution = z.infer<typeof Contribution>;

/** base + Σ contributions = margin (to 1e-6, log-odds); sigmoid(margin) = score (to 1e-5). */
export const Explanation = z.object({
  base: z.number(),
  contributions: z.array(Contribution),
  margin: z.number(),
  sentence: z.string(),
  reasons: z.array(Reason),
});
export type Explanation = z.infer<typeof Explanation>;

export const RecommendationItem = z.object({
  job: JobSummary,
  rank: z.int().min(1),
  score: z.number(),
  band: MatchBand,
  explanation: Explanation,
  modelVersion: z.string(),
  variant: z.string(),
  listId: ListId,
});
export type RecommendationItem = z.infer<typeof RecommendationItem>;

/** The stored list a page was cut from; null while the first one is being made. */
export const ListInfo = z.object({
  id: ListId,
  version: z.int(),
  madeAt: Instant,
  /** False when nothing is known of the person: the list is popular jobs nearby, and `notice` says so. */
  isPersonal: z.boolean(),
  notice: z.string().nullable(),
});
export type ListInfo = z.infer<typeof ListInfo>;

export const RecommendationPage = pageOf(RecommendationItem).extend({
  list: ListInfo.nullable(),
  /** `preparing`: the first list is still being made; `opted_out`: the person turned profiling off. */
  status: z.enum(['ready', 'preparing', 'opted_out']),
});
export type RecommendationPage = z.infer<typeof RecommendationPage>;
export const RecommendationsInput = PageInput;
export type RecommendationsInput = z.infer<typeof RecommendationsInput>;

export const DismissReason = z.enum([
  'not_interested',
  'wrong_skills',
  'wrong_place',
  'pay_too_low',
  'wrong_level',
  'bad_company',
  'already_seen',
  'other',
]);
export type DismissReason = z.infer<typeof DismissReason>;

export const FeedbackInput = z.object({
  jobId: JobId,
  type: InteractionType,
  undo: z.boolean().default(false),
  reason: DismissReason.optional(),
  listId: ListId.optional(),
  source: InteractionSource.default('recommendation'),
  dwellSeconds: z.number().min(0).max(86_400).optional(),
});
export type FeedbackInput = z.infer<typeof FeedbackInput>;

/** Taken: `watermark` is the interaction that the next list will have seen. */
export const FeedbackAnswer = z.object({ accepted: z.literal(true), watermark: z.int() });
export type FeedbackAnswer = z.infer<typeof FeedbackAnswer>;

const ChangedSkill = z.object({ id: SkillId, name: z.string() });

/** One change of the profile that the person can make by a control of their own. */
export const ProfileChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add_skill'), skill: ChangedSkill, to: ProficiencyLevel }),
  z.object({
    kind: z.literal('raise_skill'),
    skill: ChangedSkill,
    from: ProficiencyLevel,
    to: ProficiencyLevel,
  }),
  z.object({
    kind: z.literal('widen_radius'),
    placeName: z.string().nullable(),
    fromKm: z.number(),
    toKm: z.number(),
  }),
  /** In the currency and period of the person's own floor. */
  z.object({
    kind: z.literal('lower_salary_floor'),
    from: z.number(),
    to: z.number(),
    currency: Currency,
    period: SalaryPeriod,
  }),
  z.object({ kind: z.literal('accept_job_type'), jobType: JobType }),
  z.object({ kind: z.literal('accept_remote_option'), remoteOption: RemoteOption }),
  z.object({ kind: z.literal('want_title'), title: z.string() }),
  z.object({ kind: z.literal('unblock_company'), companyId: CompanyId, companyName: z.string() }),
  z.object({ kind: z.literal('take_back_dismissal') }),
]);
export type ProfileChange = z.infer<typeof ProfileChange>;

/**
 * Changes that together reach a goal; the score is what the ranker gave when they were replayed. `listed`: nothing hides the job
 * any more; `better_band`: a better band of match; `higher_score`: only the score rises.
 */
export const Counterfactual = z.object({
  goal: z.enum(['listed', 'better_band', 'higher_score']),
  changes: z.array(ProfileChange).min(1),
  score: z.number(),
  band: MatchBand,
  text: z.string(),
});
export type Counterfactual = z.infer<typeof Counterfactual>;

export const ExplainInput = z.object({ jobId: JobId });
export const ExplainAnswer = z.object({
  job: JobSummary,
  score: z.number(),
  band: MatchBand,
  explanation: Explanation,
  modelVersion: z.string(),
  /** Dealbreakers or choices of the person that keep this job out of their list, in words. */
  blockedBy: z.array(z.string()),
  /** Smallest changes that would bring the job into the list, or to a better match; each was replayed. */
  counterfactuals: z.array(Counterfactual),
});
export type ExplainAnswer = z.infer<typeof ExplainAnswer>;

/** What the person did with a job. */
export const JobState = z.object({
  jobId: JobId,
  isBookmarked: z.boolean(),
  isLiked: z.boolean(),
  isDismissed: z.boolean(),
  dismissReason: DismissReason.nullable(),
  hasApplied: z.boolean(),
  lastViewedAt: Instant.nullable(),
});
export type JobState = z.infer<typeof JobState>;

export const MyJobsState = z.enum(['bookmarked', 'liked', 'dismissed', 'applied', 'viewed']);
export type MyJobsState = z.infer<typeof MyJobsState>;
export const MyJobsInput = PageInput.extend({ state: MyJobsState });
export type MyJobsInput = z.infer<typeof MyJobsInput>;
export const MyJob = z.object({ job: JobSummary, state: JobState, at: Instant });
export type MyJob = z.infer<typeof MyJob>;
export const MyJobsPage = pageOf(MyJob);

/** Pushed to the open page when a newer list is ready. */
export const ListUpdate = z.object({ version: z.int(), watermark: z.int() });
export type ListUpdate = z.infer<typeof ListUpdate>;
