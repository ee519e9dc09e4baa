import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';

import type { LearningResource, MissingSkill, SkillGaps } from '@access/contracts/skill-gaps';
import { Button } from '@access/ui/button';

import { useFormats } from '../../lib/formats.ts';
import { proficiencyLabels } from '../../lib/labels.ts';
import { placeOf } from '../jobs/job-facts.tsx';
import { gapFacts } from './gap-facts.ts';
import { ResourceLinks } from './resource-links.tsx';

export interface GapRowProps {
  gap: MissingSkill;
  answer: Pick<SkillGaps, 'jobs' | 'targets' | 'targetTitle'>;
  /** Most jobs any one skill opens: the full length of a bar. */
  scale: number;
  resources: readonly LearningResource[];
  isBusy: boolean;
  onHave: () => void;
}

/** One skill: how many jobs it opens as a bar; the rest on demand. */
export function GapRow({ gap, answer, scale, resources, isBusy, onHave }: GapRowProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const panel = useId();
  const formats = useFormats();
  const { skill, heldLevel, level, jobsUnlocked } = gap;
  const aim = proficiencyLabels[level] ?? '';
  return (
    <li className="py-1.5">
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={() => setIsOpen(!isOpen)}
          className="-ml-2 flex min-w-0 flex-1 items-center gap-1.5 rounded-md px-2 py-1.5 text-left hover:bg-hover"
        >
          <ChevronRight
            aria-hidden="true"
            className={`size-4 shrink-0 text-faint transition-transform duration-100 ${isOpen ? 'rotate-90' : ''}`}
          />
          <span className="grid min-w-0 flex-1 items-center gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <span className="min-w-0">
              <span className="block font-medium break-words">{skill.name}</span>
              <span className="block text-sm text-muted">
                {aim}
                {heldLevel !== null && `; you have ${proficiencyLabels[heldLevel] ?? ''}`} · asked for by{' '}
                {formats.count(gap.askedBy)} of {formats.count(answer.jobs)}
              </span>
            </span>
            <Bar value={jobsUnlocked} scale={scale} />
          </span>
        </button>
        <Button size="sm" isBusy={isBusy} aria-label={haveLabel(gap)} onClick={onHave}>
          {heldLevel === null ? 'I have this' : 'I am there'}
        </Button>
      </div>
      <div id={panel} hidden={!isOpen} className="pt-1 pb-3 pl-[22px]">
        {isOpen && <GapDetail gap={gap} answer={answer} resources={resources} />}
      </div>
    </li>
  );
}

/** What the button does, in full. */
export function haveLabel({
  skill,
  heldLevel,
  level,
}: Pick<MissingSkill, 'skill' | 'heldLevel' | 'level'>): string {
  const aim = (proficiencyLabels[level] ?? '').toLowerCase();
  return `${heldLevel === null ? 'I have this' : 'I am there'}: ${skill.name}, ${aim}`;
}

function Bar({ value, scale }: { value: number; scale: number }): ReactNode {
  const formats = useFormats();
  return (
    <span className="flex items-center gap-3">
      <span aria-hidden="true" className="h-2 flex-1 overflow-hidden rounded-full bg-sunken">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: value === 0 ? 0 : `${Math.max(3, (value / scale) * 100)}%` }}
        />
      </span>
      <span className="w-20 shrink-0 sm:w-24 text-right text-sm tabular-nums">
        {value === 0 ? (
          <span className="text-faint">none alone</span>
        ) : (
          `+${formats.count(value)} ${value === 1 ? 'job' : 'jobs'}`
        )}
      </span>
    </span>
  );
}

function GapDetail({ gap, answer, resources }: Pick<GapRowProps, 'gap' | 'answer' | 'resources'>): ReactNode {
  const formats = useFormats();
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-1 text-sm text-pretty text-muted">
        {gapFacts(gap, answer, formats).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div>
        <p className="mb-1 text-sm font-medium">
          {gap.jobs.length > 0 ? 'Among the jobs it adds' : 'Where it is asked for'}
        </p>
        <ul className="flex flex-col gap-1 text-sm">
          {gap.jobs.map((job) => (
            <li key={job.id}>
              <Link
                to="/jobs/$jobId"
                params={{ jobId: job.id }}
                className="text-accent-text underline underline-offset-2"
              >
                {job.title}
              </Link>{' '}
              <span className="text-muted">
                {job.company.name} · {placeOf(job)}
              </span>
            </li>
          ))}
          <li>
            <Link
              to="/jobs"
              search={{
                ...(answer.targetTitle === null ? {} : { q: answer.targetTitle }),
                skills: [gap.skill.name],
              }}
              className="text-accent-text underline underline-offset-2"
            >
              Search all jobs that ask for {gap.skill.name}
            </Link>
          </li>
        </ul>
      </div>
      <div>
        <p className="mb-1 text-sm font-medium">Learn it for free</p>
        <ResourceLinks resources={resources} />
      </div>
    </div>
  );
}
