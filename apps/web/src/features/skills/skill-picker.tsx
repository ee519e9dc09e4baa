import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { Skill } from '@access/contracts/skills';
import { Combobox } from '@access/ui/combobox';

import { useTRPC } from '../../lib/trpc.ts';
import { useDebounced } from '../../lib/use-debounced.ts';

/** A skill of the taxonomy by typing part of its name or of another name for it. */
export function SkillPicker(props: {
  /** Skills that are there already and are not offered again. */
  taken: ReadonlySet<string>;
  onAdd: (skill: Skill) => void;
}): ReactNode {
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  const asked = useDebounced(typed.trim(), 150);
  const skills = useQuery({
    ...trpc.skills.search.queryOptions({ q: asked, limit: 8 }, { staleTime: 600_000 }),
    enabled: asked !== '',
  });
  const items = (asked === '' ? [] : (skills.data?.items ?? [])).filter(
    (skill) => !props.taken.has(skill.id),
  );
  return (
    <Combobox
      label="Add a skill"
      placeholder="Add a skill, for example Excel"
      query={typed}
      onQueryChange={setTyped}
      items={items.map((skill) => ({ key: skill.id, label: skill.name }))}
      isLoading={skills.isFetching || asked !== typed.trim()}
      emptyText={skills.isError ? 'Skills cannot be looked up right now' : 'No other skill of this name'}
      onSelect={(key) => {
        const skill = items.find((candidate) => candidate.id === key);
        setTyped('');
        if (skill !== undefined) props.onAdd(skill);
      }}
    />
  );
}
