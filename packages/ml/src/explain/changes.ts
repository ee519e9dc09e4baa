import { JobType, RemoteOption } from '@access/contracts/enums';

import { squaredChord, topSalary } from '../features/compute-features.ts';
import type { PersonDocument } from '../features/documents.ts';
import { chordToKm } from '../features/geometry.ts';
import { packedLevel, packedSkill, skillCredit } from '../features/job-table.ts';
import type { JobTable, Lexicon } from '../features/job-table.ts';
import type { PersonProfile } from '../features/profile.ts';

/** One change of a profile that a person can make by a control of their own. */
export type Change =
  | {
      kind: 'add_skill' | 'raise_skill';
      skill: { id: string; slug: string; name: string };
      from: number;
      to: number;
    }
  | { kind: 'widen_radius'; place: number; placeName: string | null; fromKm: number; toKm: number }
  | { kind: 'lower_salary_floor'; fromYearly: number; toYearly: number }
  | { kind: 'accept_job_type'; jobType: JobType }
  | { kind: 'accept_remote_option'; remoteOption: RemoteOption }
  | { kind: 'want_title'; title: string }
  | { kind: 'unblock_company'; companyId: string; companyName: string }
  | { kind: 'take_back_dismissal'; jobId: string };

/** One job, and where its columns stand. */
export interface ChangeContext {
  table: JobTable;
  lexicon: Lexicon;
  slot: number;
  /** Floors are named in steps of this much a year; null when the person names none. */
  floorStep: number | null;
}

const USUAL_LEVEL = 2;
const RADIUS_STEP_KM = 5;
/** What a profile takes (PreferredPlace). */
const WIDEST_RADIUS_KM = 500;

/** The person as they would be after a change. */
export function applyChange(person: PersonDocument, change: Change): PersonDocument {
  const { preferences } = person;
  const prefer = (changed: Partial<PersonDocument['preferences']>): PersonDocument => ({
    ...person,
    preferences: { ...preferences, ...changed },
  });
  switch (change.kind) {
    case 'add_skill':
    case 'raise_skill': {
      const { skill, to } = change;
      return {
        ...person,
        skills: [
          ...person.skills.filter(({ id }) => id !== skill.id),
          { ...skill, level: to, source: 'manual' },
        ],
        // Who adds a skill has it, whatever was said of it before.
        rejectedSkillIds: person.rejectedSkillIds.filter((id) => id !== skill.id),
      };
    }
    case 'widen_radius':
      return prefer({
        places: {
          ...preferences.places,
          values: preferences.places.values.map((place, i) =>
            i === change.place ? { ...place, radiusKm: change.toKm } : place,
          ),
        },
      });
    case 'lower_salary_floor':
      return preferences.salaryFloor === null
        ? person
        : prefer({ salaryFloor: { ...preferences.salaryFloor, yearly: change.toYearly } });
    case 'accept_job_type': {
      const { jobTypes } = preferences;
      return prefer({ jobTypes: { ...jobTypes, values: [...jobTypes.values, change.jobType] } });
    }
    case 'accept_remote_option': {
      const { remoteOptions } = preferences;
      return prefer({
        remoteOptions: { ...remoteOptions, values: [...remoteOptions.values, change.remoteOption] },
      });
    }
    case 'want_title':
      return prefer({ titles: [...preferences.titles, change.title] });
    case 'unblock_company':
      return {
        ...person,
        blockedCompanyIds: person.blockedCompanyIds.filter((id) => id !== change.companyId),
      };
    case 'take_back_dismissal':
      return {
        ...person,
        excludedJobIds: person.excludedJobIds.filter((id) => id !== change.jobId),
        interactions: person.interactions.filter(
          ({ jobId, type }) => jobId !== change.jobId || type !== 'dislike',
        ),
      };
  }
}

