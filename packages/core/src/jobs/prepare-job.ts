import type { ExperienceLevel, JobType, RemoteOption, SalaryPeriod } from '@access/contracts/enums';
import type { JobId } from '@access/contracts/ids';

import { detectLanguage } from './detect-language.ts';
import { jobFingerprint } from './job-fingerprint.ts';
import type { PlaceResolver, ResolvedPlace, SkillMention } from './ports.ts';
import { excerptOf, htmlToText } from './sanitise-html.ts';
import type { JobRecord } from './write-jobs.repository.ts';
import { yearlyUsdRange, type ExchangeRates } from './yearly-salary.ts';

/** Knowledge that preparing needs, loaded once for many jobs. */
export interface PreparingContext {
  readonly places: PlaceResolver;
  readonly rates: ExchangeRates;
}

/** What a form or a feed states of a job. Its HTML is sanitised already. */
export interface JobContent {
  readonly title: string;
  readonly companyId: string;
  readonly companyName: string;
  readonly description: string;
  readonly requirements: string | null;
  readonly benefits: string | null;
  readonly salaryMin: number | null;
  readonly salaryMax: number | null;
  readonly currency: string | null;
  readonly salaryPeriod: SalaryPeriod | null;
  readonly location: string | null;
  /** Given: taken as it is. Null: read from `location`. */
  readonly placeId: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly jobType: JobType | null;
  readonly experienceLevel: ExperienceLevel | null;
  readonly remoteOption: RemoteOption | null;
  readonly postedAt: string | null;
  readonly deadlineAt: string | null;
  readonly deadlineDate: string | null;
  readonly status: 'draft' | 'active' | 'closed';
  readonly isFeatured: boolean;
  readonly applyUrl: string | null;
  readonly createdBy: string | null;
  readonly mentions: readonly SkillMention[];
}

/** The text that skills and language are read from. */
export const textOf = (job: { title: string; description: string; requirements: string | null }): string =>
  [job.title, htmlToText(job.description), htmlToText(job.requirements ?? '')].join('\n');

/** Fills in what follows from the content: place, country, comparable salary, language, excerpt, fingerprint, skills. */
export function prepareJob(id: JobId, content: JobContent, context: PreparingContext): JobRecord {
  const { companyName, mentions, ...columns } = content;
  const place = resolvePlace(content, context.places);
  const text = htmlToText(content.description);
  const usd = yearlyUsdRange(context.rates, {
    min: content.salaryMin,
    max: content.salaryMax,
    currency: content.currency,
    period: content.salaryPeriod,
  });
  const skills = toSkills(mentions);
  return {
    ...columns,
    id,
    excerpt: excerptOf(text),
    salaryYearlyUsdMin: usd?.min ?? null,
    salaryYearlyUsdMax: usd?.max ?? null,
    placeId: content.placeId ?? place?.placeId ?? null,
    country: content.country ?? place?.country ?? null,
    remoteOption: content.remoteOption ?? (place?.isRemote === true ? 'remote' : null),
    language: content.language ?? detectLanguage(text),
    fingerprint: jobFingerprint({
      companyName,
      title: content.title,
      placeId: content.placeId ?? place?.placeId ?? null,
      location: content.location,
    }),
    skillNames: skills.map((skill) => skill.name).join(', '),
    skills: skills.map(({ name: _, ...skill }) => skill),
  };
}

function resolvePlace(content: JobContent, places: PlaceResolver): ResolvedPlace | null {
  const { placeId, location, country, latitude: lat, longitude: lon } = content;
  const hasPoint = lat !== null && lon !== null;
  if (placeId !== null || (location === null && !hasPoint)) return null;
  return places.resolve(location ?? '', {
    ...(country === null ? {} : { country }),
    ...(hasPoint ? { lat, lon } : {}),
  });
}

/** A posting says that it wants a skill, seldom how well: level 2 stands for "can do the work". */
const LEVEL_WHEN_UNSTATED = 2;

/** Each skill once; required if any mention requires it. */
function toSkills(mentions: readonly SkillMention[]) {
  const bySkill = new Map<
    string,
    { skillId: string; name: string; isRequired: boolean; proficiencyLevel: number }
  >();
  for (const { skillId, name, isRequired = true } of mentions) {
    const before = bySkill.get(skillId);
    bySkill.set(skillId, {
      skillId,
      name,
      isRequired: isRequired || before?.isRequired === true,
      proficiencyLevel: LEVEL_WHEN_UNSTATED,
    });
  }
  return [...bySkill.values()];
}
