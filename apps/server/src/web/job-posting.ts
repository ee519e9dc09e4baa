import type { Job } from '@access/contracts/jobs';
import type { JobsService } from '@access/core/jobs';

import { experienceMonths } from './experience-months.ts';

/** A job with what its page needs besides. */
export type Posting = Awaited<ReturnType<JobsService['getPosting']>>;

/** schema.org's words for our job types. */
const employmentTypes = {
  full_time: 'FULL_TIME',
  part_time: 'PART_TIME',
  contract: 'CONTRACTOR',
  internship: 'INTERN',
} as const;

const unitTexts = { year: 'YEAR', month: 'MONTH', week: 'WEEK', day: 'DAY', hour: 'HOUR' } as const;

type Properties = Record<string, unknown>;

/**
 * The job as schema.org `JobPosting`, with the properties that Google requires and recommends, from facts of the posting
 * alone. Null where a required one is not known: search engines refuse a posting that says neither where the work is nor,
 * for work from home, in which country.
 */
export function toJobPosting({ job, facts }: Posting, origin: string): Properties | null {
  const where = placeOf({ job, facts });
  if (where === null) return null;
  const texts = [job.description, job.requirements, job.benefits].filter((text) => text !== null);
  const months = experienceMonths(texts.join('\n'));
  return {
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    title: job.title,
    description: texts.join('\n'),
    datePosted: job.postedAt,
    url: `${origin}/jobs/${job.id}`,
    identifier: { '@type': 'PropertyValue', name: job.company.name, value: job.id },
    hiringOrganization: organizationOf({ job, facts }, origin),
    directApply: false,
    ...(job.applicationDeadline === null ? {} : { validThrough: job.applicationDeadline }),
    ...(job.jobType === null ? {} : { employmentType: employmentTypes[job.jobType] }),
    ...where,
    ...salaryOf(job),
    ...(job.skills.length === 0 ? {} : { skills: job.skills.map((skill) => skill.name).join(', ') }),
    ...(months === null
      ? {}
      : {
          experienceRequirements: {
            '@type': 'OccupationalExperienceRequirements',
            monthsOfExperience: months,
          },
        }),
  };
}

function organizationOf({ job, facts }: Posting, origin: string): Properties {
  const { name, logoUrl } = job.company;
  return {
    '@type': 'Organization',
    name,
    ...(facts.companyWebsite === null ? {} : { sameAs: facts.companyWebsite }),
    ...(logoUrl === null ? {} : { logo: `${origin}${logoUrl}` }),
  };
}

/** Where the work is. Work from home needs no place, but the country whose people may apply. */
function placeOf({ job, facts }: Posting): Properties | null {
  const country = job.place?.country ?? facts.country;
  if (country === null) return null;
  const isRemote = job.remoteOption === 'remote';
  return {
    ...(isRemote && job.place === null ? {} : { jobLocation: locationOf({ job, facts }, country) }),
    ...(isRemote ? { jobLocationType: 'TELECOMMUTE' } : {}),
    ...(isRemote ? { applicantLocationRequirements: { '@type': 'Country', name: country } } : {}),
  };
}

function locationOf({ job: { place }, facts }: Posting, country: string): Properties {
  const { latitude, longitude } = facts;
  return {
    '@type': 'Place',
    address: {
      '@type': 'PostalAddress',
      ...(place === null ? {} : { addressLocality: place.name }),
      ...(place === null || place.region === null ? {} : { addressRegion: place.region }),
      addressCountry: country,
    },
    ...(latitude === null || longitude === null
      ? {}
      : { geo: { '@type': 'GeoCoordinates', latitude, longitude } }),
  };
}

function salaryOf({ salaryMin, salaryMax, currency, salaryPeriod }: Job): Properties {
  if (currency === null || salaryPeriod === null || (salaryMin === null && salaryMax === null)) return {};
  const amount =
    salaryMin === salaryMax
      ? { value: salaryMin }
      : {
          ...(salaryMin === null ? {} : { minValue: salaryMin }),
          ...(salaryMax === null ? {} : { maxValue: salaryMax }),
        };
  return {
    baseSalary: {
      '@type': 'MonetaryAmount',
      currency,
      value: { '@type': 'QuantitativeValue', ...amount, unitText: unitTexts[salaryPeriod] },
    },
  };
}
