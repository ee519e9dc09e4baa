import type { ComponentProps, ReactNode } from 'react';

import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover shadow-raised',
  secondary: 'bg-surface text-ink border border-line-strong hover:bg-hover shadow-raised',
  ghost: 'text-muted hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-danger border border-line-strong hover:bg-danger-soft',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2.5 text-sm rounded-md gap-1.5',
  md: 'h-9 px-3.5 text-base rounded-md gap-2',
  lg: 'h-11 px-5 text-md rounded-lg gap-2',
};

/** Class names of a button, for links that look like one. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap select-none',
    'transition-colors duration-100 disabled:opacity-55 disabled:pointer-events-none',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    variants[variant],
    sizes[size],
  );
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner and refuses clicks while the action runs. */
  isBusy?: boolean;
  isFullWidth?: boolean;
  children: ReactNode;
}

/** A labelled action; `type` is "button" unless given. */
export function Button({
  variant = 'secondary',
  size = 'md',
  isBusy = false,
  isFullWidth = false,
  disabled,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      className={classNames(buttonClass(variant, size), isFullWidth && 'w-full')}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  );
}
