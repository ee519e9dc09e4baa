import type { JobSummary } from '@access/contracts/jobs';

import { useFeedback } from './use-feedback.tsx';
import type { FeedbackSource } from './use-feedback.tsx';
import { useJobState } from './use-job-state.ts';

const NO_JOB = '00000000-0000-0000-0000-000000000000';

/** Save and like by key, for the job that is open; without one the keys do nothing. */
export function useKeyboardMarks(
  job: Pick<JobSummary, 'id' | 'title'> | undefined,
  source: FeedbackSource,
): { toggleBookmark: () => void; toggleLike: () => void } {
  const { data: state } = useJobState(job?.id ?? NO_JOB, job !== undefined);
  const { mark } = useFeedback();
  return {
    toggleBookmark: () => {
      if (job !== undefined && state !== undefined) mark(job, 'bookmark', !state.isBookmarked, source);
    },
    toggleLike: () => {
      if (job !== undefined && state !== undefined) mark(job, 'like', !state.isLiked, source);
    },
  };
}
