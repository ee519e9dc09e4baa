import { z } from 'zod';

import { CompanyRef } from './companies.ts';
import {
  Currency,
  ExperienceLevel,
  JobStatus,
  JobType,
  ProficiencyLevel,
  RemoteOption,
  SalaryPeriod,
} from './enums.ts';
import { CompanyId, JobId, ListId, PlaceId, SkillId } from './ids.ts';
import { PageInput, pageOf } from './pages.ts';
import { Place } from './places.ts';
import { Money } from './profile.ts';
import { JobSkill } from './skills.ts';
import { boundedText, CalendarDate, Instant, optionalText, WebUrl } from './text.ts';

/** What a list shows of a job. `isActive` is derived: status active and the deadline not past. */
export const JobSummary = z.object({
  id: JobId,
  title: z.string(),
  company: CompanyRef,
  location: z.string().nullable(),
  place: Place.nullable(),
  jobType: JobType.nullable(),
  experienceLevel: ExperienceLevel.nullable(),
  remoteOption: RemoteOption.nullable(),
  salaryMin: z.number().nullable(),
  salaryMax: z.number().nullable(),
  currency: z.string().nullable(),
  salaryPeriod: SalaryPeriod.nullable(),
  postedAt: Instant,
  applicationDeadline: Instant.nullable(),
  isFeatured: z.boolean(),
  isActive: z.boolean(),
  excerpt: z.string(),
});
export type JobSummary = z.infer<typeof JobSummary>;

/** The whole posting. Texts are sanitised HTML. */
export const Job = JobSummary.extend({
  description: z.string(),
  requirements: z.string().nullable(),
  benefits: z.string().nullable(),
  language: z.string().nullable(),
  status: JobStatus,
  /** Why it was refused; null unless it is. */
  rejectionReason: z.string().nullable(),
  applyUrl: z.string().nullable(),
  viewCount: z.int().min(0),
  skills: z.array(JobSkill),
  sources: z.array(z.object({ source: z.string(), url: z.string().nullable(), lastSeen: Instant })),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Job = z.infer<typeof Job>;

export const JobPage = pageOf(JobSummary);
export type JobPage = z.infer<typeof JobPage>;

const manyOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(20).optional();

/** The filter that list, search, alerts and preview share. */
export const SearchFilter = z.object({
  q: boundedText(0, 200).optional(),
  location: boundedText(1, 200).optional(),
  placeId: PlaceId.optional(),
  radiusKm: z.int().min(1).max(500).default(50),
  salaryMin: Money.optional(),
  salaryMax: Money.optional(),
  currency: Currency.optional(),
  jobType: manyOf(JobType),
  experienceLevel: manyOf(ExperienceLevel),
  remoteOption: manyOf(RemoteOption),
  skills: manyOf(boundedText(1, 100)),
  companyId: CompanyId.optional(),
  postedWithinDays: z.int().min(1).max(365).optional(),
});
export type SearchFilter = z.infer<typeof SearchFilter>;

export const JobSort = z.enum(['relevance', 'date', 'salary']);
export type JobSort = z.infer<typeof JobSort>;

export const JobListInput = SearchFilter.extend(PageInput.shape).extend({ sort: JobSort.default('date') });
export type JobListInput = z.infer<typeof JobListInput>;
export const JobSearchInput = SearchFilter.extend(PageInput.shape).extend({
  sort: JobSort.default('relevance'),
});
export type JobSearchInput = z.infer<typeof JobSearchInput>;

export const JobIdInput = z.object({ id: JobId });
export type JobIdInput = z.infer<typeof JobIdInput>;

export const JobSkillInput = z.object({
  skillId: SkillId,
  isRequired: z.boolean().default(true),
  proficiencyLevel: ProficiencyLevel.default(2),
});

/** The years the importer takes, too: an end of time such as 9999-12-31 falls out of what an answer can hold. */
const Deadline = z.union([CalendarDate, Instant]).refine((at) => {
  const year = Number(at.slice(0, 4));
  return year >= 1990 && year <= 2100;
}, 'Expected a year from 1990 to 2100; leave it out where there is no deadline');

const JobFields = z.object({
  title: boundedText(2, 200),
  companyId: CompanyId,
  description: boundedText(1, 100_000),
  requirements: optionalText(50_000).default(null),
  benefits: optionalText(50_000).default(null),
  salaryMin: Money.nullable().default(null),
  salaryMax: Money.nullable().default(null),
  currency: Currency.nullable().default(null),
  salaryPeriod: SalaryPeriod.nullable().default(null),
  location: optionalText(200).default(null),
  placeId: PlaceId.nullable().default(null),
  jobType: JobType.nullable().default(null),
  experienceLevel: ExperienceLevel.nullable().default(null),
  remoteOption: RemoteOption.nullable().default(null),
  applicationDeadline: Deadline.nullable().default(null),
  isFeatured: z.boolean().default(false),
  status: z.enum(['draft', 'active', 'closed']).default('active'),
  applyUrl: WebUrl.nullable().default(null),
  /** Left out: recognised from the text. */
  skills: z.array(JobSkillInput).max(100).optional(),
});

const salaryInOrder = (job: {
  salaryMin?: number | null | undefined;
  salaryMax?: number | null | undefined;
}): boolean => job.salaryMin == null || job.salaryMax == null || job.salaryMin <= job.salaryMax;
const salaryOutOfOrder = {
  message: 'The lower end of the salary is above the upper one',
  path: ['salaryMax'],
};
const salaryHasCurrency = (job: {
  salaryMin?: number | null | undefined;
  salaryMax?: number | null | undefined;
  currency?: string | null | undefined;
  salaryPeriod?: string | null | undefined;
}): boolean =>
  (job.salaryMin == null && job.salaryMax == null) || (job.currency != null && job.salaryPeriod != null);
const salaryWithoutCurrency = { message: 'A salary needs currency and salaryPeriod', path: ['currency'] };

export const JobInput = JobFields.refine(salaryInOrder, salaryOutOfOrder).refine(
  salaryHasCurrency,
  salaryWithoutCurrency,
);
export type JobInput = z.infer<typeof JobInput>;

/** PUT replaces the job's content: fields left out take their defaults. */
export const JobUpdate = JobFields.extend({ id: JobId })
  .refine(salaryInOrder, salaryOutOfOrder)
  .refine(salaryHasCurrency, salaryWithoutCurrency);
export type JobUpdate = z.infer<typeof JobUpdate>;

/** Sent when a person leaves a posting; counted once per person (or anonymous cookie) and day. */
export const JobViewInput = z.object({
  id: JobId,
  seconds: z.number().min(0).max(86_400),
  listId: ListId.optional(),
});
export type JobViewInput = z.infer<typeof JobViewInput>;
