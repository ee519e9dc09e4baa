import { ExperienceLevel, RemoteOption } from '@access/contracts/enums';

import { chordToKm } from './geometry.ts';
import { OCCUPATIONS_PER_JOB } from './job-table.ts';
import type { JobTable, Lexicon } from './job-table.ts';
import type { PastJob, PersonProfile } from './profile.ts';
import { FEATURE_COUNT, featureIndex } from './schema.ts';
import type { FeatureName } from './schema.ts';
import { skillCoverage } from './skill-coverage.ts';
import { titleLikeness } from './title-query.ts';

/** Candidate sources in the order of their rank features. */
export const SOURCES = [
  'content',
  'skills',
  'title',
  'neighbours',
  'fresh',
  'popular',
  'local',
  'cf',
] as const;
/** Where a candidate came from. */
export type CandidateSource = (typeof SOURCES)[number];

/** Jobs to compute features for: slots, and the reciprocal rank of each in each source, SOURCES.length a job. */
export interface FeatureBatch {
  slots: Int32Array;
  sourceRanks: Float32Array;
}

const DAY_MS = 24 * 3600 * 1000;
const FRESH_HALF_LIFE_DAYS = 14;
const UNKNOWN_GAP = 0.1;
const UNKNOWN_PROXIMITY = 0.1;
const UNKNOWN_COUNTRY = 0.6;
/** Unseen skill mass added to every job: holding the one skill of a job that names one says little. */
const COVERAGE_PRIOR = 0.6;
/** What counts as held and missing of skills nobody wrote down: neither praise nor blame. */
const UNLISTED_COVERAGE = 0.15;
const UNLISTED_MISSING = 0.6;
/** Remote work in one's country is nearly as good as next door; abroad it is often closed to a person. */
const REMOTE_PROXIMITY = { sameCountry: 0.8, abroad: 0.3 } as const;
/** Cosine below which two jobs count as unrelated. */
const UNRELATED_COSINE = 0.3;
/** Years that people usually have at a level, by level number. */
const YEARS_AT_LEVEL = [0, 0, 2, 5, 10] as const;
const REMOTE = RemoteOption.options.indexOf('remote') + 1;
const TOP_LEVEL_GAP = ExperienceLevel.options.length - 1;

const FIRST_RANK = featureIndex('rank_content');

/** One row being filled. */
interface Row {
  table: JobTable;
  slot: number;
  set: (name: FeatureName, value: number) => void;
}

/** Fills one row of FEATURE_COUNT values a job into `out`, in batch order. */
export function computeFeatures(
  profile: PersonProfile,
  { table, lexicon }: { table: JobTable; lexicon: Lexicon },
  { batch, now, out }: { batch: FeatureBatch; now: number; out: Float32Array },
): void {
  let base = 0;
  const set = (name: FeatureName, value: number) => {
    out[base + featureIndex(name)] = value;
  };
  for (let i = 0; i < batch.slots.length; i++) {
    base = i * FEATURE_COUNT;
    const row = { table, slot: batch.slots[i] ?? 0, set };
    setSkills(row, profile, lexicon);
    setTitles(row, profile);
    setSeniority(row, profile);
    setPlace(row, profile);
    setWishes(row, profile);
    setActivity(row, profile);
    setTimeAndPopularity(row, now);
    for (let s = 0; s < SOURCES.length; s++)
      out[base + FIRST_RANK + s] = batch.sourceRanks[i * SOURCES.length + s] ?? 0;
  }
}

/**
 * A person without skills gets the worst value everywhere: the list's order does not change by it, and adding a first
 * skill can then never lower a score.
 */
function setSkills({ table, slot, set }: Row, profile: PersonProfile, lexicon: Lexicon): void {
  const coverage = skillCoverage({ table, lexicon }, slot, profile.skillLevels);
  const { required, requiredHeld, optional, optionalHeld, missing, isListed } = coverage;
  const unlisted = UNLISTED_COVERAGE * Math.min(1, profile.skillCount / 5);
  const hasSkills = profile.skillCount > 0;
  set('required_coverage', required === 0 ? unlisted : requiredHeld / (required + COVERAGE_PRIOR));
  set('optional_coverage', optional === 0 ? unlisted : optionalHeld / (optional + COVERAGE_PRIOR));
  const missingShare = required === 0 ? UNLISTED_MISSING : Math.min(1, Math.log1p(missing) / Math.log(11));
  set('required_missing', hasSkills ? missingShare : 1);
  set('skills_content', relatedness(cosine(table, slot, profile.vectors.skills)));
  set('skills_unknown', isListed ? 0 : 1);
}

