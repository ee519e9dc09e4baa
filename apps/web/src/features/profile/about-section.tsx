import { useState } from 'react';
import type { ReactNode } from 'react';

import { ProfileUpdate } from '@access/contracts/profile';
import type { ProfileAnswer } from '@access/contracts/profile';
import { Button } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { Field } from '@access/ui/field';
import { Input, Textarea } from '@access/ui/input';
import { Select } from '@access/ui/select';
import { Notice } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { keysOf, levelLabels } from '../../lib/labels.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { PlacePicker } from '../places/place-picker.tsx';
import { draftOf, updateOf } from './about-draft.ts';
import type { AboutDraft } from './about-draft.ts';
import { useUpdateProfile } from './use-update-profile.ts';

/** Who the person is: name, headline, place, level, words and links. */
export function AboutSection({ answer }: { answer: ProfileAnswer }): ReactNode {
  const form = useAboutForm(answer);
  const { draft, set, problems } = form;
  const text = (key: Exclude<keyof AboutDraft, 'place' | 'experienceLevel'>) => ({
    value: draft[key],
    onChange: (event: { target: { value: string } }) => set({ [key]: event.target.value }),
  });
  return (
    <Section title="About you">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          form.save();
        }}
      >
        {form.message !== null && <Notice tone="danger">{form.message}</Notice>}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={problems.get('displayName')}>
            <Input autoComplete="name" {...text('displayName')} />
          </Field>
          <Field label="Phone" isOptional error={problems.get('phone')}>
            <Input type="tel" autoComplete="tel" {...text('phone')} />
          </Field>
          <div className="sm:col-span-2">
            <Field
              label="Headline"
              hint="Your title or trade in a few words"
              error={problems.get('headline')}
            >
              <Input placeholder="Staff nurse, cardiology" {...text('headline')} />
            </Field>
          </div>
          <Field label="Place" error={problems.get('placeId')}>
            <PlacePicker
              value={placeLabel(draft.place, answer.profile)}
              onChange={(place) => set({ place: place ?? 'none' })}
            />
          </Field>
          <Field label="Level" error={problems.get('experienceLevel')}>
            <Select
              value={draft.experienceLevel ?? ''}
              onValueChange={(value) =>
                set({ experienceLevel: keysOf(levelLabels).find((level) => level === value) ?? null })
              }
              options={[
                { value: '', label: 'From my experience' },
                ...keysOf(levelLabels).map((level) => ({ value: level, label: levelLabels[level] })),
              ]}
            />
          </Field>
          <div className="sm:col-span-2">
            <Field label="About you" isOptional error={problems.get('bio')}>
              <Textarea {...text('bio')} />
            </Field>
          </div>
          <Field label="LinkedIn" isOptional error={problems.get('linkedinUrl')}>
            <Input type="url" placeholder="https://" {...text('linkedinUrl')} />
          </Field>
          <Field label="GitHub" isOptional error={problems.get('githubUrl')}>
            <Input type="url" placeholder="https://" {...text('githubUrl')} />
          </Field>
          <Field label="Website" isOptional error={problems.get('portfolioUrl')}>
            <Input type="url" placeholder="https://" {...text('portfolioUrl')} />
          </Field>
        </div>
        <div>
          <Button type="submit" variant="primary" isBusy={form.isSaving}>
            Save
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** The draft of the form; it keeps what was typed whatever the server says. */
function useAboutForm(answer: ProfileAnswer) {
  const toast = useToast();
  const update = useUpdateProfile();
  const [draft, setDraft] = useState(() => draftOf(answer));
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [message, setMessage] = useState<string | null>(null);
  const save = (): void => {
    const input = updateOf(draft);
    const checked = ProfileUpdate.safeParse(input);
    if (!checked.success) {
      setProblems(new Map(checked.error.issues.map((issue) => [String(issue.path[0]), wordsFor(issue)])));
      return;
    }
    setProblems(new Map());
    setMessage(null);
    update.mutate(input, {
      onSuccess: () => toast.show({ title: 'Profile saved', durationMs: 3_000 }),
      onError: (error) => {
        const problem = readProblem(error);
        setProblems(new Map(problem.fields.map((field) => [field.path, field.message])));
        if (problem.fields.length === 0) setMessage(sentenceOf(problem));
      },
    });
  };
  return {
    draft,
    set: (change: Partial<AboutDraft>) => setDraft((before) => ({ ...before, ...change })),
    problems,
    message,
    save,
    isSaving: update.isPending,
  };
}

function wordsFor(issue: { path: PropertyKey[]; message: string }): string {
  const field = String(issue.path[0]);
  if (field.endsWith('Url')) return 'Enter a whole address, for example https://example.org/me';
  if (field === 'displayName') return 'Enter the name you want to be called by';
  return issue.message;
}

function placeLabel(place: AboutDraft['place'], profile: ProfileAnswer['profile']): string {
  if (place === 'none') return '';
  return place === 'unchanged' ? (profile.place?.label ?? profile.location ?? '') : place.label;
}
