import { Check } from 'lucide-react';
import { Checkbox as RadixCheckbox } from 'radix-ui';
import { useId } from 'react';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export interface CheckboxProps {
  label: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  isLabelHidden?: boolean;
  isDisabled?: boolean;
}

/** A box with its label; the whole line can be pressed. */
export function Checkbox({
  label,
  isChecked,
  onChange,
  isLabelHidden = false,
  isDisabled = false,
}: CheckboxProps): ReactNode {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <RadixCheckbox.Root
        id={id}
        checked={isChecked}
        disabled={isDisabled}
        onCheckedChange={(value) => onChange(value === true)}
        className={classNames(
          'mt-[3px] grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-surface',
          'data-[state=checked]:border-accent data-[state=checked]:bg-accent text-on-accent disabled:opacity-55',
        )}
      >
        <RadixCheckbox.Indicator>
          <Check className="size-3" strokeWidth={3} />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'min-w-0 cursor-pointer text-base'}>
        {label}
      </label>
    </div>
  );
}
