import type { SalaryPeriod } from '@access/contracts/enums';
import type { JobSummary } from '@access/contracts/jobs';
import type { Preferences } from '@access/contracts/profile';
import type { JobState } from '@access/contracts/recommendations';

import { writePay } from './write-pay.ts';

/** What of a person can keep a job out of their list. */
export interface PersonMasks {
  readonly preferences: Preferences;
  /** Preferred places with coordinates, in the order of `preferences.places.values`. */
  readonly places: ReadonlyArray<{
    readonly latitude: number;
    readonly longitude: number;
    readonly radiusKm: number;
    readonly name: string;
  }>;
  readonly blockedCompanyIds: ReadonlySet<string>;
  readonly distanceKm: (a: { lat: number; lon: number }, b: { lat: number; lon: number }) => number;
  /** A salary in yearly US dollars, or null where no rate is known. */
  readonly toYearlyUsd: (amount: number, currency: string, period: SalaryPeriod) => number | null;
}

/**
 * Everything that keeps this job from this person, in words; empty when nothing does. Applied when a list is read and
 * shown by "why not this job?". An unknown value of the job never blocks it.
 */
export function blockedBy(masks: PersonMasks, job: JobSummary, state: JobState | undefined): string[] {
  const blocks: string[] = [];
  if (!job.isActive) blocks.push('It is no longer open');
  if (state?.isDismissed === true) blocks.push('You dismissed it');
  if (state?.hasApplied === true) blocks.push('You applied to it');
  if (masks.blockedCompanyIds.has(job.company.id)) blocks.push(`You blocked ${job.company.name}`);
  return [...blocks, ...brokenDealbreakers(masks, job)];
}

function brokenDealbreakers(masks: PersonMasks, job: JobSummary): string[] {
  const { jobTypes, remoteOptions } = masks.preferences;
  const broken: string[] = [];
  if (breaks(jobTypes, job.jobType)) broken.push(`Its type, ${words(job.jobType)}, is not one you accept`);
  if (breaks(remoteOptions, job.remoteOption))
    broken.push(`It is ${words(job.remoteOption)}, which you do not accept`);
  return [...broken, ...tooLittle(masks, job), ...tooFar(masks, job)];
}

const words = (value: string | null): string => (value ?? '').replaceAll('_', ' ');

const breaks = <Value extends string>(
  choice: { readonly values: readonly Value[]; readonly isDealbreaker: boolean },
  actual: Value | null,
): boolean =>
  choice.isDealbreaker && choice.values.length > 0 && actual !== null && !choice.values.includes(actual);

function tooLittle({ preferences: { salaryFloor }, toYearlyUsd }: PersonMasks, job: JobSummary): string[] {
  if (salaryFloor === null || !salaryFloor.isDealbreaker) return [];
  const best = job.salaryMax ?? job.salaryMin;
  if (best === null || job.currency === null || job.salaryPeriod === null) return [];
  const offered = toYearlyUsd(best, job.currency, job.salaryPeriod);
  const floor = toYearlyUsd(salaryFloor.amount, salaryFloor.currency, salaryFloor.period);
  if (offered === null || floor === null || offered >= floor) return [];
  const pays = writePay(best, job.currency, job.salaryPeriod);
  return [
    `It pays at most ${pays}, below your salary floor of ${writePay(salaryFloor.amount, salaryFloor.currency, salaryFloor.period)}`,
  ];
}

function tooFar({ preferences, places, distanceKm }: PersonMasks, job: JobSummary): string[] {
  if (!preferences.places.isDealbreaker || places.length === 0 || job.place === null) return [];
  // Work from home has no distance, for those who ask for it: as in the list.
  if (job.remoteOption === 'remote' && preferences.remoteOptions.values.includes('remote')) return [];
  const at = { lat: job.place.latitude, lon: job.place.longitude };
  const [nearest] = places
    .map((place) => ({ ...place, km: distanceKm(at, { lat: place.latitude, lon: place.longitude }) }))
    .sort((a, b) => a.km - a.radiusKm - (b.km - b.radiusKm));
  if (nearest === undefined || nearest.km <= nearest.radiusKm) return [];
  return [
    `It is ${Math.round(nearest.km)} km from ${nearest.name}, outside the ${nearest.radiusKm} km you accept`,
  ];
}
