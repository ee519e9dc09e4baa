import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';
import { inputClass } from './input.tsx';
import { Spinner } from './spinner.tsx';

export interface ComboboxItem {
  key: string;
  label: string;
  /** Told apart from others of the same name. */
  detail?: string;
}

export interface ComboboxProps {
  /** Names the control where no field does. */
  label?: string;
  placeholder?: string;
  query: string;
  onQueryChange: (query: string) => void;
  items: readonly ComboboxItem[];
  isLoading: boolean;
  /** Said when the query finds nothing. */
  emptyText: string;
  onSelect: (key: string) => void;
  onBlur?: () => void;
}

/** A text input that offers matches as one types; arrows move, Enter takes, Esc closes. */
export function Combobox(props: ComboboxProps): ReactNode {
  const field = useFieldControl();
  const listId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const current = props.items[Math.min(active, props.items.length - 1)];
  const isListShown = isOpen && props.query.trim() !== '';

  const select = (key: string): void => {
    setIsOpen(false);
    setActive(0);
    props.onSelect(key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setIsOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((index) => Math.max(0, Math.min(props.items.length - 1, index + step)));
    } else if (event.key === 'Enter' && isListShown && current !== undefined) {
      event.preventDefault();
      select(current.key);
    } else if (event.key === 'Escape' && isListShown) {
      event.stopPropagation();
      setIsOpen(false);
    }
  };

  return (
    <div className="relative">
      <input
        {...field}
        role="combobox"
        aria-label={props.label}
        aria-expanded={isListShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isListShown && current ? `${listId}-${current.key}` : undefined}
        autoComplete="off"
        className={inputClass()}
        placeholder={props.placeholder}
        value={props.query}
        onChange={(event) => {
          setIsOpen(true);
          setActive(0);
          props.onQueryChange(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setIsOpen(false);
          props.onBlur?.();
        }}
      />
      {props.isLoading && isListShown && (
        <span className="absolute inset-y-0 right-2.5 grid place-items-center text-faint">
          <Spinner />
        </span>
      )}
      <ul
        id={listId}
        role="listbox"
        aria-label="Matches"
        hidden={!isListShown}
        className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-lg bg-surface p-1 shadow-floating"
      >
        {isListShown &&
          props.items.map((item) => (
            <li
              key={item.key}
              id={`${listId}-${item.key}`}
              role="option"
              aria-selected={item.key === current?.key}
              // The press must not take the focus from the input before it is read as a choice.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => select(item.key)}
              className={classNames(
                'flex min-h-8 cursor-pointer items-center justify-between gap-3 rounded-md px-2 py-1 text-base hover:bg-hover pointer-coarse:min-h-10',
                item.key === current?.key && 'bg-hover',
              )}
            >
              <span className="truncate">{item.label}</span>
              {item.detail !== undefined && (
                <span className="shrink-0 text-sm text-faint">{item.detail}</span>
              )}
            </li>
          ))}
        {isListShown && props.items.length === 0 && (
          <li
            role="option"
            aria-selected="false"
            aria-disabled="true"
            className="px-2 py-1.5 text-sm text-muted"
          >
            {props.isLoading ? 'Looking…' : props.emptyText}
          </li>
        )}
      </ul>
    </div>
  );
}
