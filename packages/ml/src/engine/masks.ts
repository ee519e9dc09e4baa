import { RemoteOption } from '@access/contracts/enums';

import { squaredChord, topSalary } from '../features/compute-features.ts';
import { kmToSquaredChord } from '../features/geometry.ts';
import type { JobTable, Lexicon } from '../features/job-table.ts';
import type { PersonProfile } from '../features/profile.ts';

/** Why a job stays out of a person's list. */
export const MASKS = [
  'deadline_passed',
  'dismissed_or_applied',
  'company_blocked',
  'salary_below_floor',
  'job_type_excluded',
  'remote_option_excluded',
  'outside_radius',
] as const;
/** Why a job stays out of a person's list. */
export type Mask = (typeof MASKS)[number];

/** Dealbreakers that could not be checked because the job does not say. */
export type UnknownDealbreaker = 'salary' | 'job_type' | 'remote_option' | 'place';

/** The rules of one person: which jobs may be shown to them. */
export interface MaskRules {
  /** 0 when the job may be shown, else a bit 1 << place in MASKS for each broken rule. */
  brokenBy: (slot: number) => number;
  /** Dealbreakers that this job passes only because its value is unknown. */
  unknowns: (slot: number) => UnknownDealbreaker[];
}

const BIT = Object.freeze({
  deadline: 1,
  excluded: 2,
  company: 4,
  salary: 8,
  jobType: 16,
  remote: 32,
  radius: 64,
});
const REMOTE = RemoteOption.options.indexOf('remote') + 1;

/** Prepares a person's rules at a moment. */
export function createMaskRules(
  profile: PersonProfile,
  context: { table: JobTable; lexicon: Lexicon; slotOf: (jobId: string) => number | undefined },
  now: number,
): MaskRules {
  const { table, lexicon, slotOf } = context;
  const { person } = profile;
  const { preferences } = person;
  const excluded = slotsOf(
    [
      ...person.excludedJobIds,
      ...person.interactions.filter((i) => i.type === 'dislike' || i.type === 'apply').map((i) => i.jobId),
    ],
    slotOf,
  );
  const blocked = new Set(person.blockedCompanyIds.map(lexicon.companies.find));
  const floor = preferences.salaryFloor?.isDealbreaker === true ? preferences.salaryFloor.yearly : -Infinity;
  const typeMask = preferences.jobTypes.isDealbreaker ? profile.jobTypeMask : 0;
  const remoteMask = preferences.remoteOptions.isDealbreaker ? profile.remoteMask : 0;
  const places = preferences.places.isDealbreaker ? preferences.places.values : [];
  const circles = places.map((place, i) => ({
    point: profile.places[i]?.point ?? ([0, 0, 0] as const),
    chord: kmToSquaredChord(place.radiusKm),
  }));
  // Work from home has no distance, for those who ask for it.
  const isRemoteAnywhere = (profile.remoteMask & (1 << REMOTE)) !== 0;

  const isOutside = (slot: number): boolean => {
    if (isRemoteAnywhere && table.remote[slot] === REMOTE) return false;
    // An unknown place gives NaN, which is not beyond any radius.
    return circles.every(({ point, chord }) => squaredChord(table, slot, point) > chord);
  };
  return {
    brokenBy(slot) {
      let broken = (table.deadlineAt[slot] ?? 0) <= now ? BIT.deadline : 0;
      if (excluded.size > 0 && excluded.has(slot)) broken |= BIT.excluded;
      if (blocked.size > 0 && blocked.has(table.company[slot] ?? -1)) broken |= BIT.company;
      if (floor > -Infinity && topSalary(table, slot) < floor) broken |= BIT.salary;
      if (typeMask !== 0 && isExcluded(typeMask, table.jobType[slot] ?? 0)) broken |= BIT.jobType;
      if (remoteMask !== 0 && isExcluded(remoteMask, table.remote[slot] ?? 0)) broken |= BIT.remote;
      if (circles.length > 0 && isOutside(slot)) broken |= BIT.radius;
      return broken;
    },
    unknowns(slot) {
      const unknowns: UnknownDealbreaker[] = [];
      if (floor > -Infinity && Number.isNaN(topSalary(table, slot))) unknowns.push('salary');
      if (typeMask !== 0 && table.jobType[slot] === 0) unknowns.push('job_type');
      if (remoteMask !== 0 && table.remote[slot] === 0) unknowns.push('remote_option');
      if (circles.length > 0 && Number.isNaN(table.position[slot * 3] ?? Number.NaN)) unknowns.push('place');
      return unknowns;
    },
  };
}

/** Names of the broken rules in a bit set. */
export function masksOf(broken: number): Mask[] {
  return MASKS.filter((_, i) => (broken & (1 << i)) !== 0);
}

function isExcluded(mask: number, value: number): boolean {
  return value !== 0 && (mask & (1 << value)) === 0;
}

function slotsOf(jobIds: readonly string[], slotOf: (jobId: string) => number | undefined): Set<number> {
  return new Set(jobIds.map(slotOf).filter((slot) => slot !== undefined));
}
