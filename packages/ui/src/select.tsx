import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';
import { inputClass } from './input.tsx';

export interface SelectOption {
  value: string;
  label: string;
}

export interface SelectProps extends Omit<
  ComponentProps<'select'>,
  'className' | 'children' | 'onChange' | 'size'
> {
  options: readonly SelectOption[];
  onValueChange: (value: string) => void;
}

/** One of a few choices; the platform's own list, which phones and screen readers know best. */
export function Select({ options, onValueChange, ...rest }: SelectProps): ReactNode {
  const field = useFieldControl();
  return (
    <div className="relative">
      <select
        {...field}
        {...rest}
        onChange={(event) => onValueChange(event.target.value)}
        className={classNames(inputClass(), 'appearance-none pr-8!')}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-faint"
      />
    </div>
  );
}
