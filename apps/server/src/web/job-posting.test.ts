import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Job } from '@access/contracts/jobs';

import { breachesOf, vocabulary } from '../../test/support/job-posting-vocabulary.ts';
import { toJobPosting, type Posting } from './job-posting.ts';

const ORIGIN = 'https://jobs.example.org';
const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
const leeds = {
  id: 2_644_688,
  name: 'Leeds',
  region: 'England',
  country: 'GB',
  label: 'Leeds, GB',
  latitude: 53.79,
  longitude: -1.54,
};

/** A posting that tells all there is to tell, apart from what a test changes. */
function aPosting(job: Record<string, unknown> = {}, facts: Partial<Posting['facts']> = {}): Posting {
  return {
    job: Job.parse({
      id: uuid,
      title: 'Staff nurse',
      company: { id: uuid, name: 'Leeds General Infirmary', slug: 'lgi', logoUrl: '/logos/a.png' },
      location: 'Leeds',
      place: leeds,
      jobType: 'full_time',
      experienceLevel: 'mid',
      remoteOption: 'on_site',
      salaryMin: 30_000,
      salaryMax: 36_000,
      currency: 'GBP',
      salaryPeriod: 'year',
      postedAt: '2026-01-05T09:00:00.000Z',
      applicationDeadline: '2026-03-01T00:00:00.000Z',
      isFeatured: false,
      isActive: true,
      excerpt: 'Care',
      description: '<p>Care for people. 2 years of experience.</p>',
      requirements: null,
      benefits: '<p>Cake</p>',
      language: 'en',
      status: 'active',
      rejectionReason: null,
      applyUrl: 'https://example.org/apply',
      viewCount: 0,
      skills: [
        {
          id: uuid,
          name: 'Triage',
          slug: 'triage',
          category: 'technical',
          isRequired: true,
          proficiencyLevel: 2,
        },
      ],
      sources: [],
      createdAt: '2026-01-05T09:00:00.000Z',
      updatedAt: '2026-01-05T09:00:00.000Z',
      ...job,
    }),
    facts: {
      createdByKey: null,
      mergedInto: null,
      country: 'GB',
      latitude: 53.8,
      longitude: -1.55,
      companyWebsite: 'https://www.leedsth.nhs.uk/',
      ...facts,
    },
  };
}

