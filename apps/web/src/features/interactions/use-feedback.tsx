import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { JobSummary } from '@access/contracts/jobs';
import type { DismissReason, FeedbackInput, JobState } from '@access/contracts/recommendations';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { returnJob, takeJob } from '../recommendations/list-cache.ts';
import type { ListPages, TakenItem } from '../recommendations/list-cache.ts';
import { DismissReasons } from './dismiss-reasons.tsx';
import { untouched, withDismissal, withMark } from './job-marks.ts';
import type { Mark } from './job-marks.ts';

type FeedbackJob = Pick<JobSummary, 'id' | 'title'>;

/** Where the person saw the job: the kind of place, and the list when it was one of ours. */
export interface FeedbackSource {
  source: FeedbackInput['source'];
  listId?: string;
}

export interface Feedback {
  mark: (job: FeedbackJob, mark: Mark, isOn: boolean, source: FeedbackSource) => void;
  dismiss: (job: FeedbackJob, source: FeedbackSource, reason?: DismissReason) => void;
  /** Takes a dismissal back. */
  restore: (job: FeedbackJob, source: FeedbackSource) => void;
}

/**
 * Feedback that shows at once: the list and the marks change before the server answers, go back when it refuses, and
 * the person is told either way. A newer list is pushed when it is ready.
 */
export function useFeedback(): Feedback {
  const trpc = useTRPC();
  const cache = useFeedbackCache();
  const toast = useToast();
  const send = useMutation(
    trpc.recommendations.feedback.mutationOptions({ onSettled: () => cache.refreshMyJobs() }),
  );

  const fail = (title: string, error: unknown, retry: () => void): void =>
    toast.show({
      tone: 'failure',
      title,
      description: sentenceOf(readProblem(error)),
      action: { label: 'Try again', onPress: retry },
    });

  const mark: Feedback['mark'] = (job, kind, isOn, source) => {
    const before = cache.changeState(job.id, (state) => withMark(state, kind, isOn));
    send.mutate(
      { jobId: job.id, type: kind, undo: !isOn, ...source },
      {
        onError: (error) => {
          cache.changeState(job.id, () => before);
          fail(`Could not change “${job.title}”`, error, () => mark(job, kind, isOn, source));
        },
      },
    );
    if (kind === 'bookmark' && isOn)
      toast.show({ title: 'Saved', description: job.title, durationMs: 3_000 });
  };

  const restore: Feedback['restore'] = (job, source) => {
    const before = cache.changeState(job.id, (state) => withDismissal(state, false, null));
    send.mutate(
      { jobId: job.id, type: 'dislike', undo: true, ...source },
      {
        onError: (error) => {
          cache.changeState(job.id, () => before);
          fail(`Could not bring back “${job.title}”`, error, () => restore(job, source));
        },
      },
    );
  };

  const dismiss: Feedback['dismiss'] = (job, source, reason) => {
    const taken = cache.takeFromList(job.id);
    const before = cache.changeState(job.id, (state) => withDismissal(state, true, reason ?? null));
    const putBack = (): void => {
      if (taken !== null) cache.returnToList(taken);
    };
    send.mutate(
      { jobId: job.id, type: 'dislike', undo: false, ...source, ...(reason === undefined ? {} : { reason }) },
      {
        onError: (error) => {
          putBack();
          cache.changeState(job.id, () => before);
          fail(`“${job.title}” could not be dismissed and is back`, error, () =>
            dismiss(job, source, reason),
          );
        },
      },
    );
    if (reason !== undefined) return;
    toast.show({
      title: `Dismissed “${job.title}”`,
      action: {
        label: 'Undo',
        onPress: () => {
          putBack();
          restore(job, source);
        },
      },
      content: (close) => (
        <DismissReasons
          onChoose={(chosen) => {
            close();
            dismiss(job, source, chosen);
          }}
        />
      ),
    });
  };

  return { mark, dismiss, restore };
}

interface FeedbackCache {
  /** Changes what the cache knows of a job; returns what it knew before. */
  changeState: (jobId: JobState['jobId'], change: (state: JobState) => JobState) => JobState;
  takeFromList: (jobId: string) => TakenItem | null;
  returnToList: (taken: TakenItem) => void;
  refreshMyJobs: () => void;
}

function useFeedbackCache(): FeedbackCache {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const lists = { queryKey: trpc.recommendations.list.infiniteQueryKey() };
  return {
    changeState: (jobId, change) => {
      const key = trpc.myJobs.state.queryKey({ jobId });
      void queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData(key) ?? untouched(jobId);
      queryClient.setQueryData(key, change(before));
      return before;
    },
    takeFromList: (jobId) => {
      // An answer on its way still holds the job and would bring it back for a moment.
      void queryClient.cancelQueries(lists);
      let found: TakenItem | null = null;
      queryClient.setQueriesData<ListPages>(lists, (list) => {
        if (list === undefined) return undefined;
        const { list: rest, taken } = takeJob(list, jobId);
        found = taken;
        return rest;
      });
      return found;
    },
    returnToList: (taken) => {
      queryClient.setQueriesData<ListPages>(lists, (list) =>
        list === undefined ? undefined : returnJob(list, taken),
      );
    },
    refreshMyJobs: () => {
      void queryClient.invalidateQueries({ queryKey: trpc.myJobs.list.pathKey() });
      // The open list is refreshed by its push; one that is not open is read anew when it is opened.
      void queryClient.invalidateQueries({ ...lists, refetchType: 'none' });
    },
  };
}
