import { Link } from '@tanstack/react-router';
import { Bookmark, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';

import type { RecommendationItem } from '@access/contracts/recommendations';
import { Avatar } from '@access/ui/avatar';
import { IconButton } from '@access/ui/icon-button';
import { MatchBadge } from '@access/ui/match-badge';

import { useFeedback } from '../interactions/use-feedback.tsx';
import { useJobState } from '../interactions/use-job-state.ts';
import { JobFacts } from '../jobs/job-facts.tsx';

export interface RecommendationCardProps {
  item: RecommendationItem;
  isSelected: boolean;
  onSelect: () => void;
  onDismiss: () => void;
}

/** One recommended job: what it is, how well it fits, the main reason, and what to do with it. */
export function RecommendationCard(props: RecommendationCardProps): ReactNode {
  const { item, isSelected, onSelect, onDismiss } = props;
  const { job } = item;
  const titleId = useId();
  return (
    <article
      aria-labelledby={titleId}
      data-job={job.id}
      onClick={onSelect}
      className={`animate-enter scroll-my-20 rounded-xl border bg-surface p-4 shadow-raised transition-colors duration-100 ${
        isSelected ? 'lg:border-accent lg:ring-1 lg:ring-accent' : 'hover:border-line-strong'
      }`}
    >
      <div className="flex gap-3">
        <Avatar name={job.company.name} imageUrl={job.company.logoUrl} />
        <div className="min-w-0 flex-1">
          <div className="flex items-start justify-between gap-3">
            <h2 id={titleId} className="min-w-0 text-md leading-snug font-semibold text-pretty">
              <Link
                to="/jobs/$jobId"
                params={{ jobId: job.id }}
                search={{ list: item.listId }}
                className="rounded-sm hover:underline hover:underline-offset-2"
              >
                {job.title}
              </Link>
            </h2>
            <span className="pt-0.5 max-sm:hidden">
              <MatchBadge level={item.band} />
            </span>
          </div>
          <div className="mt-0.5">
            <JobFacts job={job} />
          </div>
        </div>
      </div>
      <p className="mt-3 text-base text-pretty">
        <span className="mb-0.5 block sm:hidden">
          <MatchBadge level={item.band} />
        </span>
        <span className="text-muted">{item.explanation.sentence}</span>
      </p>
      <CardActions
        item={item}
        titleId={titleId}
        isSelected={isSelected}
        onSelect={onSelect}
        onDismiss={onDismiss}
      />
    </article>
  );
}

function CardActions(props: RecommendationCardProps & { titleId: string }): ReactNode {
  const { item, titleId, isSelected, onSelect, onDismiss } = props;
  const { data: state } = useJobState(item.job.id);
  const { mark } = useFeedback();
  const source = { source: 'recommendation' as const, listId: item.listId };
  return (
    <div
      role="group"
      aria-labelledby={titleId}
      className="mt-2 -mb-1.5 flex items-center gap-1"
      onClick={(event) => event.stopPropagation()}
    >
      <button
        type="button"
        aria-pressed={isSelected}
        onClick={onSelect}
        className="-ml-2 h-8 rounded-md px-2 text-base font-medium text-accent-text hover:bg-hover pointer-coarse:h-10"
      >
        Why this job
      </button>
      <span className="flex-1" />
      <IconButton
        label={state?.isBookmarked === true ? 'Saved' : 'Save'}
        shortcut="S"
        isPressed={state?.isBookmarked === true}
        onClick={() => mark(item.job, 'bookmark', state?.isBookmarked !== true, source)}
      >
        <Bookmark />
      </IconButton>
      <IconButton
        label="Like"
        shortcut="L"
        isPressed={state?.isLiked === true}
        onClick={() => mark(item.job, 'like', state?.isLiked !== true, source)}
      >
        <ThumbsUp />
      </IconButton>
      <IconButton label="Dismiss" shortcut="X" onClick={onDismiss}>
        <ThumbsDown />
      </IconButton>
    </div>
  );
}
