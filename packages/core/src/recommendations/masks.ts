import type { SalaryPeriod } from '@access/contracts/enums';
import type { JobSummary } from '@access/contracts/jobs';
import type { Preferences } from '@access/contracts/profile';
import type { JobState } from '@access/contracts/recommendations';

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
  if (paysTooLittle(masks, job)) broken.push('It pays less than your salary floor');
  if (isTooFar(masks, job)) broken.push('It is outside the places you accept');
  return broken;
}

const words = (value: string | null): string => (value ?? '').replaceAll('_', ' ');

const breaks = <Value extends string>(
  choice: { readonly values: readonly Value[]; readonly isDealbreaker: boolean },
  actual: Value | null,
): boolean =>
  choice.isDealbreaker && choice.values.length > 0 && actual !== null && !choice.values.includes(actual);

function paysTooLittle({ preferences: { salaryFloor }, toYearlyUsd }: PersonMasks, job: JobSummary): boolean {
  if (salaryFloor === null || !salaryFloor.isDealbreaker) return false;
  const best = job.salaryMax ?? job.salaryMin;
  if (best === null || job.currency === null || job.salaryPeriod === null) return false;
  const offered = toYearlyUsd(best, job.currency, job.salaryPeriod);
  const floor = toYearlyUsd(salaryFloor.amount, salaryFloor.currency, salaryFloor.period);
  return offered !== null && floor !== null && offered < floor;
}

function isTooFar({ preferences, places, distanceKm }: PersonMasks, job: JobSummary): boolean {
  if (!preferences.places.isDealbreaker || places.length === 0) return false;
  if (job.remoteOption === 'remote' || job.place === null) return false;
  const at = { lat: job.place.latitude, lon: job.place.longitude };
  return places.every(
    (place) => distanceKm(at, { lat: place.latitude, lon: place.longitude }) > place.radiusKm,
  );
}
