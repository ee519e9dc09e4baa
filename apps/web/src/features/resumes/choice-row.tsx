import { Check, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { Badge } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { Checkbox } from '@access/ui/checkbox';

import type { Choice, Quote } from './reading-selection.ts';

export interface ChoiceRowProps<Value> {
  choice: Choice<Value>;
  /** What the item is, for the checkbox: "Name", "Data analyst, Kestrel". */
  name: string;
  summary: ReactNode;
  editor: (value: Value, onChange: (value: Value) => void) => ReactNode;
  problem: string | undefined;
  /** What accepting does to the profile's own value. */
  effect: 'replaces' | 'adds';
  onChange: (change: { isTaken: boolean } | { value: Value }) => void;
}

/** One item that was read: accepted or not, editable, with its source and what the profile says now. */
export function ChoiceRow<Value>(props: ChoiceRowProps<Value>): ReactNode {
  const { choice, name, summary, editor, problem, onChange } = props;
  const [isEditing, setIsEditing] = useState(false);
  return (
    <li className="grid gap-x-6 gap-y-2 py-3.5 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 gap-3">
        {choice.isSame ? (
          <Check aria-hidden="true" className="mt-[3px] size-4 shrink-0 text-faint" />
        ) : (
          <Checkbox
            label={`Accept ${name}`}
            isLabelHidden
            isChecked={choice.isTaken}
            onChange={(isTaken) => onChange({ isTaken })}
          />
        )}
        <div className={`min-w-0 flex-1 ${choice.isTaken || choice.isSame ? '' : 'text-muted'}`}>
          {isEditing ? (
            <div className="flex flex-col gap-3">
              {editor(choice.value, (value) => onChange({ value }))}
              <div>
                <Button size="sm" onClick={() => setIsEditing(false)}>
                  Done
                </Button>
              </div>
            </div>
          ) : (
            <div className="flex items-start justify-between gap-2">
              <div className="min-w-0 break-words">{summary}</div>
              <button
                type="button"
                aria-label={`Edit ${name}`}
                onClick={() => setIsEditing(true)}
                className="-my-1 grid size-8 shrink-0 place-items-center rounded-md text-faint hover:bg-hover hover:text-ink"
              >
                <Pencil className="size-3.5" />
              </button>
            </div>
          )}
          {problem !== undefined && (
            <p role="alert" className="mt-1 text-sm text-danger">
              {problem}
            </p>
          )}
          {choice.quote !== null && <Found quote={choice.quote} />}
        </div>
      </div>
      <Now choice={choice} effect={props.effect} />
    </li>
  );
}

function Found({ quote }: { quote: Quote }): ReactNode {
  // The words alone would only say again what stands above them.
  if (quote.before.trim() === '' && quote.after.trim() === '')
    return <p className="mt-1 text-sm text-faint">Found as a line of its own</p>;
  return (
    <p className="mt-1 line-clamp-2 text-sm text-faint">
      Found in “{quote.before}
      <mark className="bg-transparent font-medium text-muted">{quote.words}</mark>
      {quote.after}”
    </p>
  );
}

function Now<Value>({ choice, effect }: Pick<ChoiceRowProps<Value>, 'choice' | 'effect'>): ReactNode {
  return (
    <div
      className={`min-w-0 text-base text-muted max-sm:pl-7 ${choice.existing === null ? 'max-sm:hidden' : ''}`}
    >
      <span className="text-sm text-faint sm:hidden">In your profile: </span>
      {choice.existing === null ? (
        <span className="text-faint">Nothing yet</span>
      ) : (
        <span className="break-words">{choice.existing}</span>
      )}{' '}
      {choice.isSame ? (
        <Badge>Already there</Badge>
      ) : (
        choice.existing !== null &&
        choice.isTaken &&
        (effect === 'replaces' ? (
          <Badge tone="minus">Will be replaced</Badge>
        ) : (
          <Badge>Stays, the new one is added</Badge>
        ))
      )}
    </div>
  );
}

/** A topic of the confirm screen with its two columns named. */
export function ChoiceSection(props: { title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={props.title} className="rounded-xl border bg-surface shadow-raised">
      <header className="grid gap-x-6 border-b px-4 py-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] sm:px-6">
        <h2 className="text-md font-semibold">{props.title}</h2>
        <p className="text-sm leading-6 text-faint max-sm:hidden">In your profile now</p>
      </header>
      <ul className="divide-y px-4 sm:px-6">{props.children}</ul>
    </section>
  );
}
