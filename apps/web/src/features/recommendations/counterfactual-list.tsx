import { Link } from '@tanstack/react-router';
import { Lightbulb } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Counterfactual, ProfileChange } from '@access/contracts/recommendations';
import { Button } from '@access/ui/button';

import { useHaveSkill } from '../skills/use-have-skill.ts';

/** What would bring the job into the list or to a better match, each with the control that does it. */
export function CounterfactualList({ items }: { items: readonly Counterfactual[] }): ReactNode {
  if (items.length === 0) return null;
  return (
    <section aria-label="What would change this" className="mt-4">
      <p className="text-base font-medium">What would change this</p>
      <ul className="mt-1 flex flex-col divide-y">
        {items.map((item) => (
          <li key={item.text} className="flex items-start gap-2.5 py-2.5">
            <Lightbulb aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-faint" />
            <div className="min-w-0 flex-1">
              <p className="text-sm text-pretty">{item.text}.</p>
              <Controls changes={item.changes} />
            </div>
          </li>
        ))}
      </ul>
      <p className="text-xs text-faint">Each was tried on the model before it was written here.</p>
    </section>
  );
}

function Controls({ changes }: { changes: readonly ProfileChange[] }): ReactNode {
  const { have, busySkillId } = useHaveSkill();
  const skills = changes.filter((change) => change.kind === 'add_skill' || change.kind === 'raise_skill');
  const places = new Map(changes.flatMap((change) => placeOfControl(change) ?? []));
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
      {skills.map((change) => (
        <Button
          key={change.skill.id}
          size="sm"
          isBusy={busySkillId === change.skill.id}
          onClick={() =>
            have({
              skill: change.skill,
              level: change.to,
              heldLevel: change.kind === 'add_skill' ? null : change.from,
            })
          }
        >
          {change.kind === 'add_skill'
            ? `I have ${change.skill.name}`
            : `My ${change.skill.name} is at that level`}
        </Button>
      ))}
      {[...places].map(([label, to]) => (
        <Link key={label} {...to} className="text-sm text-accent-text underline underline-offset-2">
          {label}
        </Link>
      ))}
    </div>
  );
}

const preferences = { to: '/profile', hash: 'preferences' } as const;

/** Where a change that is not a skill is made. */
function placeOfControl(
  change: ProfileChange,
): [[label: string, to: { to: '/profile' | '/saved'; hash?: string }]] | null {
  switch (change.kind) {
    case 'add_skill':
    case 'raise_skill':
      return null;
    case 'widen_radius':
      return [['Change your places', preferences]];
    case 'lower_salary_floor':
      return [['Change your pay floor', preferences]];
    case 'accept_job_type':
    case 'accept_remote_option':
      return [['Change your job types and workplaces', preferences]];
    case 'want_title':
      return [['Change the titles you look for', preferences]];
    case 'unblock_company':
      return [['Unblock the company', preferences]];
    case 'take_back_dismissal':
      return [['Take back the dismissal', { to: '/saved' }]];
  }
}
