import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { JobSummary } from '@access/contracts/jobs';

import { useFormats } from '../../lib/formats.ts';
import { jobTypeLabels, levelLabels, remoteLabels } from '../../lib/labels.ts';

type Facts = Pick<
  JobSummary,
  | 'company'
  | 'location'
  | 'place'
  | 'remoteOption'
  | 'salaryMin'
  | 'salaryMax'
  | 'currency'
  | 'salaryPeriod'
  | 'jobType'
  | 'experienceLevel'
  | 'postedAt'
>;

/** Where a job is, in one line; the posting's own words when the place is not known. */
export function placeOf(job: Pick<JobSummary, 'place' | 'location' | 'remoteOption'>): string {
  const place = job.place?.label ?? job.location;
  const remote =
    job.remoteOption === null || job.remoteOption === 'on_site' ? null : remoteLabels[job.remoteOption];
  if (place === null) return remote ?? 'Place not stated';
  return remote === null || place.toLowerCase() === remote.toLowerCase() ? place : `${place} · ${remote}`;
}

/** The name of a company, that leads to its page, underlined since it stands in a line of text. Above whatever link covers the card it stands on. */
export function CompanyLink({ company }: { company: JobSummary['company'] }): ReactNode {
  return (
    <Link
      to="/companies/$company"
      params={{ company: company.slug }}
      onClick={(event) => event.stopPropagation()}
      className="relative rounded-sm text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {company.name}
    </Link>
  );
}

/** Company and place, then pay and age: the two lines under a job's title in every list. */
export function JobFacts({ job }: { job: Facts }): ReactNode {
  const formats = useFormats();
  const pay = formats.pay(job);
  return (
    <>
      <p className="line-clamp-2 text-base text-muted">
        <CompanyLink company={job.company} /> · {placeOf(job)}
      </p>
      <p className="line-clamp-2 text-sm text-faint">
        <span className={pay === null ? '' : 'font-medium text-muted tabular-nums'}>
          {pay ?? 'Pay not stated'}
        </span>
        {job.jobType !== null && (
          <>
            {' · '}
            <span className="whitespace-nowrap">{jobTypeLabels[job.jobType]}</span>
          </>
        )}
        {' · '}
        <time dateTime={job.postedAt} title={formats.day(job.postedAt)} className="whitespace-nowrap">
          {formats.ago(job.postedAt)}
        </time>
      </p>
    </>
  );
}

/** Every stated fact of a job with its name; what is not stated is left out. */
export function FactGrid({ job, deadline }: { job: Facts; deadline: string | null }): ReactNode {
  const formats = useFormats();
  const facts: readonly (readonly [string, string | null])[] = [
    ['Pay', formats.pay(job)],
    ['Type', job.jobType && jobTypeLabels[job.jobType]],
    ['Level', job.experienceLevel && levelLabels[job.experienceLevel]],
    ['Workplace', job.remoteOption && remoteLabels[job.remoteOption]],
    ['Posted', formats.ago(job.postedAt)],
    ['Apply by', deadline && formats.day(deadline)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name} className="min-w-0">
              <dt className="text-sm text-faint">{name}</dt>
              <dd className="text-base font-medium text-pretty tabular-nums">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
