import { useState } from 'react';
import type { ReactNode } from 'react';

import type { User } from '@access/contracts/auth';
import { Section } from '@access/ui/card';
import { Field } from '@access/ui/field';
import { Select } from '@access/ui/select';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useUpdateProfile } from '../profile/use-update-profile.ts';

// Languages whose way of writing dates, numbers and money can be chosen; the pages themselves speak English.
const locales = [
  'en-GB',
  'en-US',
  'en-IE',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'pt-PT',
  'pt-BR',
  'sv-SE',
  'da-DK',
  'fi-FI',
  'cs-CZ',
  'el-GR',
  'en-CA',
  'en-AU',
  'en-IN',
] as const;

const names = new Intl.DisplayNames('en', { type: 'language' });

/** How dates, numbers and money are written, and in which time zone. */
export function RegionSection({ user }: { user: User }): ReactNode {
  const update = useUpdateProfile();
  const toast = useToast();
  const [draft, setDraft] = useState({ locale: user.locale, timeZone: user.timeZone });
  const change = (next: Partial<typeof draft>): void => {
    const before = draft;
    setDraft({ ...before, ...next });
    update.mutate(next, {
      onSuccess: () => toast.show({ title: 'Saved', durationMs: 2_000 }),
      onError: (error) => {
        setDraft(before);
        toast.show({ tone: 'failure', title: 'Not saved', description: sentenceOf(readProblem(error)) });
      },
    });
  };
  return (
    <Section title="Region" description="How dates, numbers and money are written.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Format">
          <Select
            value={draft.locale}
            options={withCurrent(locales, draft.locale).map((value) => ({
              value,
              label: names.of(value) ?? value,
            }))}
            onValueChange={(locale) => change({ locale })}
          />
        </Field>
        <Field label="Time zone">
          <Select
            value={draft.timeZone}
            options={withCurrent(Intl.supportedValuesOf('timeZone'), draft.timeZone).map((value) => ({
              value,
              label: value.replaceAll('_', ' '),
            }))}
            onValueChange={(timeZone) => change({ timeZone })}
          />
        </Field>
      </div>
    </Section>
  );
}

const withCurrent = (all: readonly string[], current: string): readonly string[] =>
  all.includes(current) ? all : [current, ...all];
