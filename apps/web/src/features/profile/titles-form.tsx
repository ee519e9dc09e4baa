import { useState } from 'react';
import type { ReactNode } from 'react';

import { RemovableChip } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { Input } from '@access/ui/input';

const MAX_TITLES = 10;

/** Titles the person looks for: type one, press Enter. */
export function TitlesForm(props: {
  titles: readonly string[];
  onChange: (titles: string[]) => void;
}): ReactNode {
  const [text, setText] = useState('');
  const title = text.trim();
  const isFull = props.titles.length >= MAX_TITLES;
  return (
    <>
      {props.titles.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {props.titles.map((held) => (
            <li key={held} className="max-w-full">
              <RemovableChip
                removeLabel={`Remove ${held}`}
                onRemove={() => props.onChange(props.titles.filter((other) => other !== held))}
              >
                {held}
              </RemovableChip>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p className="text-sm text-faint">Ten titles are the most. Remove one to add another.</p>
      ) : (
        <form
          className="flex max-w-sm gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (title !== '' && !props.titles.includes(title)) props.onChange([...props.titles, title]);
            setText('');
          }}
        >
          <Input
            aria-label="Add a title"
            placeholder="Add a title, for example accountant"
            maxLength={100}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" disabled={title === ''}>
            Add
          </Button>
        </form>
      )}
    </>
  );
}
