import type { ContentEncoder } from '../content/encoder.ts';
import { createContentEncoder, jobTokens, trainContentModel } from '../content/index.ts';
import { seededRandom } from '../content/seeded-random.ts';
import type { JobDocument, PersonDocument, PlacePoint } from '../features/documents.ts';
import { titleTokens } from '../text/title.ts';

/** Moment that test jobs are dated against. */
export const TEST_NOW: number = Date.UTC(2026, 10, 1);
const DAY_MS = 24 * 3600 * 1000;

interface Field {
  titles: readonly [string, ...string[]];
  skills: readonly string[];
}

const FIELDS: readonly [Field, ...Field[]] = [
  {
    titles: ['Staff nurse', 'Registered nurse', 'Nurse practitioner'],
    skills: ['triage', 'wound-care', 'medication'],
  },
  {
    titles: ['Data analyst', 'Data scientist', 'BI analyst'],
    skills: ['sql', 'python', 'tableau', 'statistics'],
  },
  { titles: ['Civil engineer', 'Structural engineer'], skills: ['autocad', 'surveying', 'concrete-design'] },
  { titles: ['Chef', 'Sous chef', 'Pastry chef'], skills: ['baking', 'menu-planning', 'food-hygiene'] },
];

type Town = PlacePoint & { name: string };

const TOWNS: readonly [Town, ...Town[]] = [
  { id: 1, name: 'Leeds', lat: 53.7965, lon: -1.5478, country: 'GB', admin1: 'ENG' },
  { id: 2, name: 'London', lat: 51.5085, lon: -0.1257, country: 'GB', admin1: 'ENG' },
  { id: 3, name: 'Paris', lat: 48.8534, lon: 2.3488, country: 'FR', admin1: '11' },
];

/** A job of the given parts; the rest is plain. */
export function testJob(id: string, parts: Partial<JobDocument> = {}): JobDocument {
  return {
    id,
    title: 'Data analyst',
    companyId: `company-${id}`,
    companyName: `Company ${id}`,
    industry: null,
    skills: [],
    experienceLevel: null,
    jobType: null,
    remoteOption: null,
    place: null,
    country: null,
    salaryYearlyMin: null,
    salaryYearlyMax: null,
    postedAt: TEST_NOW - DAY_MS,
    deadlineAt: null,
    views: 0,
    likes: 0,
    applies: 0,
    bookmarks: 0,
    ...parts,
  };
}

/** A skill by its slug, required at level 2 unless said otherwise. */
export function testSkill(slug: string, isRequired = true, level = 2): JobDocument['skills'][number] {
  return { id: `id-${slug}`, slug, name: slug.replaceAll('-', ' '), isRequired, level };
}

/** A person of the given parts, otherwise unknown. */
export function testPerson(parts: Partial<PersonDocument> = {}): PersonDocument {
  return {
    id: 'person',
    headline: null,
    skills: [],
    positions: [],
    experienceLevel: null,
    place: null,
    preferences: testPreferences(),
    blockedCompanyIds: [],
    rejectedSkillIds: [],
    interactions: [],
    excludedJobIds: [],
    ...parts,
  };
}

/** Preferences of the given parts, otherwise without wishes. */
export function testPreferences(
  parts: Partial<PersonDocument['preferences']> = {},
): PersonDocument['preferences'] {
  return {
    titles: [],
    jobTypes: { values: [], isDealbreaker: false },
    remoteOptions: { values: [], isDealbreaker: false },
    salaryFloor: null,
    places: { values: [], isDealbreaker: false },
    ...parts,
  };
}

