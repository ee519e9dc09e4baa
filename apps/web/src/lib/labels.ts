import type {
  CompanySize,
  ExperienceLevel,
  JobType,
  RemoteOption,
  SalaryPeriod,
} from '@access/contracts/enums';
import type { DismissReason, ReasonFamily } from '@access/contracts/recommendations';

export const jobTypeLabels: Record<JobType, string> = {
  full_time: 'Full time',
  part_time: 'Part time',
  contract: 'Contract',
  internship: 'Internship',
};

export const levelLabels: Record<ExperienceLevel, string> = {
  entry: 'Entry level',
  mid: 'Mid level',
  senior: 'Senior',
  executive: 'Executive',
};

export const remoteLabels: Record<RemoteOption, string> = {
  on_site: 'On site',
  hybrid: 'Hybrid',
  remote: 'Remote',
};

export const companySizeLabels: Record<CompanySize, string> = {
  startup: 'Start-up',
  small: 'Small company',
  medium: 'Medium-sized company',
  large: 'Large company',
};

export const periodLabels: Record<SalaryPeriod, string> = {
  year: 'a year',
  month: 'a month',
  week: 'a week',
  day: 'a day',
  hour: 'an hour',
};

export const familyLabels: Record<ReasonFamily, string> = {
  skills: 'Skills',
  title: 'Job title',
  seniority: 'Level',
  place: 'Place',
  pay: 'Pay',
  activity: 'Your activity',
  freshness: 'How new it is',
  popularity: 'Interest of others',
};

export const dismissReasonLabels: Record<DismissReason, string> = {
  not_interested: 'Not interested',
  wrong_skills: 'Wrong skills',
  wrong_place: 'Wrong place',
  pay_too_low: 'Pay too low',
  wrong_level: 'Wrong level',
  bad_company: 'Not this company',
  already_seen: 'Already seen',
  other: 'Other',
};

/** Names of the levels 1–4 of a skill. */
export const proficiencyLabels: Record<number, string> = {
  1: 'Beginner',
  2: 'Intermediate',
  3: 'Advanced',
  4: 'Expert',
};

/** The keys of a label table in its order, typed. */
export function keysOf<Key extends string>(labels: Readonly<Record<Key, unknown>>): Key[] {
  const isKey = (key: string): key is Key => key in labels;
  return Object.keys(labels).filter(isKey);
}
