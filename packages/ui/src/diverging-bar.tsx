import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export interface DivergingBarProps {
  value: number;
  /** The largest absolute value among the bars shown together: full width. */
  scale: number;
  /** The value in words or figures, with its sign. */
  text: string;
}

/** A bar that grows right of the middle line for plus and left for minus, with its value in text beside it. */
export function DivergingBar({ value, scale, text }: DivergingBarProps): ReactNode {
  const share = scale === 0 ? 0 : Math.min(1, Math.abs(value) / scale);
  const isPlus = value >= 0;
  return (
    <span className="flex items-center gap-3">
      <span aria-hidden="true" className="relative h-2 min-w-16 flex-1 overflow-hidden rounded-sm bg-sunken">
        <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
        <span
          className={classNames(
            'absolute inset-y-0 transition-[width] duration-150',
            isPlus ? 'left-1/2 rounded-r-sm bg-accent' : 'right-1/2 rounded-l-sm bg-minus',
          )}
          style={{ width: `${share * 50}%` }}
        />
      </span>
      <span
        className={classNames(
          'w-12 text-right text-sm tabular-nums',
          isPlus ? 'text-accent-text' : 'text-minus-text',
        )}
      >
        {text}
      </span>
    </span>
  );
}

/** A number with its sign and two decimals, minus as U+2212 so that columns align. */
export function signed(value: number): string {
  const rounded = Math.abs(value).toFixed(2);
  if (Number(rounded) === 0) return '0.00';
  return `${value < 0 ? '−' : '+'}${rounded}`;
}
