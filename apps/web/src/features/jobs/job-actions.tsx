import { Link, useRouterState } from '@tanstack/react-router';
import { Bookmark, ExternalLink, ThumbsDown, ThumbsUp } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Job } from '@access/contracts/jobs';
import { Button, buttonClass } from '@access/ui/button';
import { IconButton } from '@access/ui/icon-button';

import { useSession } from '../auth/use-session.ts';
import { useFeedback } from '../interactions/use-feedback.tsx';
import type { FeedbackSource } from '../interactions/use-feedback.tsx';
import { useJobState } from '../interactions/use-job-state.ts';

/** Where the employer takes applications: the posting's own link, else the page it came from. */
export function applyUrlOf(job: Pick<Job, 'applyUrl' | 'sources'>): string | null {
  return job.applyUrl ?? job.sources.find((source) => source.url !== null)?.url ?? null;
}

export interface JobActionsProps {
  job: Job;
  source: FeedbackSource;
  /** Handles the dismissal where the job stands in a list that must close up. */
  onDismiss?: () => void;
}

/** Apply, save, like and dismiss; visitors are sent to sign in and come back here. */
export function JobActions({ job, source, onDismiss }: JobActionsProps): ReactNode {
  const { user } = useSession();
  const path = useRouterState({ select: (state) => state.location.href });
  const isSeeker = user?.userType === 'job_seeker';
  return (
    <div className="flex items-center gap-1.5">
      <ApplyLink job={job} source={source} />
      {isSeeker && <Marks job={job} source={source} {...(onDismiss === undefined ? {} : { onDismiss })} />}
      {user === null && (
        <Link to="/sign-in" search={{ next: path }} className={buttonClass('secondary')}>
          <Bookmark />
          Save
        </Link>
      )}
    </div>
  );
}

function ApplyLink({ job, source }: { job: Job; source: FeedbackSource }): ReactNode {
  const { user } = useSession();
  const { data: state } = useJobState(job.id);
  const { mark } = useFeedback();
  const url = applyUrlOf(job);
  if (!job.isActive) return <Button disabled>Closed</Button>;
  if (url === null) return <p className="pr-2 text-sm text-muted">How to apply is in the posting</p>;
  const hasApplied = state?.hasApplied === true;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className={buttonClass(hasApplied ? 'secondary' : 'primary')}
      onClick={() => {
        if (user?.userType === 'job_seeker' && !hasApplied) mark(job, 'apply', true, source);
      }}
    >
      {hasApplied ? 'Applied' : 'Apply'}
      <ExternalLink aria-label="on the employer’s page, in a new tab" />
    </a>
  );
}

function Marks({ job, source, onDismiss }: JobActionsProps): ReactNode {
  const { data: state } = useJobState(job.id);
  const { mark, dismiss, restore } = useFeedback();
  const isDismissed = state?.isDismissed === true;
  return (
    <>
      <IconButton
        label={state?.isBookmarked === true ? 'Saved' : 'Save'}
        shortcut="S"
        isPressed={state?.isBookmarked === true}
        onClick={() => mark(job, 'bookmark', state?.isBookmarked !== true, source)}
      >
        <Bookmark />
      </IconButton>
      <IconButton
        label="Like"
        shortcut="L"
        isPressed={state?.isLiked === true}
        onClick={() => mark(job, 'like', state?.isLiked !== true, source)}
      >
        <ThumbsUp />
      </IconButton>
      <IconButton
        label={isDismissed ? 'Dismissed' : 'Dismiss'}
        shortcut="X"
        isPressed={isDismissed}
        onClick={() => {
          if (isDismissed) restore(job, source);
          else if (onDismiss !== undefined) onDismiss();
          else dismiss(job, source);
        }}
      >
        <ThumbsDown />
      </IconButton>
    </>
  );
}
