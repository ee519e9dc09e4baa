import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { Highlight, JobSummary } from '@access/contracts/jobs';
import { Avatar } from '@access/ui/avatar';

import { HighlightedText } from './highlighted-text.tsx';
import { JobFacts } from './job-facts.tsx';

export interface JobRowProps {
  job: JobSummary;
  /** Why the search found it. */
  highlights?: readonly Highlight[] | undefined;
  /** Opens the job's own page, or the pane beside the list. */
  to: 'page' | 'pane';
  isSelected?: boolean;
  /** The level below the heading that the list stands under. */
  heading?: 'h2' | 'h3' | 'h4';
}

/** One job in a list; the whole row is the link. */
export function JobRow({
  job,
  highlights = [],
  to,
  isSelected = false,
  heading: Title = 'h2',
}: JobRowProps): ReactNode {
  const className = `flex scroll-my-24 gap-3 rounded-lg px-3 py-3 focus-visible:-outline-offset-2 ${
    isSelected ? 'bg-accent-soft' : 'hover:bg-hover'
  }`;
  const inTitle = highlights.find(({ field, text }) => field === 'title' && text === job.title);
  const inText = highlights.find(({ field }) => field === 'description');
  const content = (
    <>
      <Avatar name={job.company.name} />
      <div className="min-w-0 flex-1">
        <Title className="line-clamp-2 text-base leading-snug font-semibold">
          {inTitle === undefined ? job.title : <HighlightedText highlight={inTitle} />}
        </Title>
        <JobFacts job={job} />
        {inText !== undefined && (
          <p className="mt-0.5 line-clamp-1 text-sm text-muted">
            <HighlightedText highlight={inText} />
          </p>
        )}
      </div>
    </>
  );
  if (to === 'page') {
    return (
      <Link to="/jobs/$jobId" params={{ jobId: job.id }} className={className}>
        {content}
      </Link>
    );
  }
  return (
    <Link
      from="/jobs"
      to="/jobs"
      search={(previous) => ({ ...previous, job: job.id })}
      replace
      resetScroll={false}
      aria-current={isSelected}
      data-job={job.id}
      className={className}
    >
      {content}
    </Link>
  );
}
