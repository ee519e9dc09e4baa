import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export type BadgeTone = 'neutral' | 'accent' | 'minus' | 'danger' | 'outline';

const tones: Record<BadgeTone, string> = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent-text',
  minus: 'bg-minus-soft text-minus-text',
  danger: 'bg-danger-soft text-danger',
  outline: 'border border-line-strong text-muted',
};

/** A short fact beside something. */
export function Badge(props: { tone?: BadgeTone; children: ReactNode }): ReactNode {
  return (
    <span
      className={classNames(
        'inline-flex h-[22px] max-w-full items-center gap-1 rounded-md px-1.5 text-xs font-medium [&_svg]:size-3.5 [&_svg]:shrink-0',
        tones[props.tone ?? 'neutral'],
      )}
    >
      {props.children}
    </span>
  );
}

/** A value that can be taken away again. */
export function RemovableChip(props: {
  children: ReactNode;
  removeLabel: string;
  onRemove: () => void;
}): ReactNode {
  return (
    <span className="inline-flex h-7 max-w-full items-center rounded-md bg-sunken pl-2 text-sm text-ink">
      <span className="truncate">{props.children}</span>
      <button
        type="button"
        aria-label={props.removeLabel}
        onClick={props.onRemove}
        className="ml-0.5 grid size-7 shrink-0 place-items-center rounded-md text-faint hover:text-ink"
      >
        <X className="size-3.5" />
      </button>
    </span>
  );
}

/** A choice among several that may be on together. */
export function ToggleChip(props: {
  children: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}): ReactNode {
  return (
    <button
      type="button"
      aria-pressed={props.isOn}
      onClick={() => props.onChange(!props.isOn)}
      className={classNames(
        'inline-flex h-7 items-center rounded-md border px-2.5 text-sm transition-colors duration-100 pointer-coarse:h-9',
        props.isOn
          ? 'border-accent-line bg-accent-soft font-medium text-accent-text'
          : 'border-line-strong bg-surface text-muted hover:bg-hover hover:text-ink',
      )}
    >
      {props.children}
    </button>
  );
}