function setTitles({ table, slot, set }: Row, profile: PersonProfile): void {
  let desired = 0;
  let held = 0;
  let hasDesired = false;
  for (const query of profile.titles) {
    const likeness = titleLikeness(query, table, slot) * query.weight;
    if (query.kind === 'desired') {
      hasDesired = true;
      desired = Math.max(desired, likeness);
    } else held = Math.max(held, likeness);
  }
  set('title_desired', hasDesired ? desired : held);
  set('title_position', held);
  set('title_content', relatedness(cosine(table, slot, profile.vectors.titles)));
  set('content_cosine', relatedness(cosine(table, slot, profile.vectors.whole)));
  let match = 0;
  for (let i = 0; i < OCCUPATIONS_PER_JOB; i++) {
    const occupation = table.occupations[slot * OCCUPATIONS_PER_JOB + i] ?? -1;
    if (occupation >= 0) match = Math.max(match, profile.occupations.get(occupation) ?? 0);
  }
  set('occupation_match', match);
}

function setSeniority({ table, slot, set }: Row, profile: PersonProfile): void {
  const level = table.level[slot] ?? 0;
  const isKnown = level > 0 && profile.level > 0;
  const gap = (level - profile.level) / TOP_LEVEL_GAP;
  set('seniority_above', isKnown ? Math.max(0, gap) : UNKNOWN_GAP);
  set('seniority_below', isKnown ? Math.max(0, -gap) : UNKNOWN_GAP);
  const wantedYears = YEARS_AT_LEVEL[level] ?? 0;
  const areYearsKnown = level > 0 && profile.years !== null;
  const short = Math.max(0, wantedYears - (profile.years ?? 0)) / 10;
  set('years_short', areYearsKnown ? Math.min(1, short) : UNKNOWN_GAP);
  set('level_unknown', level === 0 ? 1 : 0);
}

function setPlace({ table, slot, set }: Row, profile: PersonProfile): void {
  const country = table.country[slot] ?? -1;
  const region = table.region[slot] ?? -1;
  const placeId = table.placeId[slot] ?? -1;
  const isPlaced = !Number.isNaN(table.position[slot * 3] ?? Number.NaN);
  let proximity = isPlaced && profile.places.length > 0 ? 0 : UNKNOWN_PROXIMITY;
  let city = 0;
  let sameRegion = 0;
  let sameCountry = country < 0 || profile.places.length === 0 ? UNKNOWN_COUNTRY : 0;
  for (const place of profile.places) {
    if (isPlaced) {
      const ratio = chordToKm(squaredChord(table, slot, place.point)) / place.scaleKm;
      proximity = Math.max(proximity, 1 / (1 + ratio * ratio));
    }
    if (placeId >= 0 && placeId === place.placeId) city = 1;
    if (region >= 0 && region === place.region) sameRegion = 1;
    if (country >= 0 && country === place.country) sameCountry = 1;
  }
  if (table.remote[slot] === REMOTE && profile.places.length > 0) {
    const remote = sameCountry > 0 ? REMOTE_PROXIMITY.sameCountry : REMOTE_PROXIMITY.abroad;
    proximity = Math.max(proximity, remote);
  }
  set('proximity', proximity);
  set('same_city', city);
  set('same_region', sameRegion);
  set('same_country', sameCountry);
  set('place_unknown', isPlaced ? 0 : 1);
}

function setWishes({ table, slot, set }: Row, profile: PersonProfile): void {
  set('remote_fit', wishFit(profile.remoteMask, table.remote[slot] ?? 0));
  set('job_type_fit', wishFit(profile.jobTypeMask, table.jobType[slot] ?? 0));
  const top = topSalary(table, slot);
  const isKnown = !Number.isNaN(top);
  const floor = profile.salaryFloor;
  const fit = isKnown && floor !== null && floor > 0 ? Math.log2(top / floor) : 0;
  set('salary_fit', Math.max(-1, Math.min(1, fit)));
  set('salary_unknown', isKnown ? 0 : 1);
}

