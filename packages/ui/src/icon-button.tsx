import type { ComponentProps, ReactNode } from 'react';

import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'aria-label'> {
  /** What it does, for screen readers and the tooltip. */
  label: string;
  /** Key shown in the tooltip. */
  shortcut?: string;
  /** Given for toggles: pressed or not. */
  isPressed?: boolean;
  /** 'lg' is 44 px for thumbs. */
  size?: 'md' | 'lg';
  children: ReactNode;
}

/** A square button with an icon and a tooltip. */
export function IconButton({
  label,
  shortcut,
  isPressed,
  size = 'md',
  children,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <Tooltip label={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        className={classNames(
          'inline-grid shrink-0 place-items-center rounded-md transition-colors duration-100',
          'disabled:pointer-events-none disabled:opacity-55 [&_svg]:size-4',
          size === 'lg' ? 'size-11' : 'size-8 pointer-coarse:size-10',
          isPressed === true
            ? 'bg-accent-soft text-accent-text hover:bg-accent-line [&_svg]:fill-current'
            : 'text-muted hover:bg-hover hover:text-ink',
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
