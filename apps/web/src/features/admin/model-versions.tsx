import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { ModelGate, RankerModel } from '@access/contracts/models';
import { Badge } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { Dialog } from '@access/ui/dialog';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { Notice } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { gateNames } from './model-words.ts';

/** All models that are kept, each with its gates and its card. */
export function ModelVersions(props: {
  models: readonly RankerModel[];
  onActivate: (version: RankerModel['version']) => void;
}): ReactNode {
  const [asked, setAsked] = useState<RankerModel | null>(null);
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-3 text-md font-semibold">
        Versions
      </h2>
      <ul className="flex flex-col divide-y divide-line rounded-xl border bg-surface">
        {props.models.map((model) => (
          <li key={model.version}>
            <Version model={model} onActivate={() => setAsked(model)} />
          </li>
        ))}
      </ul>
      {asked !== null && (
        <Dialog
          isOpen
          onClose={() => setAsked(null)}
          title={`Let ${asked.version} serve?`}
          description="Lists are made by it from now on, without a restart; open pages follow by themselves. You can go back at any time."
        >
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAsked(null)}>Cancel</Button>
            <Button
              variant="primary"
              onClick={() => {
                props.onActivate(asked.version);
                setAsked(null);
              }}
            >
              Let it serve
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Version({ model, onActivate }: { model: RankerModel; onActivate: () => void }): ReactNode {
  const formats = useFormats();
  const ndcg = model.metrics['ndcg@10'];
  return (
    <details className="group px-4 py-3">
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 rounded-md">
        <span className="min-w-0 truncate font-medium">{model.version}</span>
        <StatusBadge model={model} />
        <span className="flex-1" />
        {ndcg !== undefined && (
          <span className="text-sm text-muted tabular-nums">NDCG@10 {ndcg.toFixed(3)}</span>
        )}
        <span className="text-sm text-faint">
          {model.trainedAt === null ? 'Came with the program' : formats.ago(model.trainedAt)}
        </span>
      </summary>
      <div className="mt-3 flex flex-col gap-4 pb-1">
        {model.reason !== null && <Notice tone="minus">{model.reason}</Notice>}
        {model.gates.length > 0 && <Gates gates={model.gates} />}
        <Card version={model.version} />
        {model.status === 'archived' && (
          <div>
            <Button size="sm" onClick={onActivate}>
              Let it serve…
            </Button>
          </div>
        )}
      </div>
    </details>
  );
}

function StatusBadge({ model: { status } }: { model: RankerModel }): ReactNode {
  switch (status) {
    case 'active':
      return <Badge tone="accent">In use</Badge>;
    case 'failed':
      return <Badge tone="danger">Held back</Badge>;
    case 'candidate':
      return <Badge>Candidate</Badge>;
    case 'archived':
      return <Badge tone="outline">Before</Badge>;
  }
}

function Gates({ gates }: { gates: readonly ModelGate[] }): ReactNode {
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[460px] text-sm">
        <caption className="sr-only">Gates</caption>
        <thead>
          <tr className="text-left text-faint">
            <th scope="col" className="py-1.5 pr-4 font-normal">
              Gate
            </th>
            <th scope="col" className="py-1.5 pr-4 font-normal">
              Outcome
            </th>
            <th scope="col" className="py-1.5 font-normal">
              What was found
            </th>
          </tr>
        </thead>
        <tbody>
          {gates.map(({ name, hasPassed, detail }) => (
            <tr key={name} className="border-t align-top">
              <th scope="row" className="py-1.5 pr-4 text-left font-medium">
                {gateNames[name] ?? name}
              </th>
              <td className={`py-1.5 pr-4 ${hasPassed ? 'text-muted' : 'font-medium text-danger'}`}>
                {hasPassed ? 'Passed' : 'Failed'}
              </td>
              <td className="py-1.5 text-muted">{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The model card, as it was written beside the model. */
function Card({ version }: { version: RankerModel['version'] }): ReactNode {
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const model = useQuery({ ...trpc.models.get.queryOptions({ version }), enabled: isOpen });
  if (!isOpen) {
    return (
      <div>
        <Button size="sm" variant="ghost" onClick={() => setIsOpen(true)}>
          Show the model card
        </Button>
      </div>
    );
  }
  if (model.data === undefined)
    return model.error === null ? (
      <Loading label="Loading the model card">
        <Skeleton height={120} />
      </Loading>
    ) : (
      <Notice tone="danger">{sentenceOf(readProblem(model.error))}</Notice>
    );
  return <pre className="rounded-lg bg-sunken p-4 text-sm whitespace-pre-wrap">{model.data.card}</pre>;
}
