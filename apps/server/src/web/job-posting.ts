import type { Job } from '@access/contracts/jobs';

/** schema.org's words for our job types. */
const employmentTypes = {
  full_time: 'FULL_TIME',
  part_time: 'PART_TIME',
  contract: 'CONTRACTOR',
  internship: 'INTERN',
} as const;

const unitTexts = { year: 'YEAR', month: 'MONTH', week: 'WEEK', day: 'DAY', hour: 'HOUR' } as const;

/** The job as schema.org `JobPosting`, for search engines: facts of the posting only, nothing guessed. */
export function toJobPosting(job: Job, url: string): Record<string, unknown> {
  return {
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    title: job.title,
    description: [job.description, job.requirements, job.benefits].filter((text) => text !== null).join('\n'),
    datePosted: job.postedAt,
    url,
    identifier: { '@type': 'PropertyValue', name: job.company.name, value: job.id },
    hiringOrganization: { '@type': 'Organization', name: job.company.name },
    directApply: false,
    ...(job.applicationDeadline === null ? {} : { validThrough: job.applicationDeadline }),
    ...(job.jobType === null ? {} : { employmentType: employmentTypes[job.jobType] }),
    ...placeOf(job),
    ...salaryOf(job),
  };
}

function placeOf({ place, location, remoteOption }: Job): Record<string, unknown> {
  const address =
    place === null
      ? location
      : { '@type': 'PostalAddress', addressLocality: place.name, addressCountry: place.country };
  const isRemote = remoteOption === 'remote';
  return {
    ...(address === null ? {} : { jobLocation: { '@type': 'Place', address } }),
    ...(isRemote ? { jobLocationType: 'TELECOMMUTE' } : {}),
    ...(isRemote && place !== null
      ? { applicantLocationRequirements: { '@type': 'Country', name: place.country } }
      : {}),
  };
}

function salaryOf({ salaryMin, salaryMax, currency, salaryPeriod }: Job): Record<string, unknown> {
  if (currency === null || salaryPeriod === null || (salaryMin === null && salaryMax === null)) return {};
  return {
    baseSalary: {
      '@type': 'MonetaryAmount',
      currency,
      value: {
        '@type': 'QuantitativeValue',
        ...(salaryMin === null ? {} : { minValue: salaryMin }),
        ...(salaryMax === null ? {} : { maxValue: salaryMax }),
        unitText: unitTexts[salaryPeriod],
      },
    },
  };
}
