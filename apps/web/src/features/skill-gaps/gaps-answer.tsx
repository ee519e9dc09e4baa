import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';

import type { SkillGaps } from '@access/contracts/skill-gaps';
import { buttonClass } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { EmptyState, Notice } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { OptedOut } from '../recommendations/opted-out.tsx';
import { useHaveSkill } from '../skills/use-have-skill.ts';
import { GapRow } from './gap-row.tsx';
import { LearningPath } from './learning-path.tsx';

/** The whole answer: how many jobs are open now, what pays off, and the way. */
export function GapsAnswer(props: { answer: SkillGaps; isCounting: boolean }): ReactNode {
  const { answer, isCounting } = props;
  if (answer.status === 'opted_out') return <OptedOut />;
  if (answer.status === 'preparing')
    return <Notice>Your skills are being compared with the open jobs. This page follows by itself.</Notice>;
  if (answer.jobs === 0) return <NoJobs title={answer.targetTitle} />;
  return (
    <>
      <Standing answer={answer} isCounting={isCounting} />
      {answer.missingSkills.length > 0 && <Payoff answer={answer} />}
    </>
  );
}

function Standing({ answer, isCounting }: { answer: SkillGaps; isCounting: boolean }): ReactNode {
  const formats = useFormats();
  const { jobs, eligible, path } = answer;
  const reachable = path.at(-1)?.eligibleAfter ?? eligible;
  return (
    <section aria-label="Where you stand" className="rounded-xl border bg-surface p-4 shadow-raised sm:p-6">
      <p className="text-md text-pretty">
        Your skills cover{' '}
        <span className="font-semibold tabular-nums">
          {formats.count(eligible)} of {formats.count(jobs)}
        </span>{' '}
        {jobsPhrase(answer)}
        {reachable > eligible && (
          <>
            ; <span className="font-semibold tabular-nums">{formats.count(reachable)}</span> after the path
            below
          </>
        )}
        .
      </p>
      <div aria-hidden="true" className="mt-3 flex h-2.5 overflow-hidden rounded-full bg-sunken">
        <span className="bg-accent" style={{ width: `${(eligible / jobs) * 100}%` }} />
        <span className="bg-accent-line" style={{ width: `${((reachable - eligible) / jobs) * 100}%` }} />
      </div>
      <p className="mt-3 text-sm text-pretty text-muted">
        A job counts as covered when you have four fifths of the skills it requires; rare skills weigh more,
        and a lower level than asked counts in part. Jobs that break your dealbreakers are not counted.{' '}
        <span role="status" className="text-faint">
          {isCounting && 'Counting again…'}
        </span>
      </p>
    </section>
  );
}

function jobsPhrase({ scope, targetTitle, jobs }: SkillGaps): string {
  const noun = jobs === 1 ? 'job' : 'jobs';
  switch (scope) {
    case 'title':
      return `open ${noun} titled like “${targetTitle ?? ''}”`;
    case 'occupation':
      return `open ${noun} like “${targetTitle ?? ''}” or of the same occupation`;
    case 'recommended':
      return `${noun} recommended to you`;
  }
}

function Payoff({ answer }: { answer: SkillGaps }): ReactNode {
  const { have, busySkillId } = useHaveSkill();
  const scale = Math.max(1, ...answer.missingSkills.map(({ jobsUnlocked }) => jobsUnlocked));
  const isAnyAlone = answer.missingSkills.some(({ jobsUnlocked }) => jobsUnlocked > 0);
  const resourcesOf = (skillId: string) =>
    answer.learningResources.filter((resource) => resource.skillId === skillId);
  const sources = new Set(answer.learningResources.map(({ source }) => source));
  return (
    <>
      <Section
        title="What pays off"
        description={
          isAnyAlone
            ? 'The bar is the number of further jobs covered once you have this one skill at the level named.'
            : 'No single skill covers a further job by itself; the path below shows which ones do together.'
        }
      >
        <ul className="-my-1.5 divide-y">
          {answer.missingSkills.map((gap) => (
            <GapRow
              key={`${gap.skill.id} ${gap.level}`}
              gap={gap}
              answer={answer}
              scale={scale}
              resources={resourcesOf(gap.skill.id)}
              isBusy={busySkillId === gap.skill.id}
              onHave={() => have(gap)}
            />
          ))}
        </ul>
      </Section>
      {answer.path.length > 0 && (
        <Section
          title="A path in order"
          description="Each step covers most further jobs for the effort, with what should be known before it first."
        >
          <LearningPath answer={answer} busySkillId={busySkillId} onHave={have} />
          {sources.size > 0 && (
            <p className="mt-6 text-xs text-faint">Links from {[...sources].join('; ')}</p>
          )}
        </Section>
      )}
    </>
  );
}

function NoJobs({ title }: { title: string | null }): ReactNode {
  return (
    <EmptyState
      icon={<SearchX />}
      title={title === null ? 'No jobs are recommended to you now' : `No open job is titled like “${title}”`}
      actions={
        <>
          {title !== null && (
            <Link to="/jobs" search={{ q: title }} className={buttonClass('primary')}>
              Search for it
            </Link>
          )}
          <Link to="/profile" hash="preferences" className={buttonClass()}>
            Check your dealbreakers
          </Link>
        </>
      }
    >
      Jobs that break a dealbreaker are not counted. Another title, or a wider one, may find some.
    </EmptyState>
  );
}
