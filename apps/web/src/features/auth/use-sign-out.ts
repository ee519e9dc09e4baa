import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { replaceSession } from './replace-session.ts';

/** Ends this sign-in, or with `all` every device's, and leaves nothing of the person in the cache. */
export function useSignOut(): (all: boolean) => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const signOut = useMutation(
    trpc.session.signOut.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/' });
        replaceSession(queryClient, trpc.session.current.queryKey(), { user: null });
        toast.show({ title: 'Signed out' });
      },
      onError: (error) =>
        toast.show({
          tone: 'failure',
          title: 'Could not sign out',
          description: sentenceOf(readProblem(error)),
        }),
    }),
  );
  return (all) => signOut.mutate({ all });
}
