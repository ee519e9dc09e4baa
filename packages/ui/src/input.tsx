import type { ComponentProps, ReactNode } from 'react';

import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';

const control = classNames(
  'w-full rounded-md border border-line-strong bg-surface text-ink shadow-raised',
  'hover:border-control focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:outline-danger',
  'disabled:opacity-60 transition-colors duration-100',
);

/** Class names that make a control look like an input. */
export function inputClass(size: 'md' | 'lg' = 'md'): string {
  return classNames(control, size === 'lg' ? 'h-12 px-4 text-md' : 'h-9 px-3 text-base max-sm:text-md');
}

export interface InputProps extends Omit<ComponentProps<'input'>, 'className' | 'size'> {
  size?: 'md' | 'lg';
  /** Shown inside, before the text. */
  icon?: ReactNode;
}

/** One line of text. On phones the type is 16 px, so that the page does not zoom. */
export function Input({ size = 'md', icon, ...rest }: InputProps): ReactNode {
  const field = useFieldControl();
  const className = inputClass(size);
  if (icon === undefined) return <input {...field} {...rest} className={className} />;
  return (
    <div className="relative">
      <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-faint [&_svg]:size-4">
        {icon}
      </span>
      <input {...field} {...rest} className={classNames(className, size === 'lg' ? 'pl-11!' : 'pl-9!')} />
    </div>
  );
}

/** Several lines of text that grow with their content. */
export function Textarea(props: Omit<ComponentProps<'textarea'>, 'className'>): ReactNode {
  const field = useFieldControl();
  return (
    <textarea
      rows={4}
      {...field}
      {...props}
      className={classNames(control, 'field-sizing-content min-h-20 px-3 py-2 text-base max-sm:text-md')}
    />
  );
}
