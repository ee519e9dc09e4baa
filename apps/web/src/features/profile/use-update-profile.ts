import { useMutation, useQueryClient } from '@tanstack/react-query';

import { useTRPC } from '../../lib/trpc.ts';

/** Saves part of the profile; the answer replaces what the cache held, and the list is read anew. */
export function useUpdateProfile() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.profile.update.mutationOptions({
      onSuccess: (answer) => {
        queryClient.setQueryData(trpc.profile.get.queryKey(), answer);
        queryClient.setQueryData(trpc.session.current.queryKey(), { user: answer.user });
        void queryClient.invalidateQueries({ queryKey: trpc.recommendations.pathKey() });
      },
    }),
  );
}
