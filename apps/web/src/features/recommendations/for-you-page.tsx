import { Link, useNavigate } from '@tanstack/react-router';
import { Sparkles } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

import type { RecommendationItem } from '@access/contracts/recommendations';
import { buttonClass } from '@access/ui/button';
import { Kbd } from '@access/ui/kbd';
import { LoadMore } from '@access/ui/load-more';
import { Sheet } from '@access/ui/sheet';
import { EmptyState, ErrorState, Notice } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useHotkeys } from '../../lib/use-hotkeys.ts';
import { useIsWide } from '../../lib/use-media-query.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { RequireSession } from '../auth/require-session.tsx';
import { useFeedback } from '../interactions/use-feedback.tsx';
import { useKeyboardMarks } from '../interactions/use-keyboard-marks.ts';
import { ForYouSkeleton } from './for-you-skeleton.tsx';
import { OptedOut } from './opted-out.tsx';
import { RecommendationCard } from './recommendation-card.tsx';
import { RecommendationDetail } from './recommendation-detail.tsx';
import { useRecommendations } from './use-recommendations.ts';

/** The person's ranked jobs with the reasons for each. */
export function ForYouPage(): ReactNode {
  usePageTitle('For you');
  return (
    <RequireSession
      title="Sign in to see jobs ranked for you"
      reason="Your list is made from your skills, your experience and what you tell us you want."
    >
      {() => <ForYou />}
    </RequireSession>
  );
}

function ForYou(): ReactNode {
  const recommendations = useRecommendations();
  if (recommendations.error !== null) {
    return (
      <ErrorState
        isPage
        title="Your list could not be loaded"
        detail={sentenceOf(readProblem(recommendations.error))}
        onRetry={recommendations.retry}
      />
    );
  }
  if (recommendations.status === 'opted_out') return <OptedOut />;
  if (recommendations.status === 'preparing') {
    return <ForYouSkeleton isFirstList={!recommendations.isLoading} />;
  }
  if (recommendations.items.length === 0) {
    return (
      <EmptyState
        isPage
        icon={<Sparkles />}
        title="No jobs pass your dealbreakers right now"
        actions={
          <>
            <Link to="/profile" hash="preferences" className={buttonClass('primary')}>
              Change preferences
            </Link>
            <Link to="/jobs" className={buttonClass()}>
              Search all jobs
            </Link>
          </>
        }
      >
        Every open job breaks one of them or was dismissed. Turn a dealbreaker into a wish, or look again
        tomorrow.
      </EmptyState>
    );
  }
  return <RankedList recommendations={recommendations} />;
}

function RankedList({
  recommendations,
}: {
  recommendations: ReturnType<typeof useRecommendations>;
}): ReactNode {
  const { items, list } = recommendations;
  const isWide = useIsWide();
  const formats = useFormats();
  const { selected, select, dismiss, isSheetOpen, closeSheet } = useSelection(items, list?.version, isWide);
  return (
    <div className="mx-auto w-full max-w-[1240px] px-4 py-6 sm:px-6 lg:py-8">
      <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">For you</h1>
          <p className="text-sm text-muted">
            {list?.isPersonal === true ? 'Best fit first' : 'Popular jobs'}
            {list !== null && ` · updated ${formats.ago(list.madeAt)}`}
          </p>
        </div>
        <KeyHelp />
      </header>
      {list?.notice != null && (
        <div className="mb-4">
          <Notice>
            {list.notice}{' '}
            {!list.isPersonal && (
              <Link to="/welcome" className="font-medium text-accent-text underline underline-offset-2">
                Add a résumé
              </Link>
            )}
          </Notice>
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div>
          <ol className="flex flex-col gap-3" aria-label="Recommended jobs">
            {items.map((item) => (
              <li key={item.job.id}>
                <RecommendationCard
                  item={item}
                  isSelected={item.job.id === selected?.job.id}
                  onSelect={() => select(item)}
                  onDismiss={() => dismiss(item)}
                />
              </li>
            ))}
          </ol>
          <LoadMore
            hasMore={recommendations.hasMore}
            isLoading={recommendations.isLoadingMore}
            onLoad={recommendations.loadMore}
            endText="That is the whole list. It grows with new postings and with what you like and dismiss."
          />
        </div>
        {isWide && selected !== undefined && (
          <aside
            aria-label="Why this job"
            className="sticky top-[72px] max-h-[calc(100dvh-88px)] overflow-y-auto overscroll-contain rounded-xl border bg-surface p-6 shadow-raised"
          >
            <RecommendationDetail key={selected.job.id} item={selected} onDismiss={() => dismiss(selected)} />
          </aside>
        )}
      </div>
      {!isWide && selected !== undefined && (
        <Sheet isOpen={isSheetOpen} onClose={closeSheet} title="Why this job">
          <RecommendationDetail key={selected.job.id} item={selected} onDismiss={() => dismiss(selected)} />
        </Sheet>
      )}
    </div>
  );
}

/** Which job is open, moved by pointer and keys; dismissing the open one opens the one that moves up. */
function useSelection(
  items: readonly RecommendationItem[],
  listVersion: number | undefined,
  isWide: boolean,
) {
  const navigate = useNavigate();
  const { dismiss: dismissJob } = useFeedback();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const found = items.findIndex((item) => item.job.id === selectedId);
  // After a dismissal the place in the list stays open, whatever moves up into it, until the newer list has come.
  const [place, setPlace] = useState(0);
  const index = found < 0 ? Math.max(0, Math.min(place, items.length - 1)) : found;
  const selected = items[index];
  const latest = useRef(selected);
  useEffect(() => {
    latest.current = selected;
  });
  useEffect(() => {
    setSelectedId((held) => held ?? latest.current?.job.id ?? null);
  }, [listVersion]);

  const move = (step: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, index + step))];
    if (next === undefined) return;
    setSelectedId(next.job.id);
    document.querySelector(`[data-job="${next.job.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const dismiss = (item: RecommendationItem): void => {
    if (item.job.id === selected?.job.id) {
      setPlace(index);
      setSelectedId(null);
    }
    setIsSheetOpen(false);
    dismissJob(item.job, { source: 'recommendation', listId: item.listId });
  };
  const mark = useKeyboardMarks(selected?.job, {
    source: 'recommendation',
    ...(selected && { listId: selected.listId }),
  });
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    s: mark.toggleBookmark,
    l: mark.toggleLike,
    x: () => selected && dismiss(selected),
    Enter: () => {
      if (selected === undefined) return;
      void navigate({
        to: '/jobs/$jobId',
        params: { jobId: selected.job.id },
        search: { list: selected.listId },
      });
    },
    Escape: () => setSelectedId(null),
  });
  return {
    selected,
    select: (item: RecommendationItem) => {
      setSelectedId(item.job.id);
      if (!isWide) setIsSheetOpen(true);
    },
    dismiss,
    isSheetOpen,
    closeSheet: () => setIsSheetOpen(false),
  };
}

const keys: readonly (readonly [string, string])[] = [
  ['J', 'next'],
  ['K', 'previous'],
  ['S', 'save'],
  ['L', 'like'],
  ['X', 'dismiss'],
  ['↵', 'open'],
];

function KeyHelp(): ReactNode {
  return (
    <ul aria-label="Keys" className="flex gap-3 text-sm text-faint max-lg:hidden">
      {keys.map(([key, action]) => (
        <li key={key} className="flex items-center gap-1.5">
          <Kbd>{key}</Kbd>
          {action}
        </li>
      ))}
    </ul>
  );
}
