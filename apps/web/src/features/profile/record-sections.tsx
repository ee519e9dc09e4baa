import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { EducationInput, ExperienceInput } from '@access/contracts/profile';
import type { Education, Experience } from '@access/contracts/profile';
import { Button } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { IconButton } from '@access/ui/icon-button';
import { Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { RecordDialog } from './record-dialog.tsx';
import { EducationForm, ExperienceForm } from './record-forms.tsx';
import { EducationSummary, ExperienceSummary } from './record-summaries.tsx';

const newExperience: ExperienceInput = {
  company: '',
  position: '',
  description: '',
  startDate: null,
  endDate: null,
  isCurrent: false,
};
const newEducation: EducationInput = {
  institution: '',
  degree: '',
  fieldOfStudy: '',
  startDate: null,
  endDate: null,
  gpa: null,
};

/** Positions held, newest first. */
export function ExperienceSection(): ReactNode {
  const trpc = useTRPC();
  const query = useQuery(trpc.experience.list.queryOptions());
  const refresh = useRefresh(trpc.experience.pathKey());
  const add = useMutation(trpc.experience.add.mutationOptions({ onSuccess: refresh }));
  const update = useMutation(trpc.experience.update.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.experience.remove.mutationOptions({ onSuccess: refresh }));
  return (
    <RecordSection<ExperienceInput, Experience>
      title="Experience"
      noun="position"
      emptyText="Add the positions you have held; they tell your level and the titles that fit you."
      query={query}
      initial={newExperience}
      check={(value) => ExperienceInput.safeParse(value)}
      nameOf={(item) => `${item.position}, ${item.company}`}
      summary={(item) => <ExperienceSummary item={item} />}
      form={(value, onChange, problems) => (
        <ExperienceForm value={value} onChange={onChange} problems={problems} />
      )}
      add={(value) => add.mutateAsync(value)}
      update={(id, value) => update.mutateAsync({ ...value, id })}
      remove={(id) => remove.mutateAsync({ id })}
    />
  );
}

/** Schools and degrees, newest first. */
export function EducationSection(): ReactNode {
  const trpc = useTRPC();
  const query = useQuery(trpc.education.list.queryOptions());
  const refresh = useRefresh(trpc.education.pathKey());
  const add = useMutation(trpc.education.add.mutationOptions({ onSuccess: refresh }));
  const update = useMutation(trpc.education.update.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.education.remove.mutationOptions({ onSuccess: refresh }));
  return (
    <RecordSection<EducationInput, Education>
      title="Education"
      noun="education"
      emptyText="Add schools, degrees and vocational training."
      query={query}
      initial={newEducation}
      check={(value) => EducationInput.safeParse(value)}
      nameOf={(item) => item.institution}
      summary={(item) => <EducationSummary item={item} />}
      form={(value, onChange, problems) => (
        <EducationForm value={value} onChange={onChange} problems={problems} />
      )}
      add={(value) => add.mutateAsync(value)}
      update={(id, value) => update.mutateAsync({ ...value, id })}
      remove={(id) => remove.mutateAsync({ id })}
    />
  );
}

function useRefresh(queryKey: readonly unknown[]): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey });
}

interface RecordSectionProps<Input, Item extends Input & { id: string }> {
  title: string;
  noun: string;
  emptyText: string;
  query: { data: { items: Item[] } | undefined; error: unknown; refetch: () => unknown };
  initial: Input;
  check: (value: Input) => {
    success: boolean;
    error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined;
  };
  nameOf: (item: Item) => string;
  summary: (item: Item) => ReactNode;
  form: (value: Input, onChange: (value: Input) => void, problems: ReadonlyMap<string, string>) => ReactNode;
  add: (value: Input) => Promise<unknown>;
  update: (id: Item['id'], value: Input) => Promise<unknown>;
  remove: (id: Item['id']) => Promise<unknown>;
}

function RecordSection<Input, Item extends Input & { id: string }>(
  props: RecordSectionProps<Input, Item>,
): ReactNode {
  const { title, noun, query } = props;
  const [edited, setEdited] = useState<Item | 'new' | null>(null);
  const removeItem = useRemoval(props);
  return (
    <Section
      title={title}
      actions={
        <Button size="sm" onClick={() => setEdited('new')}>
          <Plus /> Add {noun}
        </Button>
      }
    >
      {query.data === undefined ? (
        query.error === null ? (
          <Skeleton height={48} />
        ) : (
          <ErrorState
            title={`${title} could not be loaded`}
            detail={sentenceOf(readProblem(query.error))}
            onRetry={() => query.refetch()}
          />
        )
      ) : query.data.items.length === 0 ? (
        <p className="text-muted">{props.emptyText}</p>
      ) : (
        <ul className="-my-3 divide-y">
          {query.data.items.map((item) => (
            <li key={item.id} className="flex items-start justify-between gap-3 py-3">
              <div className="min-w-0">{props.summary(item)}</div>
              <div className="flex shrink-0">
                <IconButton label={`Edit ${props.nameOf(item)}`} onClick={() => setEdited(item)}>
                  <Pencil />
                </IconButton>
                <IconButton label={`Remove ${props.nameOf(item)}`} onClick={() => removeItem(item)}>
                  <Trash2 />
                </IconButton>
              </div>
            </li>
          ))}
        </ul>
      )}
      {edited !== null && (
        <RecordDialog
          title={edited === 'new' ? `Add ${noun}` : `Edit ${noun}`}
          initial={edited === 'new' ? props.initial : edited}
          check={props.check}
          form={props.form}
          save={(value) => (edited === 'new' ? props.add(value) : props.update(edited.id, value))}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

/** Removes at once and offers to undo, which adds the same again. */
function useRemoval<Input, Item extends Input & { id: string }>(
  props: Pick<RecordSectionProps<Input, Item>, 'nameOf' | 'remove' | 'add'>,
): (item: Item) => void {
  const toast = useToast();
  const fail = (title: string) => (error: unknown) =>
    toast.show({ tone: 'failure', title, description: sentenceOf(readProblem(error)) });
  return (item) => {
    const name = props.nameOf(item);
    props.remove(item.id).then(
      () =>
        toast.show({
          title: `Removed ${name}`,
          action: {
            label: 'Undo',
            onPress: () => void props.add(item).catch(fail(`Could not bring back ${name}`)),
          },
        }),
      fail(`Could not remove ${name}`),
    );
  };
}
