import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

/** A key of the keyboard. */
export function Kbd(props: { children: ReactNode; tone?: 'plain' | 'inverted' }): ReactNode {
  return (
    <kbd
      className={classNames(
        'inline-grid h-[18px] min-w-[18px] place-items-center rounded-sm border px-1 font-sans text-[11px] leading-none',
        props.tone === 'inverted' ? 'border-muted text-canvas' : 'border-line-strong bg-surface text-muted',
      )}
    >
      {props.children}
    </kbd>
  );
}
