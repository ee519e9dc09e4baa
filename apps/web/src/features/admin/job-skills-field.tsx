import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from '@access/ui/button';
import { Checkbox } from '@access/ui/checkbox';
import { IconButton } from '@access/ui/icon-button';
import { Select } from '@access/ui/select';

import { levelOptions } from '../profile/level-options.ts';
import { SkillPicker } from '../skills/skill-picker.tsx';
import type { DraftSkill } from './job-draft.ts';

/** The skills that a job asks for, chosen by hand or left to be read from its text. */
export function JobSkillsField(props: {
  skills: readonly DraftSkill[] | null;
  onChange: (skills: readonly DraftSkill[] | null) => void;
}): ReactNode {
  const { skills, onChange } = props;
  const held = skills ?? [];
  const change = (skill: DraftSkill, change: Partial<DraftSkill>): void =>
    onChange(held.map((other) => (other.id === skill.id ? { ...other, ...change } : other)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">Skills</legend>
      <div className="max-w-sm">
        <SkillPicker
          taken={new Set(held.map(({ id }) => id))}
          onAdd={({ id, name }) => onChange([...held, { id, name, isRequired: true, proficiencyLevel: 2 }])}
        />
      </div>
      {skills === null ? (
        <p className="mt-2 text-sm text-muted">
          They are read from the text. Add one to choose them by hand.
        </p>
      ) : (
        <>
          <ul className="mt-2 flex flex-col divide-y divide-line">
            {skills.map((skill) => (
              <li key={skill.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
                <span className="min-w-40 flex-1 text-base">{skill.name}</span>
                <Checkbox
                  label="Required"
                  isChecked={skill.isRequired}
                  onChange={(isRequired) => change(skill, { isRequired })}
                />
                <div className="w-36">
                  <Select
                    aria-label={`Level of ${skill.name}`}
                    value={String(skill.proficiencyLevel)}
                    options={levelOptions}
                    onValueChange={(value) => change(skill, { proficiencyLevel: Number(value) })}
                  />
                </div>
                <IconButton
                  label={`Remove ${skill.name}`}
                  onClick={() => onChange(skills.filter(({ id }) => id !== skill.id))}
                >
                  <X />
                </IconButton>
              </li>
            ))}
          </ul>
          <div className="mt-2">
            <Button size="sm" onClick={() => onChange(null)}>
              Read them from the text
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}
