import type { CompanyRef } from '@access/contracts/companies';
import type { Job, JobInput } from '@access/contracts/jobs';
import type { Place } from '@access/contracts/places';
import type { Skill } from '@access/contracts/skills';

/** A skill as the form holds it. */
export type DraftSkill = Pick<Skill, 'id' | 'name'> & { isRequired: boolean; proficiencyLevel: number };

/** The form of a job: what is typed stays as it was typed until it is sent. */
export interface JobDraft {
  title: string;
  company: Pick<CompanyRef, 'id' | 'name'> | null;
  description: string;
  requirements: string;
  benefits: string;
  salaryMin: string;
  salaryMax: string;
  currency: string;
  salaryPeriod: string;
  location: string;
  place: Place | null;
  jobType: string;
  experienceLevel: string;
  remoteOption: string;
  /** `YYYY-MM-DD`, or empty. */
  deadline: string;
  applyUrl: string;
  isFeatured: boolean;
  /** Null: read from the text. */
  skills: readonly DraftSkill[] | null;
}

export const emptyDraft: JobDraft = {
  title: '',
  company: null,
  description: '',
  requirements: '',
  benefits: '',
  salaryMin: '',
  salaryMax: '',
  currency: 'EUR',
  salaryPeriod: 'year',
  location: '',
  place: null,
  jobType: '',
  experienceLevel: '',
  remoteOption: '',
  deadline: '',
  applyUrl: '',
  isFeatured: false,
  skills: null,
};

/** A stored job as the form begins with it. */
export function draftOf(job: Job): JobDraft {
  return {
    title: job.title,
    company: job.company,
    description: job.description,
    requirements: job.requirements ?? '',
    benefits: job.benefits ?? '',
    salaryMin: job.salaryMin === null ? '' : String(job.salaryMin),
    salaryMax: job.salaryMax === null ? '' : String(job.salaryMax),
    currency: job.currency ?? emptyDraft.currency,
    salaryPeriod: job.salaryPeriod ?? emptyDraft.salaryPeriod,
    location: job.location ?? '',
    place: job.place,
    jobType: job.jobType ?? '',
    experienceLevel: job.experienceLevel ?? '',
    remoteOption: job.remoteOption ?? '',
    deadline: dayOf(job.applicationDeadline),
    applyUrl: job.applyUrl ?? '',
    isFeatured: job.isFeatured,
    skills: job.skills,
  };
}

/**
 * What the form asks for, unchecked: the contract's own schema checks it. A deadline that nobody touched keeps its instant: as a day it
 * would move to the end of that day in the job's place.
 */
export function inputOf(
  draft: JobDraft,
  status: JobInput['status'],
  stored: Pick<Job, 'applicationDeadline'> | null = null,
): Record<string, unknown> {
  const hasPay = draft.salaryMin.trim() !== '' || draft.salaryMax.trim() !== '';
  const isSameDeadline = stored !== null && draft.deadline === dayOf(stored.applicationDeadline);
  return {
    title: draft.title,
    companyId: draft.company?.id,
    description: draft.description,
    requirements: draft.requirements,
    benefits: draft.benefits,
    salaryMin: numberOf(draft.salaryMin),
    salaryMax: numberOf(draft.salaryMax),
    currency: hasPay ? draft.currency : null,
    salaryPeriod: hasPay ? draft.salaryPeriod : null,
    location: draft.location,
    placeId: draft.place?.id ?? null,
    jobType: chosen(draft.jobType),
    experienceLevel: chosen(draft.experienceLevel),
    remoteOption: chosen(draft.remoteOption),
    applicationDeadline: isSameDeadline ? stored.applicationDeadline : chosen(draft.deadline),
    isFeatured: draft.isFeatured,
    status,
    applyUrl: chosen(draft.applyUrl.trim()),
    ...(draft.skills === null
      ? {}
      : {
          skills: draft.skills.map(({ id, isRequired, proficiencyLevel }) => ({
            skillId: id,
            isRequired,
            proficiencyLevel,
          })),
        }),
  };
}

/** The day of an instant in UTC; empty for none. */
function dayOf(instant: string | null): string {
  return instant === null ? '' : new Date(instant).toISOString().slice(0, 10);
}

const chosen = (value: string): string | null => (value === '' ? null : value);

/** Not a number stays what was typed, for the schema to refuse. */
function numberOf(typed: string): number | string | null {
  const text = typed.trim();
  if (text === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}