/** Random jobs of four fields, the same for a seed. */
export function randomJobs(count: number, seed: number): JobDocument[] {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0];
  return Array.from({ length: count }, (_, i) => {
    const field = pick(FIELDS);
    const town = pick([null, ...TOWNS]);
    const pay = random() < 0.3 ? null : Math.floor(20_000 + random() * 60_000);
    return testJob(`job-${seed}-${i}`, {
      title: pick(field.titles),
      companyId: `company-${Math.floor(random() * (count / 4))}`,
      skills: field.skills
        .filter(() => random() < 0.7)
        .map((s) => testSkill(s, random() < 0.7, Math.floor(random() * 5))),
      experienceLevel: pick([null, 'entry', 'mid', 'senior', 'executive']),
      jobType: pick([null, 'full_time', 'part_time', 'contract', 'internship']),
      remoteOption: pick([null, 'on_site', 'remote', 'hybrid']),
      place:
        town === null ? null : { ...town, lat: town.lat + random() - 0.5, lon: town.lon + random() - 0.5 },
      country: town?.country ?? null,
      salaryYearlyMin: pay,
      salaryYearlyMax: pay === null || random() < 0.3 ? null : pay * 1.2,
      postedAt: TEST_NOW - random() * 90 * DAY_MS,
      deadlineAt: random() < 0.5 ? null : TEST_NOW + (random() * 40 - 10) * DAY_MS,
      views: Math.floor(random() * 200),
      likes: Math.floor(random() * 10),
    });
  });
}

/** A random person with dealbreakers, past choices and blocked companies among the jobs, the same for a seed. */
export function randomPerson(jobs: readonly JobDocument[], seed: number): PersonDocument {
  const random = seededRandom(seed * 7919 + 1);
  const pick = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0];
  const some = <T>(values: readonly T[], share: number): T[] => values.filter(() => random() < share);
  const field = pick(FIELDS);
  const town = pick(TOWNS);
  const isDealbreaker = () => random() < 0.5;
  return testPerson({
    id: `person-${seed}`,
    headline: random() < 0.5 ? pick(field.titles) : null,
    skills: some(field.skills, 0.5).map((slug) => ({
      ...testSkill(slug),
      level: 1 + Math.floor(random() * 4),
      source: 'manual',
    })),
    positions:
      random() < 0.5
        ? []
        : [
            {
              title: pick(field.titles),
              startedAt: TEST_NOW - random() * 4000 * DAY_MS,
              endedAt: null,
              isCurrent: true,
            },
          ],
    experienceLevel: pick([null, 'entry', 'mid', 'senior']),
    place: random() < 0.7 ? town : null,
    preferences: {
      titles: some(field.titles, 0.3),
      jobTypes: {
        values: some(['full_time', 'part_time', 'contract'] as const, 0.5),
        isDealbreaker: isDealbreaker(),
      },
      remoteOptions: {
        values: some(['on_site', 'hybrid', 'remote'] as const, 0.4),
        isDealbreaker: isDealbreaker(),
      },
      salaryFloor:
        random() < 0.5 ? null : { yearly: 20_000 + random() * 40_000, isDealbreaker: isDealbreaker() },
      places: {
        values: some(TOWNS, 0.4).map((place) => ({ ...place, radiusKm: 10 + random() * 60 })),
        isDealbreaker: isDealbreaker(),
      },
    },
    blockedCompanyIds: some(jobs, 0.05).map((job) => job.companyId),
    interactions: some(jobs, 0.05).map((job, i) => ({
      jobId: job.id,
      type: pick(['view', 'like', 'dislike', 'apply', 'bookmark']),
      at: TEST_NOW - i * DAY_MS,
      dwellSeconds: 20,
    })),
    excludedJobIds: some(jobs, 0.05).map((job) => job.id),
  });
}

/** A small content model of the four fields. */
export async function testContent(): Promise<ContentEncoder> {
  const documents = randomJobs(600, 99).map((job) =>
    jobTokens({
      titleTokens: titleTokens(job.title),
      skillSlugs: job.skills.map((s) => s.slug),
      industry: null,
    }),
  );
  return createContentEncoder(await trainContentModel(documents, { dimensions: 16 }));
}
