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
import { PageInput, pageOf, Total } from './pages.ts';
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
  /** Longer than other lists' cursors: it holds what was searched in the end. */
  cursor: z.string().min(1).max(2_000).optional(),
  sort: JobSort.default('relevance'),
  /** Search for exactly what was typed: no spelling is corrected, nothing widened. */
  exact: z.boolean().default(false),
  /** Counts by filter value and the salary histogram; they come with the first page alone. */
  facets: z.boolean().default(true),
});
export type JobSearchInput = z.infer<typeof JobSearchInput>;

const count = z.int().min(0);

/** Why a job was found: `text` is plain, `ranges` are the words that matched, as [start, end) in UTF-16 units. */
export const Highlight = z.object({
  field: z.enum(['title', 'skills', 'description']),
  text: z.string(),
  ranges: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
});
export type Highlight = z.infer<typeof Highlight>;

export const JobHit = JobSummary.extend({ highlights: z.array(Highlight) });
export type JobHit = z.infer<typeof JobHit>;

/**
 * How many of the matches have each value, most frequent first. A dimension that is filtered by is counted without its own filter: what
 * choosing another value would give.
 */
export const JobFacets = z.object({
  /** `eq`: of all matches; `gte`: more than 10,000 match, and these are the first 10,000 of them in the order asked. */
  relation: Total.shape.relation,
  jobType: z.array(z.object({ value: JobType, count })),
  experienceLevel: z.array(z.object({ value: ExperienceLevel, count })),
  remoteOption: z.array(z.object({ value: RemoteOption, count })),
  /** ISO 3166-1 alpha-2; the 20 most frequent. */
  country: z.array(z.object({ value: z.string(), count })),
  /** The 10 most frequent in the first 1,000 matches. */
  company: z.array(z.object({ id: CompanyId, name: z.string(), slug: z.string(), count })),
  /** The 20 most frequent in the first 1,000 matches. */
  skills: z.array(z.object({ id: SkillId, name: z.string(), slug: z.string(), count })),
  /** Posted within so many days: 1, 3, 7, 14 and 30. */
  postedWithinDays: z.array(z.object({ value: z.int(), count })),
  /** Yearly pay by its upper end, in the currency asked for; without the salary filter itself. */
  salary: z.object({
    currency: z.string(),
    buckets: z.array(z.object({ from: z.number(), to: z.number(), count })),
    unknown: count,
  }),
});
export type JobFacets = z.infer<typeof JobFacets>;

/** What was loosened because fewer than 5 jobs matched: the radius in km, or that every word must occur. */
export const Widening = z.discriminatedUnion('what', [
  z.object({ what: z.literal('radius'), from: z.int(), to: z.int() }),
  z.object({ what: z.literal('words'), from: z.literal('all'), to: z.literal('any') }),
]);
export type Widening = z.infer<typeof Widening>;

export const JobSearchPage = pageOf(JobHit).extend({
  /** Null on later pages and where none were asked for. */
  facets: JobFacets.nullable(),
  /** What was searched for instead of `q`, where a word looked misspelled. */
  correctedQuery: z.string().nullable(),
  widened: z.array(Widening),
});
export type JobSearchPage = z.infer<typeof JobSearchPage>;

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
