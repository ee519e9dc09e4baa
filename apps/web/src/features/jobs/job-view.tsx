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
import { FactGrid, placeOf } from './job-facts.tsx';
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
          <Avatar name={job.company.name} size={48} />
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
              {job.company.name} · {placeOf(job)}
            </p>
          </div>
        </div>
        {!job.isActive && (
          <div className="mt-4">
            <Notice tone="minus">This job is closed. It stays here for those who saved it.</Notice>
          </div>
        )}
        <div className="mt-5">
          <JobActions job={job} source={source} />
        </div>
      </header>
      <FactGrid job={job} deadline={job.applicationDeadline} />
      <JobMatch jobId={job.id} />
      <Skills job={job} />
      <hr />
      <PostingText job={job} heading={as === 'page' ? 'h2' : 'h3'} />
      <Origin job={job} />
      <SimilarJobs jobId={job.id} as={as} />
    </article>
  );
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

function Origin({ job }: { job: Job }): ReactNode {
  const formats = useFormats();
  const source = job.sources[0];
  if (source === undefined) return null;
  return (
    <p className="text-sm text-faint">
      From{' '}
      {source.url === null ? (
        source.source
      ) : (
        <a href={source.url} rel="noopener noreferrer" className="underline underline-offset-2">
          {source.source}
        </a>
      )}
      , last seen there {formats.ago(source.lastSeen)}
    </p>
  );
}

function SimilarJobs({ jobId, as }: { jobId: string; as: JobViewProps['as'] }): ReactNode {
  const Title = as === 'page' ? 'h2' : 'h3';
  const trpc = useTRPC();
  const similar = useQuery(trpc.jobs.similar.queryOptions({ id: jobId }, { staleTime: 300_000 }));
  const jobs = similar.data?.items ?? [];
  if (jobs.length === 0) return null;
  return (
    <section aria-label="Similar jobs" className="border-t pt-6">
      <Title className="mb-2 text-md font-semibold">Similar jobs</Title>
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
