import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { ApplyResumeInput } from '@access/contracts/resumes';
import type { ResumeDetail, ResumeReading } from '@access/contracts/resumes';
import { Button } from '@access/ui/button';
import { Notice } from '@access/ui/states';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { awaitPersonalList } from '../recommendations/awaited-list.ts';
import { ContactChoices, EducationChoices, ExperienceChoices } from './choice-sections.tsx';
import {
  applyInputOf,
  changeChoice,
  countTaken,
  decideAll,
  problemsByKey,
  startSelection,
} from './reading-selection.ts';
import type { Held, Selection } from './reading-selection.ts';
import { SkillChoices } from './skill-choices.tsx';

export interface ConfirmReadingProps {
  resume: Pick<ResumeDetail, 'id' | 'fileName' | 'text'>;
  reading: ResumeReading;
  held: Held;
}

/** What was read beside what the profile holds: accept, edit or skip each item, then go to the jobs. */
export function ConfirmReading({ resume, reading, held }: ConfirmReadingProps): ReactNode {
  const [selection, setSelection] = useState(() => startSelection(reading, held, resume.text));
  const { problems, message, save, isSaving } = useApply(resume.id, selection);
  const { taken, open } = countTaken(selection);
  const isEmpty = taken + open === 0;
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pt-6 pb-28 sm:px-6 sm:pt-10">
      <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Is this right?</h1>
          <p className="mt-1 max-w-prose text-base text-pretty text-muted">
            This is what {resume.fileName} says. Only what you accept enters your profile.
          </p>
        </div>
        {!isEmpty && (
          <div className="flex gap-2">
            <Button size="sm" onClick={() => setSelection(decideAll(selection, true))}>
              Accept all
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setSelection(decideAll(selection, false))}>
              Skip all
            </Button>
          </div>
        )}
      </header>
      {message !== null && (
        <div className="mb-4">
          <Notice tone="danger">{message}</Notice>
        </div>
      )}
      {isEmpty && (
        <Notice tone="minus">
          No name, position or skill was recognised in this file. You can go on and fill in your profile by
          hand.
        </Notice>
      )}
      <div className="flex flex-col gap-6">
        <ContactChoices
          choices={selection.contact}
          problems={problems}
          onChange={(key, change) =>
            setSelection({ ...selection, contact: changeChoice(selection.contact, key, change) })
          }
        />
        <ExperienceChoices
          choices={selection.experience}
          problems={problems}
          onChange={(key, change) =>
            setSelection({ ...selection, experience: changeChoice(selection.experience, key, change) })
          }
        />
        <EducationChoices
          choices={selection.education}
          problems={problems}
          onChange={(key, change) =>
            setSelection({ ...selection, education: changeChoice(selection.education, key, change) })
          }
        />
        <SkillChoices
          choices={selection.skills}
          onChange={(key, change) =>
            setSelection({ ...selection, skills: changeChoice(selection.skills, key, change) })
          }
        />
      </div>
      <SaveBar taken={taken} isSaving={isSaving} onSave={save} />
    </div>
  );
}

function SaveBar(props: { taken: number; isSaving: boolean; onSave: () => void }): ReactNode {
  const { taken, isSaving, onSave } = props;
  return (
    <div className="fixed inset-x-0 bottom-0 z-10 border-t bg-surface/95 backdrop-blur-md max-md:bottom-14">
      <div className="mx-auto flex max-w-4xl items-center justify-between gap-4 px-4 py-3 sm:px-6">
        <p role="status" className="text-base text-muted tabular-nums">
          {taken} {taken === 1 ? 'item' : 'items'} accepted
        </p>
        <Button variant="primary" isBusy={isSaving} onClick={onSave}>
          {taken === 0 ? 'Continue without' : 'See your jobs'}
        </Button>
      </div>
    </div>
  );
}

/** Saves the accepted items, all or none; a refused one is marked where it stands. */
function useApply(id: ResumeDetail['id'], selection: Selection) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [message, setMessage] = useState<string | null>(null);
  const apply = useMutation(
    trpc.resumes.takeOver.mutationOptions({
      onSuccess: async () => {
        // Everything the person is described by has changed, and with it the list.
        awaitPersonalList(queryClient);
        await queryClient.invalidateQueries();
        await navigate({ to: '/for-you' });
      },
      onError: (error) => {
        const problem = readProblem(error);
        const byKey = problemsByKey(selection, problem.fields);
        setProblems(byKey);
        setMessage(
          byKey.size > 0 ? 'Some items need mending before they can be saved.' : sentenceOf(problem),
        );
      },
    }),
  );
  const save = (): void => {
    if (countTaken(selection).taken === 0) {
      void navigate({ to: '/for-you' });
      return;
    }
    const input = ApplyResumeInput.safeParse(applyInputOf(id, selection));
    if (!input.success) {
      const refused = input.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: issue.message,
      }));
      setProblems(problemsByKey(selection, refused));
      setMessage('Some items need mending before they can be saved.');
      return;
    }
    setProblems(new Map());
    setMessage(null);
    apply.mutate(input.data);
  };
  return { problems, message, save, isSaving: apply.isPending };
}
