import type { z } from 'zod';

import type { FieldProblem } from '@access/contracts/errors';
import type { Education, EducationFields, Experience, ExperienceFields } from '@access/contracts/profile';
import type { ApplyResumeInput, FoundAt, ResumeReading } from '@access/contracts/resumes';
import type { UserSkill } from '@access/contracts/skills';

export type ContactField = keyof ApplyResumeInput['contact'];
export type ExperienceValue = z.infer<typeof ExperienceFields>;
export type EducationValue = z.infer<typeof EducationFields>;
export interface ContactValue {
  field: ContactField;
  text: string;
}
export interface SkillValue {
  skillId: UserSkill['id'];
  name: string;
  proficiencyLevel: number;
}

/** Words of the résumé with what stands around them in the same line. */
export interface Quote {
  before: string;
  words: string;
  after: string;
}

/** One thing that was read, as it stands on the confirm screen. */
export interface Choice<Value> {
  key: string;
  value: Value;
  /** The line of the résumé it was read from, with the words themselves in the middle. */
  quote: Quote | null;
  /** What the profile holds in its place now. */
  existing: string | null;
  /** The profile says the same already: nothing to decide. */
  isSame: boolean;
  isTaken: boolean;
}

/** Everything that was read, item by item, with what the person decided. */
export interface Selection {
  contact: Choice<ContactValue>[];
  experience: Choice<ExperienceValue>[];
  education: Choice<EducationValue>[];
  skills: Choice<SkillValue>[];
}

/** What the profile holds before. */
export interface Held {
  contact: Record<ContactField, string | null>;
  experience: readonly Experience[];
  education: readonly Education[];
  skills: readonly UserSkill[];
}

const contactFields: Record<ContactField, true> = {
  displayName: true,
  headline: true,
  phone: true,
  location: true,
  bio: true,
  linkedinUrl: true,
  githubUrl: true,
  portfolioUrl: true,
};
const isContactField = (field: string): field is ContactField => field in contactFields;

const plain = (text: string): string => text.trim().toLocaleLowerCase().replace(/\s+/g, ' ');

/**
 * Lays what was read beside the profile. What fills a gap is taken until the person says otherwise; what would replace
 * something is not, and what is there already needs no decision. An e-mail address is never taken over: it is the sign-in.
 */
export function startSelection(reading: ResumeReading, held: Held, text: string | null): Selection {
  const choice = <Value>(
    key: string,
    value: Value,
    foundAt: FoundAt | null,
    existing: string | null,
    isSame: boolean,
  ): Choice<Value> => ({
    key,
    value,
    quote: foundAt === null ? null : quoteOf(foundAt, text),
    existing,
    isSame,
    isTaken: existing === null,
  });
  return {
    contact: reading.contact.flatMap(({ key, field, value, foundAt }) => {
      if (!isContactField(field)) return [];
      const existing = held.contact[field];
      const isSame = existing !== null && plain(existing) === plain(value);
      return [choice(key, { field, text: value }, foundAt, existing, isSame)];
    }),
    experience: reading.experience.map(({ key, value, foundAt }) => {
      const twin = held.experience.find(
        (item) =>
          plain(item.company) === plain(value.company) && plain(item.position) === plain(value.position),
      );
      return choice(
        key,
        value,
        foundAt,
        twin === undefined ? null : `${twin.position}, ${twin.company}`,
        twin !== undefined,
      );
    }),
    education: reading.education.map(({ key, value, foundAt }) => {
      const twin = held.education.find(
        (item) =>
          plain(item.institution) === plain(value.institution) && plain(item.degree) === plain(value.degree),
      );
      const existing = twin === undefined ? null : [twin.degree, twin.institution].filter(Boolean).join(', ');
      return choice(key, value, foundAt, existing, twin !== undefined);
    }),
    skills: reading.skills.map(({ key, foundAt, ...value }) => {
      const twin = held.skills.find((skill) => skill.id === value.skillId);
      return choice(key, value, foundAt, twin === undefined ? null : twin.name, twin !== undefined);
    }),
  };
}

