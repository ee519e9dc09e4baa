import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import type { RankerModels, TrainingRun } from '@access/contracts/models';
import { Button } from '@access/ui/button';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AdminHead } from './admin-layout.tsx';
import { ModelVersions } from './model-versions.tsx';
import { stageNames } from './model-words.ts';
import { ServingModel } from './serving-model.tsx';
import { TrainingRuns } from './training-runs.tsx';

/** While a training runs its progress is asked for this often, else what other admins do, in ms. */
const POLL = { running: 1_000, idle: 10_000 } as const;

const openRun = (models: RankerModels | undefined): TrainingRun | undefined =>
  models?.runs.find(({ finishedAt }) => finishedAt === null);

/** Which model ranks people's lists, what was learnt, why the others do not serve. */
export function ModelsPage(): ReactNode {
  usePageTitle('Models');
  const trpc = useTRPC();
  const models = useQuery({
    ...trpc.models.list.queryOptions(),
    refetchInterval: ({ state }) => (openRun(state.data) === undefined ? POLL.idle : POLL.running),
  });
  const actions = useModelActions();
  if (models.isPending) {
    return (
      <>
        <AdminHead title="Models" />
        <Loading label="Loading models">
          <div className="flex flex-col gap-4">
            <Skeleton height={160} />
            <Skeleton height={240} />
          </div>
        </Loading>
      </>
    );
  }
  if (models.data === undefined) {
    return (
      <ErrorState
        title="Models could not be loaded"
        detail={sentenceOf(readProblem(models.error))}
        onRetry={() => void models.refetch()}
      />
    );
  }
  const { items, runs } = models.data;
  const running = openRun(models.data);
  const serving = items.find(({ status }) => status === 'active');
  return (
    <>
      <AdminHead
        title="Models"
        says="The model that ranks people’s lists learns from what people did, and serves only once every gate is passed."
        actions={
          <>
            {serving?.isShipped === false && (
              <Button isBusy={actions.rollback.isPending} onClick={() => actions.rollback.mutate()}>
                Go back
              </Button>
            )}
            <Button
              variant="primary"
              disabled={running !== undefined}
              isBusy={actions.train.isPending}
              onClick={() => actions.train.mutate()}
            >
              Train now
            </Button>
          </>
        }
      />
      <div className="flex flex-col gap-8">
        {running !== undefined && (
          <Progress run={running} isEnding={actions.cancel.isPending} onCancel={actions.cancel.mutate} />
        )}
        {serving !== undefined && <ServingModel model={serving} />}
        <ModelVersions models={items} onActivate={(version) => actions.activate.mutate({ version })} />
        <TrainingRuns runs={runs} />
      </div>
    </>
  );
}

function useModelActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const settled = (): void => void cache.invalidateQueries(trpc.models.pathFilter());
  const failed = (title: string) => (error: unknown) =>
    toast.show({ tone: 'failure', title, description: sentenceOf(readProblem(error)) });
  const serves = ({ version }: { version: string }): void => toast.show({ title: `${version} serves now` });
  return {
    train: useMutation(
      trpc.models.retrain.mutationOptions({ onSettled: settled, onError: failed('No training was started') }),
    ),
    cancel: useMutation(
      trpc.models.cancel.mutationOptions({ onSettled: settled, onError: failed('The training goes on') }),
    ),
    activate: useMutation(
      trpc.models.activate.mutationOptions({
        onSuccess: serves,
        onSettled: settled,
        onError: failed('The model does not serve'),
      }),
    ),
    rollback: useMutation(
      trpc.models.rollback.mutationOptions({
        onSuccess: serves,
        onSettled: settled,
        onError: failed('The model in use stays'),
      }),
    ),
  };
}

function Progress(props: {
  run: TrainingRun;
  isEnding: boolean;
  onCancel: (input: { id: TrainingRun['id'] }) => void;
}): ReactNode {
  const { run } = props;
  const says = run.status === 'queued' ? 'Waiting for the worker' : (stageNames[run.stage] ?? run.stage);
  return (
    <section aria-label="Training under way" className="rounded-xl border bg-surface p-4 shadow-raised">
      <div className="flex items-center justify-between gap-4">
        <p className="text-base font-medium">{says}</p>
        <Button size="sm" isBusy={props.isEnding} onClick={() => props.onCancel({ id: run.id })}>
          Cancel
        </Button>
      </div>
      <div className="mt-3 flex items-center gap-3">
        <progress
          aria-label="Training"
          max={100}
          value={run.percentage}
          className="h-1.5 w-full overflow-hidden rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
        />
        <span className="w-12 text-right text-sm text-muted tabular-nums">
          {Math.round(run.percentage)} %
        </span>
      </div>
    </section>
  );
}
