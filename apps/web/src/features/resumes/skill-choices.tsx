import type { ReactNode } from 'react';

import { Badge } from '@access/ui/badge';
import { Checkbox } from '@access/ui/checkbox';
import { Select } from '@access/ui/select';
import { Tooltip } from '@access/ui/tooltip';

import { levelOptions } from '../profile/level-options.ts';
import type { Choice, Quote, SkillValue } from './reading-selection.ts';

/** Skills in a dense grid: taken or not, with their level. */
export function SkillChoices(props: {
  choices: readonly Choice<SkillValue>[];
  onChange: (key: string, change: { isTaken: boolean } | { value: SkillValue }) => void;
}): ReactNode {
  if (props.choices.length === 0) return null;
  return (
    <section aria-label="Skills" className="rounded-xl border bg-surface shadow-raised">
      <header className="border-b px-4 py-3 sm:px-6">
        <h2 className="text-md font-semibold">Skills</h2>
        <p className="text-sm text-muted">
          Levels are a first guess where the résumé does not say; set those that matter.
        </p>
      </header>
      <ul className="grid gap-x-10 px-4 py-2 sm:grid-cols-2 sm:px-6">
        {props.choices.map((choice) => (
          <li key={choice.key} className="flex min-h-11 items-center justify-between gap-3">
            <div className="min-w-0">
              <Checkbox
                label={<Quoted quote={choice.quote}>{choice.value.name}</Quoted>}
                isChecked={choice.isTaken}
                onChange={(isTaken) => props.onChange(choice.key, { isTaken })}
              />
            </div>
            {choice.isSame ? (
              <Badge>Already there</Badge>
            ) : (
              <div className="w-32 shrink-0 max-sm:w-36">
                <Select
                  aria-label={`Level of ${choice.value.name}`}
                  value={String(choice.value.proficiencyLevel)}
                  options={levelOptions}
                  onValueChange={(level) =>
                    props.onChange(choice.key, {
                      value: { ...choice.value, proficiencyLevel: Number(level) },
                    })
                  }
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Quoted({ quote, children }: { quote: Quote | null; children: string }): ReactNode {
  if (quote === null) return children;
  return (
    <Tooltip label={`Found in “${quote.before}${quote.words}${quote.after}”`}>
      <span className="break-words">{children}</span>
    </Tooltip>
  );
}
