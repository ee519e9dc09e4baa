import { useState } from 'react';
import type { ReactNode } from 'react';

import { CompanyInput } from '@access/contracts/companies';
import type { Company } from '@access/contracts/companies';
import { Button } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { Field } from '@access/ui/field';
import { Input, Textarea } from '@access/ui/input';
import { Select } from '@access/ui/select';
import { Notice } from '@access/ui/states';

import { companySizeLabels, keysOf } from '../../lib/labels.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';

const keys = ['name', 'website', 'industry', 'size', 'location', 'description'] as const;
type Draft = Record<(typeof keys)[number], string>;

const draftOf = (company: Company | null): Draft => ({
  name: company?.name ?? '',
  website: company?.website ?? '',
  industry: company?.industry ?? '',
  size: company?.size ?? '',
  location: company?.location ?? '',
  description: company?.description ?? '',
});

/** The fields of a company; it keeps what was typed whatever the server says. */
export function CompanyForm(props: {
  company: Company | null;
  label: string;
  isSaving: boolean;
  /** What the server refused, if it did. */
  error: unknown;
  onSave: (input: CompanyInput) => void;
}): ReactNode {
  const { draft, set, problemOf, message, check } = useCompanyDraft(props);
  const text = (key: keyof Draft) => ({
    value: draft[key],
    onChange: (event: { target: { value: string } }) => set({ [key]: event.target.value }),
  });
  return (
    <Section title="Company">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const input = check();
          if (input !== null) props.onSave(input);
        }}
      >
        {message !== null && <Notice tone="danger">{message}</Notice>}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={problemOf('name')}>
            <Input {...text('name')} />
          </Field>
          <Field label="Website" isOptional error={problemOf('website')}>
            <Input type="url" placeholder="https://" {...text('website')} />
          </Field>
          <Field label="Industry" isOptional error={problemOf('industry')}>
            <Input {...text('industry')} />
          </Field>
          <Field label="Size" isOptional error={problemOf('size')}>
            <Select
              value={draft.size}
              options={[
                { value: '', label: 'Not stated' },
                ...keysOf(companySizeLabels).map((value) => ({ value, label: companySizeLabels[value] })),
              ]}
              onValueChange={(size) => set({ size })}
            />
          </Field>
          <Field label="Place" isOptional error={problemOf('location')}>
            <Input {...text('location')} />
          </Field>
          <div className="sm:col-span-2">
            <Field label="About it" isOptional error={problemOf('description')}>
              <Textarea rows={5} {...text('description')} />
            </Field>
          </div>
        </div>
        <div>
          <Button type="submit" variant="primary" isBusy={props.isSaving}>
            {props.label}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function useCompanyDraft({ company, error }: { company: Company | null; error: unknown }) {
  const [draft, setDraft] = useState(() => draftOf(company));
  const [found, setFound] = useState<ReadonlyMap<string, string>>(new Map());
  const refusal = error === null ? null : readProblem(error);
  return {
    draft,
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    problemOf: (key: keyof Draft): string | undefined =>
      found.get(key) ?? refusal?.fields.find(({ path }) => path === key)?.message,
    message: refusal !== null && refusal.fields.length === 0 ? sentenceOf(refusal) : null,
    /** The input as the contract takes it; null, with the fields told, where it does not. */
    check: (): CompanyInput | null => {
      const checked = CompanyInput.safeParse({
        ...draft,
        website: draft.website.trim() === '' ? null : draft.website.trim(),
        size: draft.size === '' ? null : draft.size,
      });
      setFound(
        new Map(
          checked.error?.issues.map(({ path, message }) => [
            String(path[0]),
            path[0] === 'website'
              ? 'Enter a whole address, for example https://example.org'
              : path[0] === 'name'
                ? 'Enter the company’s name'
                : message,
          ]) ?? [],
        ),
      );
      return checked.data ?? null;
    },
  };
}
