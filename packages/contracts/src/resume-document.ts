import { z } from 'zod';

import { SkillId } from './ids.ts';
import { FoundAt } from './resumes.ts';

// Longer than any honest value; a longer one is refused on import, never cut silently.
const SHORT = 300;
const LONG = 5_000;

const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');
// Files of other makers write null or '' for "not given": both are read as absent.
const optionalString = (max: number) =>
  z.preprocess(
    (value) => (value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value),
    z
      .string()
      .refine(isStorable, 'Contains characters that cannot be stored (NUL or a broken Unicode pair)')
      .trim()
      .max(max)
      .optional(),
  );
const short = optionalString(SHORT);
const listOf = <Item extends z.ZodType>(item: Item, max: number) =>
  z
    .array(item)
    .max(max)
    .nullish()
    .transform((value) => value ?? []);

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as fine as it was written, never finer. */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'Expected YYYY, YYYY-MM or YYYY-MM-DD');
export type PartialDate = z.infer<typeof PartialDate>;
const optionalDate = z.preprocess(
  (value) => (value === null || value === '' ? undefined : value),
  PartialDate.optional(),
);

const ResumeLocation = z.object({
  /** The place as it was written, whole. */
  address: short,
  postalCode: short,
  city: short,
  countryCode: short,
  region: short,
});

const ResumeBasics = z.object({
  name: short,
  label: short,
  email: short,
  phone: short,
  url: optionalString(2_000),
  summary: optionalString(LONG),
  location: ResumeLocation.nullish().transform((value) => value ?? undefined),
  profiles: listOf(z.object({ network: short, username: short, url: optionalString(2_000) }), 30),
});

const ResumeWork = z.object({
  name: short,
  position: short,
  url: optionalString(2_000),
  location: short,
  startDate: optionalDate,
  endDate: optionalDate,
  /** Said to go on ("Present"); then there is no `endDate`. */
  isCurrent: z.boolean().optional(),
  summary: optionalString(LONG),
  highlights: listOf(z.string().max(LONG), 100),
});

const ResumeEducation = z.object({
  institution: short,
  studyType: short,
  area: short,
  startDate: optionalDate,
  endDate: optionalDate,
  isCurrent: z.boolean().optional(),
  score: short,
});

/** A skill as it was written; `skillId` where the taxonomy knows it. */
const ResumeSkill = z.object({
  name: z.string().min(1).max(SHORT),
  level: short,
  skillId: SkillId.optional(),
});

/** A résumé in the shape of JSON Resume 1.0 (jsonresume.org/schema), the parts the product uses; other keys are dropped. */
export const ResumeDocument = z.object({
  basics: ResumeBasics.nullish().transform((value) => value ?? ResumeBasics.parse({})),
  work: listOf(ResumeWork, 100),
  education: listOf(ResumeEducation, 50),
  skills: listOf(ResumeSkill, 500),
  languages: listOf(z.object({ language: short, fluency: short }), 50),
  certificates: listOf(z.object({ name: short, issuer: short, date: optionalDate }), 100),
});
export type ResumeDocument = z.infer<typeof ResumeDocument>;

/**
 * What was read from a résumé, and where. `evidence` maps the path of each value (`work[0].position`, `basics.email`,
 * `skills[3].name`) to the place in the extracted text.
 */
export const ParsedResume = z.object({
  document: ResumeDocument,
  evidence: z.record(z.string(), FoundAt),
});
export type ParsedResume = z.infer<typeof ParsedResume>;

/** Why a file was not read; stable, for programs. */
export const ResumeRefusalReason = z.enum([
  'unsupported_type',
  'too_large',
  'encrypted',
  'too_many_pages',
  'unpacks_too_large',
  'no_text',
  'corrupt',
  'timeout',
  'out_of_memory',
]);
export type ResumeRefusalReason = z.infer<typeof ResumeRefusalReason>;
