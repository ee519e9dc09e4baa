import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export type MatchLevel = 'strong' | 'good' | 'fair' | 'low';

const levels: Record<MatchLevel, { label: string; bars: number; text: string }> = {
  strong: { label: 'Strong match', bars: 3, text: 'text-accent-text' },
  good: { label: 'Good match', bars: 2, text: 'text-accent-text' },
  fair: { label: 'Fair match', bars: 1, text: 'text-muted' },
  low: { label: 'Low match', bars: 0, text: 'text-muted' },
};

/** How well a job fits, as a band: three bars and words, never colour alone. */
export function MatchBadge({ level }: { level: MatchLevel }): ReactNode {
  const { label, bars, text } = levels[level];
  return (
    <span
      className={classNames(
        'inline-flex shrink-0 items-center gap-1.5 text-sm font-medium whitespace-nowrap',
        text,
      )}
    >
      <Meter filled={bars} of={3} />
      {label}
    </span>
  );
}

/** Rising bars, `filled` of them on; decoration beside words that say the same. */
export function Meter({ filled, of }: { filled: number; of: number }): ReactNode {
  return (
    <span aria-hidden="true" className="inline-flex h-3 items-end gap-[2px]">
      {Array.from({ length: of }, (_, index) => (
        <span
          key={index}
          className={classNames('w-[3px] rounded-[1px]', index < filled ? 'bg-accent' : 'bg-line-strong')}
          style={{ height: `${((index + 1.5) / (of + 0.5)) * 100}%` }}
        />
      ))}
    </span>
  );
}
