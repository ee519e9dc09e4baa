import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button, buttonClass } from '@access/ui/button';
import { EmptyState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';

/** Profiling is off: no list, and the way back. */
export function OptedOut(): ReactNode {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const toast = useToast();
  const turnOn = useMutation(
    trpc.profile.update.mutationOptions({
      onSuccess: (answer) => {
        queryClient.setQueryData(trpc.profile.get.queryKey(), answer);
        return queryClient.invalidateQueries({ queryKey: trpc.recommendations.pathKey() });
      },
      onError: (error) =>
        toast.show({
          tone: 'failure',
          title: 'Could not change the setting',
          description: sentenceOf(readProblem(error)),
        }),
    }),
  );
  return (
    <EmptyState
      isPage
      icon={<EyeOff />}
      title="You have switched recommendations off"
      actions={
        <>
          <Button
            variant="primary"
            isBusy={turnOn.isPending}
            onClick={() => turnOn.mutate({ profilingOptOut: false })}
          >
            Switch on
          </Button>
          <Link to="/jobs" className={buttonClass()}>
            Search jobs
          </Link>
        </>
      }
    >
      Nothing is computed about you while they are off. Search works as before.
    </EmptyState>
  );
}
