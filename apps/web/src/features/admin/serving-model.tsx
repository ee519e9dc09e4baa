import type { ReactNode } from 'react';

import type { RankerModel } from '@access/contracts/models';
import { Badge } from '@access/ui/badge';

import { useFormats } from '../../lib/formats.ts';

/** The model in use, beside what it took over from and what it must beat. */
export function ServingModel({ model }: { model: RankerModel }): ReactNode {
  const formats = useFormats();
  const { metrics } = model;
  const bars = [
    { label: 'This model', value: metrics['ndcg@10'] },
    { label: 'The one before', value: metrics['champion_ndcg@10'] },
    { label: 'Likeness alone', value: metrics['content_ndcg@10'] },
    { label: 'Popularity alone', value: metrics['popularity_ndcg@10'] },
  ].flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
  return (
    <section aria-labelledby="serving" className="rounded-xl border bg-surface p-5">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="serving" className="text-md font-semibold">
          {model.version}
        </h2>
        <Badge tone="accent">In use</Badge>
      </div>
      {model.isShipped ? (
        <p className="mt-2 max-w-prose text-base text-pretty text-muted">
          It came with the program: its weights were set by hand, and nobody’s behaviour is in it. A learnt
          model takes over once people have made 500 choices, or more, that a list could have shown.
        </p>
      ) : (
        <p className="mt-2 text-base text-muted">
          Learnt {model.trainedAt === null ? '' : formats.ago(model.trainedAt)} from{' '}
          {formats.count(model.rowCounts['lists'] ?? 0)} lists of{' '}
          {formats.count(model.rowCounts['people'] ?? 0)} people.
        </p>
      )}
      {bars.length > 0 && (
        <table className="mt-4 w-full max-w-xl text-sm">
          <caption className="mb-2 text-left text-sm text-muted">
            NDCG@10 on the {formats.count(metrics['test_lists'] ?? 0)} latest lists, which it did not learn
            from
          </caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Order by</th>
              <th scope="col">NDCG@10</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, value }, i) => (
              <tr key={label}>
                <th scope="row" className="w-36 py-1 pr-3 text-left font-normal text-muted">
                  {label}
                </th>
                <td className="w-14 py-1 tabular-nums">{value.toFixed(3)}</td>
                <td aria-hidden="true" className="py-1">
                  <span
                    className={`block h-2 rounded-sm ${i === 0 ? 'bg-accent' : 'bg-line-strong'}`}
                    style={{ width: `${Math.max(0.5, value * 100)}%` }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
