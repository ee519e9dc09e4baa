import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { Place } from '@access/contracts/places';
import type { Skill } from '@access/contracts/skills';
import { RemovableChip } from '@access/ui/badge';
import { Button } from '@access/ui/button';
import { Card } from '@access/ui/card';
import { Field } from '@access/ui/field';
import { Input } from '@access/ui/input';
import { Notice } from '@access/ui/states';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { PlacePicker } from '../places/place-picker.tsx';
import { awaitPersonalList } from '../recommendations/awaited-list.ts';
import { SkillPicker } from '../skills/skill-picker.tsx';

/** Title, place and skills by hand: enough for a first list. */
export function ByHand({ onBack }: { onBack: () => void }): ReactNode {
  const [title, setTitle] = useState('');
  const [place, setPlace] = useState<Place | null>(null);
  const [skills, setSkills] = useState<readonly Skill[]>([]);
  const save = useSaveByHand();
  const isEmpty = title.trim() === '' && place === null && skills.length === 0;
  return (
    <Card padding="lg">
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ title: title.trim(), place, skills });
        }}
      >
        {save.error !== null && <Notice tone="danger">{sentenceOf(readProblem(save.error))}</Notice>}
        <Field label="What is your job title, or the one you look for?">
          <Input
            value={title}
            maxLength={100}
            placeholder="For example: staff nurse"
            onChange={(event) => setTitle(event.target.value)}
          />
        </Field>
        <Field label="Where do you live?">
          <PlacePicker value={place?.label ?? ''} onChange={setPlace} />
        </Field>
        <div className="flex flex-col gap-1.5">
          <p className="text-sm font-medium">What can you do?</p>
          <SkillPicker
            taken={new Set(skills.map((skill) => skill.id))}
            onAdd={(skill) => setSkills([...skills, skill])}
          />
          {skills.length > 0 && (
            <ul className="flex flex-wrap gap-1.5 pt-1">
              {skills.map((skill) => (
                <li key={skill.id} className="max-w-full">
                  <RemovableChip
                    removeLabel={`Remove ${skill.name}`}
                    onRemove={() => setSkills(skills.filter((other) => other.id !== skill.id))}
                  >
                    {skill.name}
                  </RemovableChip>
                </li>
              ))}
            </ul>
          )}
        </div>
        <div className="flex justify-between gap-2 pt-2">
          <Button variant="ghost" onClick={onBack}>
            Use a résumé
          </Button>
          <Button type="submit" variant="primary" disabled={isEmpty} isBusy={save.isPending}>
            See your jobs
          </Button>
        </div>
      </form>
    </Card>
  );
}

function useSaveByHand() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const profile = useQuery(trpc.profile.get.queryOptions());
  const update = useMutation(trpc.profile.update.mutationOptions());
  const addSkill = useMutation(trpc.mySkills.add.mutationOptions());
  return useMutation({
    mutationFn: async (input: { title: string; place: Place | null; skills: readonly Skill[] }) => {
      const { profile: held } =
        profile.data ?? (await queryClient.ensureQueryData(trpc.profile.get.queryOptions()));
      const titles = held.preferences.desiredTitles;
      await update.mutateAsync({
        ...(input.title === ''
          ? {}
          : {
              headline: input.title,
              preferences: {
                ...held.preferences,
                desiredTitles: [...new Set([input.title, ...titles])].slice(0, 10),
              },
            }),
        ...(input.place === null ? {} : { placeId: input.place.id }),
      });
      // A try that failed half-way has added some already: adding again sets the same.
      await Promise.all(
        input.skills.map((skill) => addSkill.mutateAsync({ skillId: skill.id, proficiencyLevel: 2 })),
      );
    },
    onSuccess: async () => {
      awaitPersonalList(queryClient);
      await queryClient.invalidateQueries();
      await navigate({ to: '/for-you' });
    },
  });
}
