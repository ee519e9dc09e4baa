import { ExperienceLevel, JobType, RemoteOption } from '@access/contracts/enums';

import { seededRandom } from '../src/content/seeded-random.ts';
import type { JobDocument, PersonDocument } from '../src/features/index.ts';
import type { TaxonomyOccupation } from '../src/skills/load-taxonomy.ts';

/** Towns that made-up jobs are in: GeoNames facts, rounded. */
const TOWNS = [
  { id: 2644688, name: 'Leeds', lat: 53.7965, lon: -1.5478, country: 'GB', admin1: 'ENG' },
  { id: 2638077, name: 'Sheffield', lat: 53.383, lon: -1.4659, country: 'GB', admin1: 'ENG' },
  { id: 2643123, name: 'Manchester', lat: 53.4809, lon: -2.2374, country: 'GB', admin1: 'ENG' },
  { id: 2643743, name: 'London', lat: 51.5085, lon: -0.1257, country: 'GB', admin1: 'ENG' },
  { id: 2648579, name: 'Glasgow', lat: 55.8652, lon: -4.2576, country: 'GB', admin1: 'SCT' },
  { id: 2988507, name: 'Paris', lat: 48.8534, lon: 2.3488, country: 'FR', admin1: '11' },
  { id: 2950159, name: 'Berlin', lat: 52.5244, lon: 13.4105, country: 'DE', admin1: '16' },
  { id: 5128581, name: 'New York City', lat: 40.7143, lon: -74.006, country: 'US', admin1: 'NY' },
] as const;

const DAY_MS = 24 * 3600 * 1000;

/** A moment that made-up jobs are dated against. */
export const NOW: number = Date.UTC(2026, 10, 1);

/** Made-up jobs: titles and skills of shipped occupations, all else drawn at random; the same for a seed. */
export function syntheticJobs(
  occupations: readonly TaxonomyOccupation[],
  { count, seed }: { count: number; seed: number },
): JobDocument[] {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
  return Array.from({ length: count }, (_, i) => {
    const occupation = pick(occupations);
    const town = pick(TOWNS);
    const titles = occupation === undefined ? [] : [occupation.title, ...occupation.alternates];
    const spread = 0.3;
    const views = Math.floor(-Math.log(1 - random()) * 40);
    const pay = random() < 0.4 ? null : 20_000 + Math.floor(random() * 70_000);
    const company = Math.floor(random() ** 2 * (count / 12));
    return {
      id: `job-${i}`,
      title: pick(titles) ?? 'Assistant',
      companyId: `company-${company}`,
      companyName: `Company ${company}`,
      industry: null,
      skills: (occupation?.skills ?? [])
        .filter(() => random() < 0.3)
        .slice(0, 12)
        .map(({ slug, essential }) => ({
          id: slug,
          slug,
          name: slug.replaceAll('-', ' '),
          isRequired: essential,
          level: Math.floor(random() * 5),
        })),
      experienceLevel: random() < 0.4 ? null : (pick(ExperienceLevel.options) ?? null),
      jobType: random() < 0.2 ? null : (pick(JobType.options) ?? null),
      remoteOption: random() < 0.3 ? null : (pick(RemoteOption.options) ?? null),
      place:
        town === undefined || random() < 0.05
          ? null
          : { ...town, lat: town.lat + (random() - 0.5) * spread, lon: town.lon + (random() - 0.5) * spread },
      country: town?.country ?? null,
      salaryYearlyMin: pay,
      salaryYearlyMax: pay === null || random() < 0.3 ? null : pay * 1.2,
      postedAt: NOW - random() * 60 * DAY_MS,
      deadlineAt: random() < 0.4 ? null : NOW + (random() * 60 - 3) * DAY_MS,
      views,
      likes: Math.floor(views * random() * 0.1),
      bookmarks: Math.floor(views * random() * 0.1),
      applies: Math.floor(views * random() * 0.05),
    };
  });
}

/** A person of whom nothing is known but where they live. */
export function emptyPerson(id: string): PersonDocument {
  return {
    id,
    headline: null,
    skills: [],
    positions: [],
    experienceLevel: null,
    place: TOWNS[0],
    preferences: {
      titles: [],
      jobTypes: { values: [], isDealbreaker: false },
      remoteOptions: { values: [], isDealbreaker: false },
      salaryFloor: null,
      places: { values: [], isDealbreaker: false },
    },
    blockedCompanyIds: [],
    rejectedSkillIds: [],
    interactions: [],
    excludedJobIds: [],
  };
}

/** A person of an occupation: its title, a share of its skills, a few past choices among the jobs given. */
export function personOf(
  occupation: TaxonomyOccupation,
  { id, seed, jobs }: { id: string; seed: number; jobs: readonly JobDocument[] },
): PersonDocument {
  const random = seededRandom(seed);
  return {
    ...emptyPerson(id),
    headline: occupation.alternates[0] ?? null,
    skills: occupation.skills
      .filter(() => random() < 0.4)
      .slice(0, 20)
      .map(({ slug }) => ({
        id: slug,
        slug,
        name: slug.replaceAll('-', ' '),
        level: 1 + Math.floor(random() * 4),
        source: 'manual',
      })),
    positions: [
      { title: occupation.title, startedAt: NOW - 4 * 365 * DAY_MS, endedAt: null, isCurrent: true },
    ],
    interactions: Array.from({ length: 8 }, (_, i) => ({
      jobId: jobs[Math.floor(random() * jobs.length)]?.id ?? '',
      type: i < 5 ? ('like' as const) : ('view' as const),
      at: NOW - i * DAY_MS,
      dwellSeconds: 30,
    })),
  };
}
