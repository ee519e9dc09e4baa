import { z } from 'zod';

import { ProficiencyLevel } from './enums.ts';
import { SkillId } from './ids.ts';
import { JobSummary } from './jobs.ts';
import { Skill } from './skills.ts';
import { boundedText, Instant, WebUrl } from './text.ts';

/** Without a title: the jobs recommended to the person. */
export const SkillGapsInput = z.object({ targetTitle: boundedText(1, 100).optional() });
export type SkillGapsInput = z.infer<typeof SkillGapsInput>;

/** Median yearly pay in US dollars, and how many of the jobs say what they pay. */
export const MedianPay = z.object({ yearlyUsd: z.number(), jobs: z.int() });
export type MedianPay = z.infer<typeof MedianPay>;

/** Share of the jobs posted in the last 30 days that ask for the skill, beside the share of older ones still open. */
export const SkillTrend = z.object({
  recentShare: z.number(),
  recentJobs: z.int(),
  earlierShare: z.number(),
  earlierJobs: z.int(),
});
export type SkillTrend = z.infer<typeof SkillTrend>;

/** A skill that would open jobs, or bring them nearer. */
export const MissingSkill = z.object({
  skill: Skill,
  /** Null when the person does not list the skill; else the level that is too low. */
  heldLevel: ProficiencyLevel.nullable(),
  /** Level to aim at: what half of the jobs asking for more than is held are content with. */
  level: ProficiencyLevel,
  /** Jobs that become open once this skill alone is added at `level`. */
  jobsUnlocked: z.int(),
  /** The first few of them. */
  jobs: z.array(JobSummary),
  /** Mean rise of the match over the best targets, in [0, 1]. */
  importance: z.number(),
  /** Jobs of the target that ask for it, required or not. */
  askedBy: z.int(),
  /** Share of the best targets that ask for it. */
  targetShare: z.number(),
  pay: z.object({ with: MedianPay.nullable(), without: MedianPay.nullable() }),
  /** Null where too few jobs are on one side. */
  trend: SkillTrend.nullable(),
});
export type MissingSkill = z.infer<typeof MissingSkill>;

/** One step of the way, in order. */
export const LearningStep = z.object({
  skill: Skill,
  heldLevel: ProficiencyLevel.nullable(),
  level: ProficiencyLevel,
  /** The later step that this one is learnt for, where it is a prerequisite alone. */
  neededFor: Skill.nullable(),
  /** Jobs this step opens after all the steps before it. */
  jobsUnlocked: z.int(),
  /** Jobs open to the person after this step. */
  eligibleAfter: z.int(),
});
export type LearningStep = z.infer<typeof LearningStep>;

export const ResourceKind = z.enum(['course', 'book', 'doc', 'project']);
export type ResourceKind = z.infer<typeof ResourceKind>;

/** Something to learn a skill from. */
export const LearningResource = z.object({
  skillId: SkillId,
  title: z.string(),
  url: WebUrl,
  /** The site it is on. */
  provider: z.string(),
  author: z.string().nullable(),
  kind: ResourceKind,
  /** ISO 639 code. */
  language: z.string(),
  isFree: z.boolean(),
  /** Where the link was found, with its licence. */
  source: z.string(),
});
export type LearningResource = z.infer<typeof LearningResource>;

/** Which jobs were looked at: of the title, also of the same occupation where the title is rare, or the recommended ones. */
export const GapScope = z.enum(['title', 'occupation', 'recommended']);
export type GapScope = z.infer<typeof GapScope>;

/**
 * What a person lacks for a target. A job is open to them when they hold four fifths of the skills it requires, rarer skills
 * weighing more and a level below the one asked counting in part.
 */
export const SkillGaps = z.object({
  /** `preparing`: ask again in a few seconds; `opted_out`: the person turned profiling off. */
  status: z.enum(['ready', 'preparing', 'opted_out']),
  targetTitle: z.string().nullable(),
  scope: GapScope,
  /** Open jobs of the target within the person's dealbreakers. */
  jobs: z.int(),
  /** Those that are open to the person as they are. */
  eligible: z.int(),
  /** Best of the jobs, over which `importance` and `targetShare` are taken. */
  targets: z.int(),
  missingSkills: z.array(MissingSkill),
  path: z.array(LearningStep),
  learningResources: z.array(LearningResource),
  modelVersion: z.string().nullable(),
  madeAt: Instant.nullable(),
});
export type SkillGaps = z.infer<typeof SkillGaps>;
