import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { GraduationCap } from 'lucide-react';
import type { ReactNode } from 'react';

import { buttonClass } from '@access/ui/button';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState } from '@access/ui/states';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { RequireSession } from '../auth/require-session.tsx';
import { SkillsSection } from '../profile/skills-section.tsx';
import { GapsAnswer } from './gaps-answer.tsx';
import { targetOf } from './skills-url.ts';
import { TargetPicker } from './target-picker.tsx';
import { useSkillGaps } from './use-skill-gaps.ts';

/** Which skills would open most jobs, and the way there. */
export function SkillsPage(): ReactNode {
  usePageTitle('Skills');
  return (
    <RequireSession
      title="Sign in to see which skills pay off"
      reason="For a title you want, each missing skill with the number of jobs it adds, and free ways to learn it."
    >
      {() => <Skills />}
    </RequireSession>
  );
}

function Skills(): ReactNode {
  const trpc = useTRPC();
  const url = useSearch({ from: '/skills' });
  const profile = useQuery(trpc.profile.get.queryOptions());
  const mine = useQuery(trpc.mySkills.list.queryOptions());
  const titles = profile.data?.profile.preferences.desiredTitles ?? [];
  const target = targetOf(url, titles);
  const isKnown = profile.data !== undefined && mine.data !== undefined;
  const isBlank =
    isKnown && mine.data.items.length === 0 && titles.length === 0 && profile.data.profile.headline === null;
  const isAsked = isKnown && !(isBlank && target === null);
  const gaps = useSkillGaps(target, isAsked);
  const failed = [profile, mine, gaps].find((query) => query.data === undefined && query.error !== null);
  return (
    <div className="mx-auto flex w-full max-w-[1000px] flex-col gap-6 px-4 py-6 sm:px-6 sm:py-8">
      <header>
        <h1 className="text-xl font-semibold tracking-tight">Skills</h1>
        <p className="mt-1 mb-4 text-pretty text-muted">
          What the open jobs you could have ask for, and what each missing skill would add.
        </p>
        {isKnown && <TargetPicker titles={titles} target={target} />}
      </header>
      {failed !== undefined ? (
        <ErrorState
          title="Your skills could not be compared"
          detail={sentenceOf(readProblem(failed.error))}
          onRetry={() => void failed.refetch()}
        />
      ) : isBlank && target === null ? (
        <Blank />
      ) : gaps.data === undefined ? (
        <GapsSkeleton />
      ) : (
        <GapsAnswer answer={gaps.data} isCounting={gaps.isFetching} />
      )}
      {isKnown && <SkillsSection title="My skills" />}
    </div>
  );
}

function Blank(): ReactNode {
  return (
    <EmptyState
      icon={<GraduationCap />}
      title="Nothing to compare yet"
      actions={
        <Link to="/welcome" className={buttonClass('primary')}>
          Add a résumé
        </Link>
      }
    >
      Type a job title above, add a few skills below, or let them be read from your résumé.
    </EmptyState>
  );
}

function GapsSkeleton(): ReactNode {
  return (
    <Loading label="Loading what your skills open">
      <div className="flex flex-col gap-6">
        {[110, 340, 280].map((height) => (
          <div key={height} className="rounded-xl border bg-surface p-6" style={{ height }}>
            <Skeleton width="180px" height={18} />
            <div className="mt-6 flex flex-col gap-4">
              <Skeleton height={20} />
              <Skeleton height={20} width="70%" />
            </div>
          </div>
        ))}
      </div>
    </Loading>
  );
}
