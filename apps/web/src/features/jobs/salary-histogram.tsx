import type { ReactNode } from 'react';

import type { JobFacets } from '@access/contracts/jobs';

import { useFormats } from '../../lib/formats.ts';

/** Yearly pay of the jobs found; a bar sets the lower end of what is asked for. Screen readers get the buttons with their numbers. */
export function SalaryHistogram(props: {
  salary: JobFacets['salary'];
  from: number | undefined;
  onChoose: (from: number, currency: string) => void;
}): ReactNode {
  const formats = useFormats();
  const { buckets, currency, unknown } = props.salary;
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const known = buckets.reduce((sum, { count }) => sum + count, 0);
  if (known === 0) return <p className="text-sm text-muted">None of the jobs found states its pay.</p>;
  const low = buckets[0]?.from ?? 0;
  const high = buckets.at(-1)?.from ?? 0;
  return (
    <figure className="m-0">
      <ul className="flex h-20 items-end gap-px" aria-label="Jobs by yearly pay">
        {buckets.map(({ from, to, count }) => (
          <li key={from} className="flex h-full flex-1 items-end">
            <button
              type="button"
              title={`${formats.money(rounded(from), currency)} – ${formats.money(rounded(to), currency)}: ${formats.count(count)}`}
              aria-label={`From ${formats.money(rounded(from), currency)}: ${formats.count(count)} jobs up to ${formats.money(rounded(to), currency)}`}
              onClick={() => props.onChoose(rounded(from), currency)}
              className="flex h-full w-full items-end rounded-sm hover:bg-hover"
            >
              <span
                className={`block w-full rounded-t-sm ${props.from === undefined || to > props.from ? 'bg-accent' : 'bg-line-strong'}`}
                style={{ height: count === 0 ? '1px' : `${Math.max(4, (count / most) * 100)}%` }}
              />
            </button>
          </li>
        ))}
      </ul>
      <figcaption className="mt-1 flex justify-between text-xs text-faint tabular-nums">
        <span>{formats.money(rounded(low), currency)}</span>
        {unknown > 0 && <span>{formats.count(unknown)} state no pay</span>}
        <span>{formats.money(rounded(high), currency)}+</span>
      </figcaption>
    </figure>
  );
}

/** Two figures say enough of a bar's edge. */
function rounded(amount: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return Math.round(amount / step) * step;
}
