import { z } from 'zod';

import { ParseStatus, ProficiencyLevel, ScanStatus } from './enums.ts';
import { ResumeId, SkillId } from './ids.ts';
import { EducationFields, ExperienceFields } from './profile.ts';
import { boundedText, Instant, WebUrl } from './text.ts';

/** Largest résumé taken, in bytes. */
export const RESUME_MAX_BYTES = 10 * 1024 * 1024;

/** Where in the résumé's text a value was read: character offsets and the words themselves. */
export const FoundAt = z.object({ start: z.int().min(0), end: z.int().min(0), quote: z.string() });
export type FoundAt = z.infer<typeof FoundAt>;

const read = <Value extends z.ZodType>(value: Value) => z.object({ value, foundAt: FoundAt.nullable() });

/**
 * What was read, item by item, in the shape of the profile, for the confirm screen. `key` names the item when it is
 * taken over; nothing here was invented: each value carries the place it was found.
 */
export const ResumeReading = z.object({
  contact: z.array(
    z.object({
      key: z.string(),
      field: z.enum([
        'displayName',
        'headline',
        'phone',
        'location',
        'bio',
        'linkedinUrl',
        'githubUrl',
        'portfolioUrl',
        'email',
      ]),
      value: z.string(),
      foundAt: FoundAt.nullable(),
    }),
  ),
  experience: z.array(z.object({ key: z.string() }).extend(read(ExperienceFields).shape)),
  education: z.array(z.object({ key: z.string() }).extend(read(EducationFields).shape)),
  skills: z.array(
    z.object({
      key: z.string(),
      skillId: SkillId,
      name: z.string(),
      proficiencyLevel: ProficiencyLevel,
      foundAt: FoundAt.nullable(),
    }),
  ),
});
export type ResumeReading = z.infer<typeof ResumeReading>;

export const Resume = z.object({
  id: ResumeId,
  fileName: z.string(),
  mediaType: z.string(),
  size: z.int(),
  scanStatus: ScanStatus,
  parseStatus: ParseStatus,
  /** Why it was refused or failed, in words for the person. */
  parseReason: z.string().nullable(),
  isPrimary: z.boolean(),
  appliedAt: Instant.nullable(),
  createdAt: Instant,
});
export type Resume = z.infer<typeof Resume>;

export const ResumeDetail = Resume.extend({
  reading: ResumeReading.nullable(),
  /** The extracted plain text that `foundAt` points into. */
  text: z.string().nullable(),
});
export type ResumeDetail = z.infer<typeof ResumeDetail>;

export const UploadResumeInput = z.object({ file: z.file(), apply: z.boolean().default(false) });
export const UploadResumeAnswer = z.object({ id: ResumeId, parseStatus: ParseStatus });
export type UploadResumeAnswer = z.infer<typeof UploadResumeAnswer>;

export const ResumeIdInput = z.object({ id: ResumeId });

/** The items the person accepts, as they stand on the screen (edits included). Anything not named is skipped. */
export const ApplyResumeInput = z.object({
  id: ResumeId,
  contact: z
    .object({
      displayName: boundedText(1, 100),
      headline: boundedText(1, 200),
      phone: boundedText(1, 40),
      location: boundedText(1, 200),
      bio: boundedText(1, 5_000),
      linkedinUrl: WebUrl,
      githubUrl: WebUrl,
      portfolioUrl: WebUrl,
    })
    .partial()
    .default({}),
  experience: z.array(ExperienceFields).max(100).default([]),
  education: z.array(EducationFields).max(50).default([]),
  skills: z
    .array(z.object({ skillId: SkillId, proficiencyLevel: ProficiencyLevel }))
    .max(300)
    .default([]),
});
export type ApplyResumeInput = z.infer<typeof ApplyResumeInput>;
export const ApplyResumeAnswer = z.object({
  contact: z.int(),
  experience: z.int(),
  education: z.int(),
  skills: z.int(),
});
export type ApplyResumeAnswer = z.infer<typeof ApplyResumeAnswer>;
