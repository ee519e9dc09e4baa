import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import type { UserSkill } from '@access/contracts/skills';
import { Badge } from '@access/ui/badge';
import { Section } from '@access/ui/card';
import { IconButton } from '@access/ui/icon-button';
import { Select } from '@access/ui/select';
import { Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { SkillPicker } from '../skills/skill-picker.tsx';
import { levelOptions } from './level-options.ts';

/** What the person can do, and how well. */
export function SkillsSection({ title = 'Skills' }: { title?: string }): ReactNode {
  const trpc = useTRPC();
  const query = useQuery(trpc.mySkills.list.queryOptions());
  const { add, setLevel, remove } = useSkillChanges();
  const skills = query.data?.items;
  return (
    <Section title={title} description="The strongest part of your match. Levels weigh too.">
      {skills === undefined ? (
        query.error === null ? (
          <Skeleton height={80} />
        ) : (
          <ErrorState
            title="Skills could not be loaded"
            detail={sentenceOf(readProblem(query.error))}
            onRetry={() => void query.refetch()}
          />
        )
      ) : (
        <>
          <div className="max-w-sm">
            <SkillPicker taken={new Set(skills.map((skill) => skill.id))} onAdd={(skill) => add(skill.id)} />
          </div>
          {skills.length === 0 ? (
            <p className="mt-4 text-muted">No skills yet. Add a few, or let them be read from your résumé.</p>
          ) : (
            <ul className="mt-3 -mb-2 grid gap-x-10 sm:grid-cols-2">
              {skills.map((skill) => (
                <SkillRow
                  key={skill.id}
                  skill={skill}
                  onLevel={(level) => setLevel(skill, level)}
                  onRemove={() => remove(skill)}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  );
}

function SkillRow(props: {
  skill: UserSkill;
  onLevel: (level: number) => void;
  onRemove: () => void;
}): ReactNode {
  const { skill } = props;
  return (
    <li className="flex min-h-12 items-center gap-2">
      <span className="min-w-0 flex-1">
        <span className="mr-2 break-words">{skill.name}</span>
        {skill.source === 'inferred' && <Badge>inferred</Badge>}
      </span>
      <div className="w-32 shrink-0 max-sm:w-36">
        <Select
          aria-label={`Level of ${skill.name}`}
          value={String(skill.proficiencyLevel)}
          options={levelOptions}
          onValueChange={(value) => props.onLevel(Number(value))}
        />
      </div>
      <IconButton label={`Remove ${skill.name}`} onClick={props.onRemove}>
        <X />
      </IconButton>
    </li>
  );
}

/** Changes that show at once and go back, with a message, when the server refuses. */
function useSkillChanges() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const toast = useToast();
  const key = trpc.mySkills.list.queryKey();
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
  const updating = useMutation(trpc.mySkills.update.mutationOptions(settle));
  const removing = useMutation(trpc.mySkills.remove.mutationOptions(settle));
  const change = (map: (items: UserSkill[]) => UserSkill[]): void => {
    queryClient.setQueryData(key, (held) =>
      held === undefined ? undefined : { ...held, items: map(held.items) },
    );
  };
  return {
    add: (skillId: UserSkill['id']) => adding.mutate({ skillId, proficiencyLevel: 2 }),
    setLevel: (skill: UserSkill, proficiencyLevel: number) => {
      change((items) => items.map((item) => (item.id === skill.id ? { ...item, proficiencyLevel } : item)));
      updating.mutate({ id: skill.id, proficiencyLevel });
    },
    remove: (skill: UserSkill) => {
      change((items) => items.filter((item) => item.id !== skill.id));
      removing.mutate(
        { id: skill.id },
        {
          onSuccess: () =>
            toast.show({
              title: `Removed ${skill.name}`,
              action: {
                label: 'Undo',
                onPress: () => adding.mutate({ skillId: skill.id, proficiencyLevel: skill.proficiencyLevel }),
              },
            }),
        },
      );
    },
  };
}
