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

/** One job in a list: its title's link covers the row, the company's name leads to the company. */
export function JobRow({
  job,
  highlights = [],
  to,
  isSelected = false,
  heading: Title = 'h2',
}: JobRowProps): ReactNode {
  const inTitle = highlights.find(({ field, text }) => field === 'title' && text === job.title);
  const inText = highlights.find(({ field }) => field === 'description');
  return (
    <div
      data-job={job.id}
      className={`relative flex scroll-my-24 gap-3 rounded-lg px-3 py-3 ${
        isSelected ? 'bg-accent-soft' : 'hover:bg-hover'
      }`}
    >
      <Avatar name={job.company.name} imageUrl={job.company.logoUrl} />
      <div className="min-w-0 flex-1">
        <Title className="line-clamp-2 text-base leading-snug font-semibold">
          <RowLink jobId={job.id} to={to} isSelected={isSelected}>
            {inTitle === undefined ? job.title : <HighlightedText highlight={inTitle} />}
          </RowLink>
        </Title>
        <JobFacts job={job} />
        {inText !== undefined && (
          <p className="mt-0.5 line-clamp-1 text-sm text-muted">
            <HighlightedText highlight={inText} />
          </p>
        )}
      </div>
    </div>
  );
}

// The row is what is pressed, and what shows the focus.
const coverClass =
  'outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent';

function RowLink(props: {
  jobId: string;
  to: JobRowProps['to'];
  isSelected: boolean;
  children: ReactNode;
}): ReactNode {
  const { jobId, to, isSelected, children } = props;
  // Pressed again, the job in the pane opens on its own page.
  if (to === 'page' || isSelected) {
    return (
      <Link
        to="/jobs/$jobId"
        params={{ jobId }}
        aria-current={isSelected ? true : undefined}
        className={coverClass}
      >
        {children}
      </Link>
    );
  }
  return (
    <Link
      from="/jobs"
      to="/jobs"
      search={(previous) => ({ ...previous, job: jobId })}
      replace
      resetScroll={false}
      className={coverClass}
    >
      {children}
    </Link>
  );
}
