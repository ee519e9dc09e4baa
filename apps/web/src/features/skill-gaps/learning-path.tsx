import type { ReactNode } from 'react';

import type { LearningStep, SkillGaps } from '@access/contracts/skill-gaps';
import { Button } from '@access/ui/button';

import { useFormats } from '../../lib/formats.ts';
import { proficiencyLabels } from '../../lib/labels.ts';
import { haveLabel } from './gap-row.tsx';
import { ResourceLinks } from './resource-links.tsx';

export interface LearningPathProps {
  answer: SkillGaps;
  busySkillId: string | undefined;
  onHave: (step: LearningStep) => void;
}

const SHOWN_RESOURCES = 2;

/** The skills in an order to learn them in: what each step adds to the steps before it. */
export function LearningPath({ answer, busySkillId, onHave }: LearningPathProps): ReactNode {
  const formats = useFormats();
  return (
    <ol className="flex flex-col">
      {answer.path.map((step, index) => (
        <li key={`${step.skill.id} ${step.level}`} className="relative flex gap-4 pb-6 last:pb-0">
          {index < answer.path.length - 1 && (
            <span aria-hidden="true" className="absolute top-8 bottom-0 left-[13px] w-px bg-line-strong" />
          )}
          <span
            aria-hidden="true"
            className="grid size-[27px] shrink-0 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text tabular-nums"
          >
            {index + 1}
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex items-start gap-2">
              <p className="min-w-0 flex-1">
                <span className="block font-medium break-words">
                  {step.skill.name}{' '}
                  <span className="text-sm font-normal text-muted">{proficiencyLabels[step.level]}</span>
                </span>
                <span className="block text-sm text-pretty text-muted">
                  {stepText(step, answer.jobs, formats.count)}
                </span>
              </p>
              <Button
                size="sm"
                isBusy={busySkillId === step.skill.id}
                aria-label={haveLabel(step)}
                onClick={() => onHave(step)}
              >
                {step.heldLevel === null ? 'I have this' : 'I am there'}
              </Button>
            </div>
            <StepResources answer={answer} skillId={step.skill.id} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepResources({ answer, skillId }: { answer: SkillGaps; skillId: string }): ReactNode {
  const resources = answer.learningResources.filter((resource) => resource.skillId === skillId);
  if (resources.length === 0) return null;
  return (
    <div className="mt-2">
      <ResourceLinks resources={resources.slice(0, SHOWN_RESOURCES)} />
    </div>
  );
}

function stepText(
  { neededFor, jobsUnlocked, eligibleAfter }: LearningStep,
  jobs: number,
  count: (value: number) => string,
): string {
  const first = neededFor === null ? '' : `Comes before ${neededFor.name}. `;
  const reached = `${count(eligibleAfter)} of ${count(jobs)} covered`;
  if (jobsUnlocked === 0)
    return neededFor === null ? `Brings jobs nearer; still ${reached}.` : `${first}Still ${reached}.`;
  return `${first}${count(jobsUnlocked)} more ${jobsUnlocked === 1 ? 'job' : 'jobs'}: ${reached}.`;
}
