import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { Section } from '@access/ui/card';
import { Skeleton } from '@access/ui/skeleton';
import { Switch } from '@access/ui/switch';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useUpdateProfile } from '../profile/use-update-profile.ts';

/** Whether a list is computed from what the person is and does. */
export function PrivacySection(): ReactNode {
  const trpc = useTRPC();
  const profile = useQuery(trpc.profile.get.queryOptions());
  const update = useUpdateProfile();
  const toast = useToast();
  const isOptedOut = update.isPending
    ? update.variables.profilingOptOut
    : profile.data?.profile.profilingOptOut;
  return (
    <Section title="Privacy">
      {isOptedOut === undefined ? (
        <Skeleton height={44} />
      ) : (
        <Switch
          label="Recommend jobs to me"
          hint="Your list is computed from your profile and from what you read, like and dismiss. Off: nothing is computed about you; search goes on working."
          isOn={!isOptedOut}
          isDisabled={update.isPending}
          onChange={(isOn) =>
            update.mutate(
              { profilingOptOut: !isOn },
              {
                onError: (error) =>
                  toast.show({
                    tone: 'failure',
                    title: 'Not saved',
                    description: sentenceOf(readProblem(error)),
                  }),
              },
            )
          }
        />
      )}
    </Section>
  );
}
