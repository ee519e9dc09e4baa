import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { Job } from '@access/contracts/jobs';
import { Avatar } from '@access/ui/avatar';
import { Badge } from '@access/ui/badge';
import { Notice } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { useTRPC } from '../../lib/trpc.ts';
import type { FeedbackSource } from '../interactions/use-feedback.tsx';
import { JobActions } from './job-actions.tsx';
import { CompanyLink, FactGrid, placeOf } from './job-facts.tsx';
import { JobMatch } from './job-match.tsx';
import { JobRow } from './job-row.tsx';
import { PostingText } from './posting-text.tsx';
import { useDwell } from './use-dwell.ts';

export interface JobViewProps {
  job: Job;
  source: FeedbackSource;
  /** The job is the page's subject, or one shown beside a list. */
  as: 'page' | 'pane';
}

/** A posting whole: facts, match, skills, text, and others like it. */
export function JobView({ job, source, as }: JobViewProps): ReactNode {
  useDwell(job.id, source.listId);
  const Title = as === 'page' ? 'h1' : 'h2';
  return (
    <article className="flex flex-col gap-6">
      <header>
        <div className="flex gap-4">
          <Avatar name={job.company.name} imageUrl={job.company.logoUrl} size={48} />
          <div className="min-w-0">
            <Title
              className={
                as === 'page'
                  ? 'text-xl font-semibold tracking-tight text-pretty sm:text-2xl'
                  : 'text-xl font-semibold tracking-tight text-pretty'
              }
            >
              {as === 'page' ? (
                job.title
              ) : (
                <Link
                  to="/jobs/$jobId"
                  params={{ jobId: job.id }}
                  className="hover:underline hover:underline-offset-2"
                >
                  {job.title}
                </Link>
              )}
            </Title>
            <p className="mt-1 text-md text-pretty text-muted">
              <CompanyLink company={job.company} /> · {placeOf(job)}
            </p>
          </div>
        </div>
        {!job.isActive && (
          <div className="mt-4">
            <Notice tone="minus">
              <ClosedReason job={job} /> It stays here for those who saved it.
            </Notice>
          </div>
        )}
        <div className="mt-5">
          <JobActions job={job} source={source} />
        </div>
      </header>
      {!job.isActive && <SimilarJobs jobId={job.id} title="Open jobs like this one" as={as} />}
      <FactGrid job={job} deadline={job.applicationDeadline} />
      {job.isActive && <JobMatch jobId={job.id} />}
      <Skills job={job} />
      <hr />
      <PostingText job={job} heading={as === 'page' ? 'h2' : 'h3'} />
      <Origin job={job} />
      {job.isActive && <SimilarJobs jobId={job.id} title="Similar jobs" as={as} />}
    </article>
  );
}

/** Why nobody can apply any more, in a sentence. */
function ClosedReason({ job }: { job: Job }): ReactNode {
  const formats = useFormats();
  switch (job.status) {
    case 'draft':
      return 'This is a draft: only the site’s staff see it.';
    case 'pending':
      return 'This job waits for a decision: only the site’s staff see it.';
    case 'rejected':
      return 'This job was refused: only the site’s staff see it.';
    case 'closed':
      return 'This job is closed.';
    case 'active':
    case 'expired':
      return job.applicationDeadline === null
        ? 'This job has been up for too long to be still open.'
        : `Applications closed on ${formats.day(job.applicationDeadline)}.`;
  }
}

function Skills({ job }: { job: Job }): ReactNode {
  if (job.skills.length === 0) return null;
  const required = job.skills.filter((skill) => skill.isRequired);
  const others = job.skills.filter((skill) => !skill.isRequired);
  return (
    <section aria-label="Skills" className="flex flex-col gap-3">
      {[
        { title: 'Skills asked for', skills: required, tone: 'neutral' as const },
        { title: 'Also mentioned', skills: others, tone: 'outline' as const },
      ].map(
        ({ title, skills, tone }) =>
          skills.length > 0 && (
            <div key={title}>
              <p className="mb-1.5 text-sm text-faint">{title}</p>
              <ul className="flex flex-wrap gap-1.5">
                {skills.map((skill) => (
                  <li key={skill.id} className="max-w-full">
                    <Badge tone={tone}>
                      <span className="truncate">{skill.name}</span>
                    </Badge>
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
    </section>
  );
}

/** Where the posting was found, and when it was last seen there: that is how we know that it is still open. */
function Origin({ job }: { job: Job }): ReactNode {
  const formats = useFormats();
  const [newest] = job.sources.map((source) => source.lastSeen).toSorted((a, b) => b.localeCompare(a));
  if (newest === undefined) return null;
  return (
    <p className="text-sm text-pretty text-faint">
      Found at{' '}
      {job.sources.map(({ source, url }, index) => (
        <span key={source}>
          {index > 0 && (index === job.sources.length - 1 ? ' and ' : ', ')}
          {url === null ? (
            source
          ) : (
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="rounded-sm underline underline-offset-2 hover:text-ink"
            >
              {source}
            </a>
          )}
        </span>
      ))}
      . Last verified{' '}
      <time dateTime={newest} title={formats.day(newest)}>
        {formats.ago(newest)}
      </time>
      .
    </p>
  );
}

function SimilarJobs(props: { jobId: string; title: string; as: JobViewProps['as'] }): ReactNode {
  const { jobId, title, as } = props;
  const Title = as === 'page' ? 'h2' : 'h3';
  const trpc = useTRPC();
  const similar = useQuery(trpc.jobs.similar.queryOptions({ id: jobId }, { staleTime: 300_000 }));
  const jobs = similar.data?.items ?? [];
  if (jobs.length === 0) return null;
  return (
    <section aria-label={title} className="border-t pt-6">
      <Title className="mb-2 text-md font-semibold">{title}</Title>
      <ul className="-mx-3 flex flex-col">
        {jobs.slice(0, 5).map((job) => (
          <li key={job.id}>
            <JobRow job={job} to="page" heading={as === 'page' ? 'h3' : 'h4'} />
          </li>
        ))}
      </ul>
    </section>
  );
}
