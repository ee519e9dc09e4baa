import { useNavigate, useRouterState } from '@tanstack/react-router';

import type { JobSummary } from '@access/contracts/jobs';

import { useSession } from '../auth/use-session.ts';
import { useFeedback } from './use-feedback.tsx';
import type { FeedbackSource } from './use-feedback.tsx';
import { useJobState } from './use-job-state.ts';

const NO_JOB = '00000000-0000-0000-0000-000000000000';

/** Save, like and dismiss by key, for the job that is open; without one the keys do nothing. Visitors are sent to sign in and come back. */
export function useKeyboardMarks(
  job: Pick<JobSummary, 'id' | 'title'> | undefined,
  source: FeedbackSource,
): {
  toggleBookmark: () => void;
  toggleLike: () => void;
  /** Answers whether it dismissed. */ toggleDismissal: () => boolean;
} {
  const { user } = useSession();
  const navigate = useNavigate();
  const path = useRouterState({ select: (location) => location.location.href });
  const { data: state } = useJobState(job?.id ?? NO_JOB, job !== undefined);
  const { mark, dismiss, restore } = useFeedback();
  return {
    toggleBookmark: () => {
      if (job !== undefined && user === null) void navigate({ to: '/sign-in', search: { next: path } });
      if (job !== undefined && state !== undefined) mark(job, 'bookmark', !state.isBookmarked, source);
    },
    toggleLike: () => {
      if (job !== undefined && state !== undefined) mark(job, 'like', !state.isLiked, source);
    },
    toggleDismissal: () => {
      if (job === undefined || state === undefined) return false;
      if (state.isDismissed) restore(job, source);
      else dismiss(job, source);
      return !state.isDismissed;
    },
  };
}
