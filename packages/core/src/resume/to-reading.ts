import type { Education, Experience } from '@access/contracts/profile';
import type { ParsedResume, PartialDate } from '@access/contracts/resume-document';
import type { FoundAt, ResumeReading } from '@access/contracts/resumes';
import { CalendarDate } from '@access/contracts/text';

type Document = ParsedResume['document'];
type FullBasics = Extract<Document['basics'], { location: unknown }>;
type Basics = Partial<FullBasics> & Pick<FullBasics, 'profiles'>;
type FoundLookup = (path: string) => FoundAt | null;
type ContactItem = ResumeReading['contact'][number];

/** Level given to a skill a résumé names without one: it is in use, how well is for the person to say. */
const LEVEL_UNSTATED = 2;

/**
 * The parsed document in the profile's shape, item by item, for the confirm screen. Values are taken over as they
 * stand; a date without a day becomes the first (start) or last (end) day of what was written, as the profile keeps days.
 */
export function toReading({ document, evidence }: ParsedResume): ResumeReading {
  const found: FoundLookup = (path) => evidence[path] ?? null;
  return {
    contact: contactItems(document.basics, found),
    experience: document.work.flatMap((work, index) => experienceItem(work, index, found)),
    education: document.education.flatMap((education, index) => educationItem(education, index, found)),
    skills: skillItems(document, found),
  };
}

function contactItems(basics: Basics, found: FoundLookup): ContactItem[] {
  const item = (field: ContactItem['field'], value: string | undefined, path: string): ContactItem[] =>
    value === undefined ? [] : [{ key: `contact.${field}`, field, value, foundAt: found(path) }];
  const location =
    basics.location?.address ??
    joined([basics.location?.city, basics.location?.region, basics.location?.countryCode]);
  const locationPath =
    basics.location?.address === undefined ? 'basics.location.city' : 'basics.location.address';
  return [
    ...item('displayName', basics.name, 'basics.name'),
    ...item('headline', basics.label, 'basics.label'),
    ...item('email', basics.email, 'basics.email'),
    ...item('phone', basics.phone, 'basics.phone'),
    ...item('location', location, locationPath),
    ...item('bio', basics.summary, 'basics.summary'),
    ...linkItems(basics, found),
  ];
}

function linkItems(basics: Basics, found: FoundLookup): ContactItem[] {
  const taken = new Set<string>();
  const items: ContactItem[] = [];
  const add = (field: ContactItem['field'], url: string | undefined, path: string): void => {
    const value = url === undefined ? undefined : webUrl(url);
    if (value === undefined || taken.has(field)) return;
    taken.add(field);
    items.push({ key: `contact.${field}`, field, value, foundAt: found(path) });
  };
  basics.profiles.forEach((profile, index) => {
    const url = profile.url ?? '';
    const path = `basics.profiles[${index}].url`;
    if (/linkedin\.com\//i.test(url)) add('linkedinUrl', url, path);
    else if (/github\.com\//i.test(url)) add('githubUrl', url, path);
    else add('portfolioUrl', profile.url, path);
  });
  add('portfolioUrl', basics.url, 'basics.url');
  return items;
}

/** An address as the profile keeps it: with its scheme; undefined for anything but a web address. */
function webUrl(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? address : undefined;
}

function experienceItem(
  work: Document['work'][number],
  index: number,
  found: FoundLookup,
): ResumeReading['experience'] {
  const { name, position } = work;
  if (name === undefined && position === undefined) return [];
  const description = [work.summary, ...work.highlights.map((line) => `• ${line}`)]
    .filter((line) => line !== undefined)
    .join('\n');
  const value: Omit<Experience, 'id'> = {
    company: cut(name ?? position ?? '', 200),
    position: cut(position ?? name ?? '', 200),
    description: cut(description, 5_000),
    ...dates(work),
    isCurrent: work.isCurrent ?? false,
  };
  const path = position === undefined ? 'name' : 'position';
  return [{ key: `experience.${index}`, value, foundAt: found(`work[${index}].${path}`) }];
}

function educationItem(
  education: Document['education'][number],
  index: number,
  found: FoundLookup,
): ResumeReading['education'] {
  if (education.institution === undefined) return [];
  const value: Omit<Education, 'id'> = {
    institution: cut(education.institution, 200),
    degree: cut(education.studyType ?? '', 200),
    fieldOfStudy: cut(education.area ?? '', 200),
    ...dates(education),
    gpa: gradePoint(education.score),
  };
  return [{ key: `education.${index}`, value, foundAt: found(`education[${index}].institution`) }];
}

function skillItems(document: Document, found: FoundLookup): ResumeReading['skills'] {
  const seen = new Set<string>();
  return document.skills.flatMap(({ name, skillId }, index) => {
    if (skillId === undefined || seen.has(skillId)) return [];
    seen.add(skillId);
    const foundAt = found(`skills[${index}].name`);
    return [{ key: `skills.${index}`, skillId, name, proficiencyLevel: LEVEL_UNSTATED, foundAt }];
  });
}

function dates(item: { startDate?: PartialDate | undefined; endDate?: PartialDate | undefined }): {
  startDate: string | null;
  endDate: string | null;
} {
  const startDate = item.startDate === undefined ? null : realDay(firstDay(item.startDate));
  const endDate = item.endDate === undefined ? null : realDay(lastDay(item.endDate));
  // A résumé that ends a job before it began is a slip of the writer: the end is left for them to fill in.
  return {
    startDate,
    endDate: startDate !== null && endDate !== null && endDate < startDate ? null : endDate,
  };
}

/** A day no calendar has (30 February) is a slip of the writer too. */
const realDay = (day: string): string | null => (CalendarDate.safeParse(day).success ? day : null);

const firstDay = (date: PartialDate): string => `${date}${'-01-01'.slice(date.length - 4)}`.slice(0, 10);

function lastDay(date: PartialDate): string {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year = 0, month = 1] = date.split('-').map(Number);
  return `${date}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0')}`;
}

/** A grade point average on a scale the profile knows; other marks ("First class") stay in the résumé. */
function gradePoint(score: string | undefined): number | null {
  const match = /^(\d(?:\.\d{1,2})?)(?:\s*\/\s*\d+(?:\.\d+)?)?$/.exec(score?.trim() ?? '');
  return match === null ? null : Number(match[1]);
}

/** The first `max` characters, never half of a pair: that could not be stored. */
const cut = (text: string, max: number): string => text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');

const joined = (parts: ReadonlyArray<string | undefined>): string | undefined => {
  const present = parts.filter((part) => part !== undefined);
  return present.length === 0 ? undefined : present.join(', ');
};