function wishFit(mask: number, value: number): number {
  if (mask === 0 || value === 0) return 0.5;
  return (mask & (1 << value)) !== 0 ? 1 : 0;
}

function setActivity({ table, slot, set }: Row, profile: PersonProfile): void {
  const liked = likeness(table, slot, profile.liked);
  set('liked_max', liked.max);
  set('liked_mean', liked.mean);
  set('disliked_max', likeness(table, slot, profile.disliked).max);
  set('applied_max', likeness(table, slot, profile.applied).max);
  set('viewed_max', likeness(table, slot, profile.viewed).max);
  set('company_affinity', profile.companyAffinity(table.company[slot] ?? -1, slot));
  set('cf_score', cfScore(table, slot, profile));
}

/** What collaborative filtering answers for the pair, within [0, 1]; 0 where it knows nothing. */
export function cfScore(table: JobTable, slot: number, { taste }: PersonProfile): number {
  if (taste === null) return 0;
  const { factors, factorDimensions: d } = table;
  const vector = taste.vectorFor(slot);
  let sum = 0;
  for (let i = 0; i < d; i++) sum += (factors[slot * d + i] ?? 0) * (vector[i] ?? 0);
  return Math.max(0, Math.min(1, sum));
}

function likeness(table: JobTable, slot: number, past: readonly PastJob[]): { max: number; mean: number } {
  let max = 0;
  let sum = 0;
  let count = 0;
  for (const job of past) {
    // A job is no evidence for itself.
    if (job.slot === slot) continue;
    const value = relatedness(cosine(table, slot, job.vector));
    max = Math.max(max, value);
    sum += value;
    count++;
  }
  return { max, mean: count === 0 ? 0 : sum / count };
}

function setTimeAndPopularity({ table, slot, set }: Row, now: number): void {
  const ageDays = Math.max(0, now - (table.postedAt[slot] ?? now)) / DAY_MS;
  set('posting_freshness', 0.5 ** (ageDays / FRESH_HALF_LIFE_DAYS));
  const daysLeft = ((table.deadlineAt[slot] ?? Infinity) - now) / DAY_MS;
  set('deadline_soon', daysLeft <= 3 ? 1 : 0);
  const views = table.views[slot] ?? 0;
  const likes = (table.likes[slot] ?? 0) + (table.bookmarks[slot] ?? 0);
  set('popularity_views', Math.min(1, Math.log1p(views) / Math.log(1001)));
  set('popularity_likes', smoothedRate(likes, views));
  set('popularity_applies', smoothedRate(table.applies[slot] ?? 0, views));
}

/** Ten times the share of views, with twenty views at 3 % assumed before any are seen. */
function smoothedRate(count: number, views: number): number {
  return Math.min(1, (10 * (count + 0.6)) / (Math.max(views, count) + 20));
}

/** How related two jobs are by cosine, in [0, 1]. */
export function relatedness(cosineValue: number): number {
  return Math.max(0, (cosineValue - UNRELATED_COSINE) / (1 - UNRELATED_COSINE));
}

/** The most a job pays a year, as far as it says; NaN when it does not. */
export function topSalary(table: JobTable, slot: number): number {
  const max = table.salaryMax[slot] ?? Number.NaN;
  return Number.isNaN(max) ? (table.salaryMin[slot] ?? Number.NaN) : max;
}

/** Squared chord between a job and a point of the unit sphere; NaN when the job has no place. */
export function squaredChord(
  table: JobTable,
  slot: number,
  point: readonly [number, number, number],
): number {
  const dx = (table.position[slot * 3] ?? 0) - point[0];
  const dy = (table.position[slot * 3 + 1] ?? 0) - point[1];
  const dz = (table.position[slot * 3 + 2] ?? 0) - point[2];
  return dx * dx + dy * dy + dz * dz;
}

/** Dot product of a job's vector with another of the same length. */
export function cosine(table: JobTable, slot: number, vector: Float32Array): number {
  const { vectors, dimensions } = table;
  const from = slot * dimensions;
  let sum = 0;
  for (let i = 0; i < dimensions; i++) sum += (vectors[from + i] ?? 0) * (vector[i] ?? 0);
  return sum;
}