describe('a posting for search engines', () => {
  it('tells all that is known, in the words of schema.org', () => {
    const posting = toJobPosting(aPosting(), ORIGIN);
    expect(breachesOf(posting)).toEqual([]);
    expect(posting).toEqual({
      '@context': 'https://schema.org/',
      '@type': 'JobPosting',
      title: 'Staff nurse',
      description: '<p>Care for people. 2 years of experience.</p>\n<p>Cake</p>',
      datePosted: '2026-01-05T09:00:00.000Z',
      validThrough: '2026-03-01T00:00:00.000Z',
      url: `${ORIGIN}/jobs/${uuid}`,
      identifier: { '@type': 'PropertyValue', name: 'Leeds General Infirmary', value: uuid },
      hiringOrganization: {
        '@type': 'Organization',
        name: 'Leeds General Infirmary',
        sameAs: 'https://www.leedsth.nhs.uk/',
        logo: `${ORIGIN}/logos/a.png`,
      },
      directApply: false,
      employmentType: 'FULL_TIME',
      jobLocation: {
        '@type': 'Place',
        address: {
          '@type': 'PostalAddress',
          addressLocality: 'Leeds',
          addressRegion: 'England',
          addressCountry: 'GB',
        },
        geo: { '@type': 'GeoCoordinates', latitude: 53.8, longitude: -1.55 },
      },
      baseSalary: {
        '@type': 'MonetaryAmount',
        currency: 'GBP',
        value: { '@type': 'QuantitativeValue', minValue: 30_000, maxValue: 36_000, unitText: 'YEAR' },
      },
      skills: 'Triage',
      experienceRequirements: { '@type': 'OccupationalExperienceRequirements', monthsOfExperience: 24 },
    });
  });

  it('has every required and recommended property that can be known', () => {
    const remote = toJobPosting(aPosting({ remoteOption: 'remote' }), ORIGIN) ?? {};
    const wanted = Object.entries(vocabulary['JobPosting'] ?? {})
      .filter(([, { level }]) => level !== 'allowed')
      .map(([name]) => name);
    expect(Object.keys(remote)).toEqual(expect.arrayContaining(wanted));
    expect(breachesOf(remote)).toEqual([]);
  });

  it('from home tells the country of applicants, and no place that nobody goes to', () => {
    const posting = toJobPosting(aPosting({ remoteOption: 'remote', place: null }), ORIGIN);
    expect(posting).toMatchObject({
      jobLocationType: 'TELECOMMUTE',
      applicantLocationRequirements: { '@type': 'Country', name: 'GB' },
    });
    expect(posting).not.toHaveProperty('jobLocation');
    expect(breachesOf(posting)).toEqual([]);
  });

  it('in a country without a town tells the country', () => {
    const posting = toJobPosting(aPosting({ place: null }, { latitude: null, longitude: null }), ORIGIN);
    expect(posting).toMatchObject({
      jobLocation: { address: { '@type': 'PostalAddress', addressCountry: 'GB' } },
    });
    expect(breachesOf(posting)).toEqual([]);
  });

  it.each(['on_site', 'hybrid', 'remote', null])('without any country is none: %s', (remoteOption) => {
    expect(toJobPosting(aPosting({ place: null, remoteOption }, { country: null }), ORIGIN)).toBeNull();
  });

  it.each([
    [
      { salaryMin: 20, salaryMax: 20, salaryPeriod: 'hour' },
      { value: 20, unitText: 'HOUR' },
    ],
    [
      { salaryMin: 20, salaryMax: null, salaryPeriod: 'day' },
      { minValue: 20, unitText: 'DAY' },
    ],
    [
      { salaryMin: null, salaryMax: 20, salaryPeriod: 'week' },
      { maxValue: 20, unitText: 'WEEK' },
    ],
  ])('tells pay as it is stated: %j', (salary, value) => {
    const posting = toJobPosting(aPosting(salary), ORIGIN);
    expect(posting).toMatchObject({ baseSalary: { value: { '@type': 'QuantitativeValue', ...value } } });
    expect(breachesOf(posting)).toEqual([]);
  });

  it('is valid whatever is unknown', () => {
    const orNull = <Value>(value: Value) => fc.constantFrom(value, null);
    const job = fc.record({
      place: orNull(leeds),
      jobType: fc.constantFrom('full_time', 'part_time', 'contract', 'internship', null),
      remoteOption: fc.constantFrom('on_site', 'remote', 'hybrid', null),
      salaryMin: orNull(10),
      salaryMax: orNull(12),
      currency: orNull('EUR'),
      salaryPeriod: fc.constantFrom('year', 'month', 'week', 'day', 'hour', null),
      applicationDeadline: orNull('2027-01-01T00:00:00.000Z'),
      requirements: orNull('<p>5 years of experience</p>'),
      skills: fc.constant([]),
    });
    const facts = fc.record({ country: fc.constant('GB'), companyWebsite: orNull('https://example.org') });
    fc.assert(
      fc.property(job, facts, (fields, known) => {
        expect(breachesOf(toJobPosting(aPosting(fields, known), ORIGIN))).toEqual([]);
      }),
    );
  });
});

describe('the rules themselves', () => {
  it('find what is wrong', () => {
    const good = toJobPosting(aPosting(), ORIGIN) ?? {};
    const { title: _, ...untitled } = good;
    expect(breachesOf(untitled)).toEqual(['$.title: required']);
    expect(breachesOf({ ...good, salary: 1 })).toEqual(['$.salary: unknown to JobPosting']);
    expect(breachesOf({ ...good, employmentType: 'full_time' })).toHaveLength(1);
    expect(breachesOf({ ...good, jobLocation: 'Leeds' })).toHaveLength(1);
    expect(breachesOf({ ...good, datePosted: 'yesterday' })).not.toEqual([]);
    expect(breachesOf({ ...good, hiringOrganization: { '@type': 'Organization' } })).toEqual([
      '$.hiringOrganization.name: required',
    ]);
    const { jobLocation: _place, ...nowhere } = good;
    expect(breachesOf(nowhere)).toHaveLength(1);
  });
});
