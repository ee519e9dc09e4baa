import type { ReactNode } from 'react';

import type { Highlight } from '@access/contracts/jobs';

/** Plain text with the words that matched marked. */
export function HighlightedText({ highlight }: { highlight: Pick<Highlight, 'text' | 'ranges'> }): ReactNode {
  const { text, ranges } = highlight;
  const parts: ReactNode[] = [];
  let done = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (start < done || end > text.length) continue;
    parts.push(text.slice(done, start));
    parts.push(
      <mark key={start} className="rounded-sm bg-accent-soft px-px text-accent-text">
        {text.slice(start, end)}
      </mark>,
    );
    done = end;
  }
  parts.push(text.slice(done));
  return <>{parts}</>;
}