/** Skills the job asks for and the person lacks, or holds at too low a level. */
export function skillChanges(profile: PersonProfile, { table, lexicon, slot }: ChangeContext): Change[] {
  const { data, start, length } = table.skills;
  const from = start[slot] ?? 0;
  return Array.from(data.subarray(from, from + (length[slot] ?? 0))).flatMap((packed): Change[] => {
    const number = packedSkill(packed);
    const asked = packedLevel(packed);
    const held = profile.skillLevels.get(number) ?? 0;
    const named = lexicon.skillNames[number];
    if (named === undefined || skillCredit(held, asked) >= 1) return [];
    const skill = { ...named, slug: lexicon.skills.text(number) };
    const kind = held === 0 ? 'add_skill' : 'raise_skill';
    return [{ kind, skill, from: held, to: asked === 0 ? USUAL_LEVEL : asked }];
  });
}

/** Wishes that could be wider; none where the job does not say or the person wishes nothing. */
export function wishChanges(profile: PersonProfile, context: ChangeContext): Change[] {
  const { table, slot } = context;
  const { preferences } = profile.person;
  const jobType = JobType.options[(table.jobType[slot] ?? 0) - 1];
  const remoteOption = RemoteOption.options[(table.remote[slot] ?? 0) - 1];
  const changes: Change[] = [];
  if (jobType !== undefined && isUnwanted(preferences.jobTypes.values, jobType))
    changes.push({ kind: 'accept_job_type', jobType });
  if (remoteOption !== undefined && isUnwanted(preferences.remoteOptions.values, remoteOption))
    changes.push({ kind: 'accept_remote_option', remoteOption });
  return [...changes, ...widerRadius(profile, context), ...lowerFloor(profile, context)];
}

/** The job's title among those looked for, unless it is one already. */
export function titleChange(profile: PersonProfile, { table, slot }: ChangeContext): Change[] {
  const title = table.titles[slot] ?? '';
  const isWanted = profile.person.preferences.titles.some(
    (wanted) => wanted.toLowerCase() === title.toLowerCase(),
  );
  return title === '' || isWanted ? [] : [{ kind: 'want_title', title }];
}

/** What takes back the person's own word against this job or its company. */
export function pardons(profile: PersonProfile, { table, lexicon, slot }: ChangeContext): Change[] {
  const { person } = profile;
  const jobId = table.ids[slot] ?? '';
  const company = table.company[slot] ?? -1;
  const companyId = lexicon.companies.text(company);
  const changes: Change[] = [];
  if (person.excludedJobIds.includes(jobId)) changes.push({ kind: 'take_back_dismissal', jobId });
  if (person.blockedCompanyIds.includes(companyId))
    changes.push({ kind: 'unblock_company', companyId, companyName: lexicon.companyNames[company] ?? '' });
  return changes;
}

function isUnwanted<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length > 0 && !wanted.includes(value);
}

/** The nearest of the person's places, widened until it holds the job. */
function widerRadius(profile: PersonProfile, { table, slot }: ChangeContext): Change[] {
  const places = profile.person.preferences.places.values;
  const [nearest] = places
    .map((place, i) => {
      const point = profile.places[i]?.point ?? ([0, 0, 0] as const);
      return { i, place, km: chordToKm(squaredChord(table, slot, point)) };
    })
    .sort((a, b) => a.km - b.km);
  if (nearest === undefined || Number.isNaN(nearest.km)) return [];
  const { i, place, km } = nearest;
  const toKm = Math.ceil(km / RADIUS_STEP_KM) * RADIUS_STEP_KM;
  if (km <= place.radiusKm || toKm > WIDEST_RADIUS_KM) return [];
  const named = { place: i, placeName: profile.places[i]?.name ?? null };
  return [{ kind: 'widen_radius', ...named, fromKm: place.radiusKm, toKm }];
}

/** A floor at what the job pays at most, rounded down to a whole step. */
function lowerFloor({ salaryFloor }: PersonProfile, { table, slot, floorStep }: ChangeContext): Change[] {
  const top = topSalary(table, slot);
  if (salaryFloor === null || floorStep === null || !(top < salaryFloor)) return [];
  const toYearly = Math.floor(top / floorStep) * floorStep;
  return [{ kind: 'lower_salary_floor', fromYearly: salaryFloor, toYearly }];
}
