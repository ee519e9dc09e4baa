import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

import { Input } from '@access/ui/input';

import { useHotkeys } from '../../lib/use-hotkeys.ts';

/** How long the typing rests before it is taken for a whole word, in milliseconds. */
const REST_MS = 200;

/** A search that follows the typing and tells what is sought once it rests; "/" jumps into it. */
export function SearchField(props: {
  label: string;
  value: string;
  onChange: (next: string) => void;
}): ReactNode {
  const { label, value, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed by itself (back, a link): what stands in the field follows it.
  if (shown !== value) {
    setShown(value);
    if (typed.trim() !== value) setTyped(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  useHotkeys({ '/': () => input.current?.focus() });
  return (
    <form
      role="search"
      className="min-w-0 flex-1 max-sm:basis-full sm:max-w-md"
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(timer.current);
        onChange(typed.trim());
      }}
    >
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        icon={<Search />}
        maxLength={100}
        value={typed}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        onChange={({ target }) => {
          setTyped(target.value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(target.value.trim()), REST_MS);
        }}
      />
    </form>
  );
}