// Characters shown on either side of the words found.
const AROUND = 40;

/** Cuts the words and what stands around them in their line; the words alone when the text has moved. */
export function quoteOf(found: FoundAt, text: string | null): Quote {
  const words = found.quote.replace(/\s+/g, ' ').trim();
  if (text === null || text.slice(found.start, found.end) !== found.quote) {
    return { before: '', words, after: '' };
  }
  const lineStart = text.lastIndexOf('\n', found.start - 1) + 1;
  const nextBreak = text.indexOf('\n', found.end);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak;
  const before = text.slice(Math.max(lineStart, found.start - AROUND), found.start);
  const after = text.slice(found.end, Math.min(lineEnd, found.end + AROUND));
  return {
    before: found.start - AROUND > lineStart ? `…${before}` : before,
    words,
    after: found.end + AROUND < lineEnd ? `${after}…` : after,
  };
}

/** The list with one item decided or edited anew; an edited item is taken. */
export function changeChoice<Value>(
  choices: readonly Choice<Value>[],
  key: string,
  change: { isTaken: boolean } | { value: Value },
): Choice<Value>[] {
  return choices.map((item) => {
    if (item.key !== key) return item;
    return 'value' in change
      ? { ...item, value: change.value, isTaken: true, isSame: false }
      : { ...item, ...change };
  });
}

/** Takes, or skips, everything that still asks for a decision. */
export function decideAll(selection: Selection, isTaken: boolean): Selection {
  const all = <Value>(choices: readonly Choice<Value>[]): Choice<Value>[] =>
    choices.map((item) => (item.isSame ? item : { ...item, isTaken }));
  return {
    contact: all(selection.contact),
    experience: all(selection.experience),
    education: all(selection.education),
    skills: all(selection.skills),
  };
}

/** How many items are taken, of how many that ask for a decision. */
export function countTaken(selection: Selection): { taken: number; open: number } {
  const all = [...selection.contact, ...selection.experience, ...selection.education, ...selection.skills];
  return {
    taken: all.filter((item) => item.isTaken).length,
    open: all.filter((item) => !item.isSame).length,
  };
}

const takenOf = <Value>(choices: readonly Choice<Value>[]): Choice<Value>[] =>
  choices.filter((item) => item.isTaken);

/** What is sent: the taken items as they stand on the screen. */
export function applyInputOf(id: ApplyResumeInput['id'], selection: Selection): ApplyResumeInput {
  return {
    id,
    contact: Object.fromEntries(takenOf(selection.contact).map(({ value }) => [value.field, value.text])),
    experience: takenOf(selection.experience).map(({ value }) => value),
    education: takenOf(selection.education).map(({ value }) => value),
    skills: takenOf(selection.skills).map(({ value }) => ({
      skillId: value.skillId,
      proficiencyLevel: value.proficiencyLevel,
    })),
  };
}

/** Which item each refused field belongs to, by key; paths look like `contact.githubUrl` or `experience[1].endDate`. */
export function problemsByKey(selection: Selection, problems: readonly FieldProblem[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, message } of problems) {
    const contact = /^contact\.(\w+)/.exec(path)?.[1];
    const record = /^(experience|education|skills)[.[](\d+)/.exec(path);
    const key =
      contact === undefined
        ? keyAt(selection, record?.[1], Number(record?.[2]))
        : selection.contact.find((item) => item.value.field === contact)?.key;
    if (key !== undefined && !found.has(key)) found.set(key, message);
  }
  return found;
}

function keyAt(selection: Selection, section: string | undefined, index: number): string | undefined {
  if (section === 'experience') return takenOf(selection.experience)[index]?.key;
  if (section === 'education') return takenOf(selection.education)[index]?.key;
  if (section === 'skills') return takenOf(selection.skills)[index]?.key;
  return undefined;
}
