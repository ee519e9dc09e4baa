import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { Skill } from '@access/contracts/skills';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';

type NamedSkill = Pick<Skill, 'id' | 'name'>;

/** Adds a skill to the profile at a level; what depends on it follows, and the person can take it back. */
export function useHaveSkill() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const toast = useToast();
  const settle = {
    onSettled: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.mySkills.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.recommendations.pathKey() }),
      ]);
    },
    onError: (error: unknown) =>
      toast.show({
        tone: 'failure',
        title: 'The skill was not changed',
        description: sentenceOf(readProblem(error)),
      }),
  };
  const adding = useMutation(trpc.mySkills.add.mutationOptions(settle));
  const removing = useMutation(trpc.mySkills.remove.mutationOptions(settle));
  const updating = useMutation(trpc.mySkills.update.mutationOptions(settle));
  const takeBack = (skill: NamedSkill, heldLevel: number | null): void => {
    if (heldLevel === null) removing.mutate({ id: skill.id });
    else updating.mutate({ id: skill.id, proficiencyLevel: heldLevel });
  };
  return {
    busySkillId: adding.isPending ? adding.variables.skillId : undefined,
    have: ({ skill, level, heldLevel }: { skill: NamedSkill; level: number; heldLevel: number | null }) =>
      adding.mutate(
        { skillId: skill.id, proficiencyLevel: level },
        {
          onSuccess: () =>
            toast.show({
              title: `${skill.name} is in your profile`,
              action: { label: 'Undo', onPress: () => takeBack(skill, heldLevel) },
            }),
        },
      ),
  };
}
