import { z } from 'zod';

import { User } from './auth.ts';
import { Currency, ExperienceLevel, JobType, RemoteOption, SalaryPeriod } from './enums.ts';
import { CompanyId, PlaceId, RecordId } from './ids.ts';
import { Place } from './places.ts';
import { boundedText, CalendarDate, optionalText, WebUrl } from './text.ts';

/** Money a person or a job names: two decimals, below ten billion. */
export const Money = z.number().min(0).max(9_999_999_999.99).multipleOf(0.01);

export const SalaryFloor = z.object({
  amount: Money,
  currency: Currency,
  period: SalaryPeriod.default('year'),
  isDealbreaker: z.boolean().default(false),
});
export type SalaryFloor = z.infer<typeof SalaryFloor>;

/** A place and how far from it, in kilometres. */
export const PreferredPlace = z.object({ placeId: PlaceId, radiusKm: z.int().min(1).max(500).default(50) });
export type PreferredPlace = z.infer<typeof PreferredPlace>;

/** What the person wants. A dealbreaker removes jobs that are known to break it; a wish only weighs. */
export const Preferences = z.object({
  desiredTitles: z.array(boundedText(1, 100)).max(10).default([]),
  jobTypes: z
    .object({ values: z.array(JobType).max(4), isDealbreaker: z.boolean() })
    .default({ values: [], isDealbreaker: false }),
  remoteOptions: z
    .object({ values: z.array(RemoteOption).max(3), isDealbreaker: z.boolean() })
    .default({ values: [], isDealbreaker: false }),
  salaryFloor: SalaryFloor.nullable().default(null),
  places: z
    .object({ values: z.array(PreferredPlace).max(10), isDealbreaker: z.boolean() })
    .default({ values: [], isDealbreaker: false }),
});
export type Preferences = z.infer<typeof Preferences>;

export const Profile = z.object({
  headline: z.string().nullable(),
  phone: z.string().nullable(),
  location: z.string().nullable(),
  place: Place.nullable(),
  bio: z.string().nullable(),
  linkedinUrl: z.string().nullable(),
  githubUrl: z.string().nullable(),
  portfolioUrl: z.string().nullable(),
  experienceLevel: ExperienceLevel.nullable(),
  openToWork: z.boolean(),
  profilingOptOut: z.boolean(),
  preferences: Preferences,
  /** The preferred places by name, in the order of `preferences.places.values`. */
  preferredPlaces: z.array(Place),
  blockedCompanies: z.array(z.object({ id: CompanyId, name: z.string() })),
});
export type Profile = z.infer<typeof Profile>;

export const ProfileAnswer = z.object({ user: User, profile: Profile });
export type ProfileAnswer = z.infer<typeof ProfileAnswer>;

/** Fields left out stay as they are; null empties one. `location` is resolved to a place unless `placeId` is given. */
export const ProfileUpdate = z.object({
  displayName: boundedText(1, 100).optional(),
  timeZone: boundedText(1, 60).optional(),
  locale: boundedText(2, 20).optional(),
  headline: optionalText(200).optional(),
  phone: optionalText(40).optional(),
  location: optionalText(200).optional(),
  placeId: PlaceId.nullable().optional(),
  bio: optionalText(5_000).optional(),
  linkedinUrl: WebUrl.nullable().optional(),
  githubUrl: WebUrl.nullable().optional(),
  portfolioUrl: WebUrl.nullable().optional(),
  experienceLevel: ExperienceLevel.nullable().optional(),
  openToWork: z.boolean().optional(),
  profilingOptOut: z.boolean().optional(),
  preferences: Preferences.optional(),
  blockedCompanyIds: z.array(CompanyId).max(200).optional(),
});
export type ProfileUpdate = z.infer<typeof ProfileUpdate>;

const endsAfterStart = (value: { startDate: string; endDate?: string | null | undefined }): boolean =>
  value.endDate === undefined || value.endDate === null || value.endDate >= value.startDate;
const endsBeforeStart = { message: 'Ends before it starts', path: ['endDate'] };

export const EducationFields = z.object({
  institution: boundedText(1, 200),
  degree: boundedText(0, 200).default(''),
  fieldOfStudy: boundedText(0, 200).default(''),
  startDate: CalendarDate.nullable().default(null),
  endDate: CalendarDate.nullable().default(null),
  gpa: z.number().min(0).max(9.99).nullable().default(null),
});
const educationOrder = (value: { startDate: string | null; endDate: string | null }): boolean =>
  value.startDate === null || endsAfterStart({ startDate: value.startDate, endDate: value.endDate });
export const EducationInput = EducationFields.refine(educationOrder, endsBeforeStart);
export type EducationInput = z.infer<typeof EducationInput>;
export const EducationUpdate = EducationFields.extend({ id: RecordId }).refine(
  educationOrder,
  endsBeforeStart,
);
export type EducationUpdate = z.infer<typeof EducationUpdate>;
export const Education = EducationFields.extend({ id: RecordId });
export type Education = z.infer<typeof Education>;

export const ExperienceFields = z.object({
  company: boundedText(1, 200),
  position: boundedText(1, 200),
  description: boundedText(0, 5_000).default(''),
  startDate: CalendarDate.nullable().default(null),
  endDate: CalendarDate.nullable().default(null),
  isCurrent: z.boolean().default(false),
});
const currentHasNoEnd = (value: { isCurrent: boolean; endDate: string | null }): boolean =>
  !value.isCurrent || value.endDate === null;
const currentWithEnd = { message: 'A current position has no end date', path: ['endDate'] };
export const ExperienceInput = ExperienceFields.refine(educationOrder, endsBeforeStart).refine(
  currentHasNoEnd,
  currentWithEnd,
);
export type ExperienceInput = z.infer<typeof ExperienceInput>;
export const ExperienceUpdate = ExperienceFields.extend({ id: RecordId })
  .refine(educationOrder, endsBeforeStart)
  .refine(currentHasNoEnd, currentWithEnd);
export type ExperienceUpdate = z.infer<typeof ExperienceUpdate>;
export const Experience = ExperienceFields.extend({ id: RecordId });
export type Experience = z.infer<typeof Experience>;

export const RecordRef = z.object({ id: RecordId });
