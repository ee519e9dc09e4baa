import type { DismissReason, JobState } from '@access/contracts/recommendations';

/** Feedback that a person gives by a button; views are told by the beacon. */
export type Mark = 'like' | 'bookmark' | 'apply';

/** Nothing done yet. */
export function untouched(jobId: JobState['jobId']): JobState {
  return {
    jobId,
    isBookmarked: false,
    isLiked: false,
    isDismissed: false,
    dismissReason: null,
    hasApplied: false,
    lastViewedAt: null,
  };
}

/** The state after a mark is set or taken away; liking takes a dismissal back, as on the server. */
export function withMark(state: JobState, mark: Mark, isOn: boolean): JobState {
  switch (mark) {
    case 'like':
      return isOn
        ? { ...state, isLiked: true, isDismissed: false, dismissReason: null }
        : { ...state, isLiked: false };
    case 'bookmark':
      return { ...state, isBookmarked: isOn };
    case 'apply':
      return { ...state, hasApplied: isOn };
  }
}

/** The state after a dismissal or its undo; a dismissal takes a like back. */
export function withDismissal(state: JobState, isOn: boolean, reason: DismissReason | null): JobState {
  return isOn
    ? { ...state, isDismissed: true, isLiked: false, dismissReason: reason }
    : { ...state, isDismissed: false, dismissReason: null };
}
