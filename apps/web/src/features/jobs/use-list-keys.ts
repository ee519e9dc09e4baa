import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';

import type { JobSummary } from '@access/contracts/jobs';

import type { KeyMeaning } from '../../lib/key-help.tsx';
import { useHotkeys } from '../../lib/use-hotkeys.ts';
import { useKeyboardMarks } from '../interactions/use-keyboard-marks.ts';

/** What the keys do on the search page, for whoever asks. */
export const listKeys: readonly KeyMeaning[] = [
  ['J', 'Next job; the arrow down too, from a job of the list'],
  ['K', 'Previous job; or the arrow up'],
  ['Space', 'Read on in the posting'],
  ['↵', 'Open the job on its own page'],
  ['S', 'Save the job, or take it back'],
  ['L', 'Like the job, or take it back'],
  ['X', 'Dismiss the job and go on'],
  ['Esc', 'Back to the top of the list'],
  ['/', 'Search'],
];

export interface ListKeys {
  jobs: readonly JobSummary[];
  /** The job that the address names; it may stand on a page of the list that is not loaded. */
  selectedId: string | undefined;
  pane: RefObject<HTMLElement | null>;
  /** Called when the list is walked to its end. */
  onEnd: () => void;
}

/** The keys of the list: they move the pane and the focus together, so that a screen reader reads along. */
export function useListKeys({ jobs, selectedId, pane, onEnd }: ListKeys): void {
  const navigate = useNavigate({ from: '/jobs' });
  // Without a choice the first job is open; one that is not in the list stands before it.
  const index = selectedId === undefined ? 0 : jobs.findIndex((job) => job.id === selectedId);
  const selected = jobs[Math.max(0, index)];
  const mark = useKeyboardMarks(selected, { source: 'search' });
  const show = (job: JobSummary | undefined): void => {
    if (job === undefined) return;
    void navigate({
      search: (previous) => ({ ...previous, job: job.id }),
      replace: true,
      resetScroll: false,
    });
    const row = document.querySelector(`[data-job="${job.id}"]`);
    row?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const move = (step: number): void => {
    if (index + step >= jobs.length - 1) onEnd();
    show(jobs[Math.max(0, Math.min(jobs.length - 1, index + step))]);
  };
  const isInList = (): boolean => document.activeElement?.closest('[data-job]') !== null;
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    // Elsewhere the arrows scroll the page, as always.
    ArrowDown: () => isInList() && (move(1), true),
    ArrowUp: () => isInList() && (move(-1), true),
    ' ': () => pane.current !== null && (readOn(pane.current), true),
    s: mark.toggleBookmark,
    l: mark.toggleLike,
    x: () => {
      if (mark.toggleDismissal()) move(1);
    },
    Escape: () => {
      if (selectedId === undefined) return;
      void navigate({ search: ({ job: _, ...previous }) => previous, replace: true, resetScroll: false });
      document.querySelector(`[data-job="${jobs[0]?.id ?? ''}"]`)?.scrollIntoView({ block: 'nearest' });
    },
    Enter: () => {
      if (selected !== undefined) void navigate({ to: '/jobs/$jobId', params: { jobId: selected.id } });
    },
  });
}

/** One screenful further, with two lines kept in sight; from its end back to the beginning. */
function readOn(pane: HTMLElement): void {
  const isAtEnd = pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1;
  pane.scrollTo({ top: isAtEnd ? 0 : pane.scrollTop + pane.clientHeight - 48 });
}
