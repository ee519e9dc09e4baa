import type { ReactNode } from 'react';

import type { TrainingRun } from '@access/contracts/models';
import { Badge } from '@access/ui/badge';

import { useFormats } from '../../lib/formats.ts';
import { triggerNames } from './model-words.ts';

/** The last trainings and what came of each. */
export function TrainingRuns({ runs }: { runs: readonly TrainingRun[] }): ReactNode {
  const formats = useFormats();
  return (
    <section aria-labelledby="runs">
      <h2 id="runs" className="mb-3 text-md font-semibold">
        Trainings
      </h2>
      {runs.length === 0 ? (
        <p className="rounded-xl border bg-surface px-4 py-6 text-center text-base text-muted">
          None yet. They start by themselves once a day, or when much was done since the last one.
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-xl border bg-surface">
          {runs.map((run) => (
            <li key={run.id} className="px-4 py-3">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <RunBadge run={run} />
                <span className="text-sm text-muted">
                  {triggerNames[run.trigger]}, {formats.ago(run.createdAt)}
                </span>
                {run.modelVersion !== null && <span className="text-sm text-faint">{run.modelVersion}</span>}
              </p>
              {run.message !== null && <p className="mt-1 text-sm text-pretty">{run.message}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function RunBadge({ run: { status } }: { run: TrainingRun }): ReactNode {
  switch (status) {
    case 'queued':
    case 'running':
      return <Badge tone="accent">Under way</Badge>;
    case 'succeeded':
      return <Badge>Serves</Badge>;
    case 'refused':
      return <Badge tone="minus">Held back</Badge>;
    case 'failed':
      return <Badge tone="danger">Failed</Badge>;
    case 'cancelled':
      return <Badge tone="outline">Cancelled</Badge>;
  }
}
