import { User } from '@access/contracts/auth';
import { Preferences, Profile } from '@access/contracts/profile';
import { RecommendationItem, RecommendationPage } from '@access/contracts/recommendations';
import { Skill } from '@access/contracts/skills';

const uuid = (last: number): string => `0191d8a0-0000-7000-8000-${String(last).padStart(12, '0')}`;

/** A signed-in job seeker. */
export const ada: User = User.parse({
  id: uuid(1),
  email: 'ada@example.org',
  displayName: 'Ada Lind',
  userType: 'job_seeker',
  status: 'active',
  isVerified: true,
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
  createdAt: '2026-01-01T00:00:00Z',
});

/** A recommended job with a title; the explanation adds up to its score. */
export function recommended(number: number, title: string): RecommendationItem {
  const contributions = [
    { feature: 'required_coverage', family: 'skills', value: 1.5 },
    { feature: 'skills_content', family: 'skills', value: 0.25 },
    { feature: 'years_short', family: 'seniority', value: -0.5 },
    { feature: 'salary_fit', family: 'pay', value: 0 },
  ];
  const margin = -1 + 1.5 + 0.25 - 0.5;
  return RecommendationItem.parse({
    job: {
      id: uuid(100 + number),
      title,
      company: { id: uuid(200 + number), name: 'Harbour Library', slug: 'harbour-library', logoUrl: null },
      location: 'Hamburg',
      place: null,
      jobType: 'full_time',
      experienceLevel: null,
      remoteOption: 'hybrid',
      salaryMin: 52_000,
      salaryMax: 61_000,
      currency: 'EUR',
      salaryPeriod: 'year',
      postedAt: '2026-11-20T09:00:00Z',
      applicationDeadline: null,
      isFeatured: false,
      isActive: true,
      excerpt: 'A job.',
    },
    rank: number,
    score: 1 / (1 + Math.exp(-margin)),
    band: 'good',
    explanation: {
      base: -1,
      contributions,
      margin,
      sentence: `Why ${title}`,
      reasons: [
        {
          family: 'skills',
          value: 1.75,
          code: 'skills_matched',
          text: 'You have 2 of the 3 skills it asks for',
          evidence: {
            kind: 'skills',
            matched: [{ id: uuid(301), name: 'SQL' }],
            missing: [{ id: uuid(302), name: 'Tableau' }],
            requiredMatched: 2,
            requiredTotal: 3,
          },
        },
      ],
    },
    modelVersion: 'linear-1',
    variant: 'control',
    listId: uuid(9),
  });
}

/** A list of these items, ready to show. */
export function listOf(items: readonly RecommendationItem[]): RecommendationPage {
  return {
    items: [...items],
    nextCursor: null,
    total: { value: items.length, relation: 'eq' },
    status: 'ready',
    list: RecommendationPage.shape.list.parse({
      id: uuid(9),
      version: 1,
      madeAt: '2026-11-20T09:00:00Z',
      isPersonal: true,
      notice: null,
    }),
  };
}

/** A profile that says nothing but these preferences. */
export function profileOf(preferences: Partial<Preferences>): Profile {
  return Profile.parse({
    headline: null,
    phone: null,
    location: null,
    place: null,
    bio: null,
    linkedinUrl: null,
    githubUrl: null,
    portfolioUrl: null,
    experienceLevel: null,
    openToWork: true,
    profilingOptOut: false,
    preferences: Preferences.parse(preferences),
    preferredPlaces: [],
    blockedCompanies: [],
  });
}

/** A skill of this name. */
export function skillNamed(name: string): Skill {
  const id = uuid([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 10_000));
  return Skill.parse({ id, name, slug: name.toLowerCase(), category: 'technical' });
}
