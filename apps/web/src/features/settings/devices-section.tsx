import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Laptop, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';

import type { SignIn } from '@access/contracts/auth';
import { Badge } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { describeAgent } from './describe-agent.ts';

/** Where the account is signed in, each to be ended, or all at once. */
export function DevicesSection(props: { onSignOutEverywhere: () => void }): ReactNode {
  const trpc = useTRPC();
  const query = useQuery(trpc.auth.listSessions.queryOptions());
  return (
    <Section
      title="Devices"
      description="Where you are signed in."
      actions={
        <Button size="sm" variant="danger" onClick={props.onSignOutEverywhere}>
          Sign out everywhere
        </Button>
      }
    >
      {query.data !== undefined ? (
        <ul className="-my-3 divide-y">
          {query.data.items.map((signIn) => (
            <Device key={signIn.id} signIn={signIn} />
          ))}
        </ul>
      ) : query.error === null ? (
        <Skeleton height={56} />
      ) : (
        <ErrorState
          title="Devices could not be loaded"
          detail={sentenceOf(readProblem(query.error))}
          onRetry={() => void query.refetch()}
        />
      )}
    </Section>
  );
}

function Device({ signIn }: { signIn: SignIn }): ReactNode {
  const trpc = useTRPC();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const toast = useToast();
  const end = useMutation(
    trpc.auth.endSession.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.auth.listSessions.pathKey() });
        toast.show({ title: 'Device signed out' });
      },
      onError: (error) =>
        toast.show({
          tone: 'failure',
          title: 'The device is still signed in',
          description: sentenceOf(readProblem(error)),
        }),
    }),
  );
  const agent = describeAgent(signIn.userAgent);
  const Icon = agent.isPhone ? Smartphone : Laptop;
  return (
    <li className="flex items-center gap-3 py-3">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{agent.name}</span>
          {signIn.isCurrent && <Badge tone="accent">This device</Badge>}
        </p>
        <p className="text-sm text-muted">
          since {formats.day(signIn.createdAt)}
          {signIn.ip !== null && ` · ${signIn.ip}`}
        </p>
      </div>
      {!signIn.isCurrent && (
        <Button size="sm" isBusy={end.isPending} onClick={() => end.mutate({ id: signIn.id })}>
          Sign out
        </Button>
      )}
    </li>
  );
}
