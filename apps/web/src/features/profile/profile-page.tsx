import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';

import type { ProfileAnswer } from '@access/contracts/profile';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { RequireSession } from '../auth/require-session.tsx';
import { AboutSection } from './about-section.tsx';
import { PreferencesSection } from './preferences-section.tsx';
import { EducationSection, ExperienceSection } from './record-sections.tsx';
import { ResumesSection } from './resumes-section.tsx';
import { SkillsSection } from './skills-section.tsx';

const topics = [
  { id: 'about', label: 'About' },
  { id: 'preferences', label: 'Preferences' },
  { id: 'skills', label: 'Skills' },
  { id: 'experience', label: 'Experience' },
  { id: 'education', label: 'Education' },
  { id: 'resumes', label: 'Résumés' },
] as const;

/** Everything the list is made from, in one place, to be changed at any time. */
export function ProfilePage(): ReactNode {
  usePageTitle('Profile');
  return (
    <RequireSession
      title="Sign in to see your profile"
      reason="Your skills, experience and preferences live here, and your list is made from them."
    >
      {() => <Profile />}
    </RequireSession>
  );
}

function Profile(): ReactNode {
  const trpc = useTRPC();
  const query = useQuery(trpc.profile.get.queryOptions());
  if (query.data === undefined && query.error !== null) {
    return (
      <ErrorState
        isPage
        title="Your profile could not be loaded"
        detail={sentenceOf(readProblem(query.error))}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className="mx-auto grid w-full max-w-[1000px] gap-x-12 px-4 py-6 sm:px-6 sm:py-8 lg:grid-cols-[160px_minmax(0,1fr)]">
      <div className="max-lg:hidden">
        <nav aria-label="Parts of the profile" className="sticky top-20 flex flex-col gap-0.5">
          {topics.map((topic) => (
            <a
              key={topic.id}
              href={`#${topic.id}`}
              className="-ml-2.5 rounded-md px-2.5 py-1.5 text-base text-muted hover:bg-hover hover:text-ink"
            >
              {topic.label}
            </a>
          ))}
        </nav>
      </div>
      <div className="min-w-0">
        <h1 className="mb-5 text-xl font-semibold tracking-tight">Profile</h1>
        {query.data === undefined ? <ProfileSkeleton /> : <Topics answer={query.data} />}
      </div>
    </div>
  );
}

function Topics({ answer }: { answer: ProfileAnswer }): ReactNode {
  // An address with a hash leads here before the parts are there to be found.
  useEffect(() => {
    const { hash } = window.location;
    if (hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, []);
  const parts: Record<(typeof topics)[number]['id'], ReactNode> = {
    about: <AboutSection answer={answer} />,
    preferences: <PreferencesSection profile={answer.profile} />,
    skills: <SkillsSection />,
    experience: <ExperienceSection />,
    education: <EducationSection />,
    resumes: <ResumesSection />,
  };
  return (
    <div className="flex flex-col gap-6">
      {topics.map(({ id }) => (
        <div key={id} id={id} className="scroll-mt-20">
          {parts[id]}
        </div>
      ))}
    </div>
  );
}

function ProfileSkeleton(): ReactNode {
  return (
    <Loading label="Loading your profile">
      <div className="flex flex-col gap-6">
        {[420, 320, 200].map((height) => (
          <div key={height} className="rounded-xl border bg-surface p-6" style={{ height }}>
            <Skeleton width="120px" height={18} />
            <div className="mt-6 flex flex-col gap-4">
              <Skeleton height={36} />
              <Skeleton height={36} width="70%" />
            </div>
          </div>
        ))}
      </div>
    </Loading>
  );
}
