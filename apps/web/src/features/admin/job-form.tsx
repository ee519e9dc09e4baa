import type { ReactNode } from 'react';

import { Checkbox } from '@access/ui/checkbox';
import { Field } from '@access/ui/field';
import { Input, Textarea } from '@access/ui/input';
import { Select } from '@access/ui/select';

import { jobTypeLabels, keysOf, levelLabels, periodLabels, remoteLabels } from '../../lib/labels.ts';
import { currencyChoices } from '../jobs/job-filter.ts';
import { PlacePicker } from '../places/place-picker.tsx';
import { CompanyPicker } from './company-picker.tsx';
import type { JobDraft } from './job-draft.ts';
import { JobSkillsField } from './job-skills-field.tsx';

export interface JobFormProps {
  draft: JobDraft;
  /** What is wrong, by field of the contract. */
  problems: ReadonlyMap<string, string>;
  onChange: (change: Partial<JobDraft>) => void;
}

type TextKey = {
  [Key in keyof JobDraft]: JobDraft[Key] extends string ? Key : never;
}[keyof JobDraft];

/** Every field of a job. */
export function JobForm({ draft, problems, onChange }: JobFormProps): ReactNode {
  const text = (key: TextKey) => ({
    value: draft[key],
    onChange: (event: { target: { value: string } }) => onChange({ [key]: event.target.value }),
  });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Title" error={problems.get('title')}>
        <Input {...text('title')} />
      </Field>
      <Field label="Company" error={problems.get('companyId')}>
        <CompanyPicker
          value={draft.company?.name ?? ''}
          onChange={({ id, name }) => onChange({ company: { id, name } })}
        />
      </Field>
      <div className="sm:col-span-2">
        <Field
          label="Description"
          hint="Paragraphs, lists, headings, links and emphasis in HTML; anything else is taken out"
          error={problems.get('description')}
        >
          <Textarea rows={10} {...text('description')} />
        </Field>
      </div>
      <Field label="Requirements" isOptional error={problems.get('requirements')}>
        <Textarea {...text('requirements')} />
      </Field>
      <Field label="Benefits" isOptional error={problems.get('benefits')}>
        <Textarea {...text('benefits')} />
      </Field>
      <Choices draft={draft} problems={problems} onChange={onChange} />
      <Pay draft={draft} problems={problems} onChange={onChange} />
      <Field label="Place in words" isOptional hint="As the posting says it" error={problems.get('location')}>
        <Input {...text('location')} />
      </Field>
      <Field
        label="City"
        isOptional
        hint="For the radius; found from the words where it is empty"
        error={problems.get('placeId')}
      >
        <PlacePicker value={draft.place?.label ?? ''} onChange={(place) => onChange({ place })} />
      </Field>
      <Field label="Address to apply at" isOptional error={problems.get('applyUrl')}>
        <Input type="url" placeholder="https://" {...text('applyUrl')} />
      </Field>
      <Field
        label="Apply by"
        isOptional
        hint="Open until the end of this day in the job’s place"
        error={problems.get('applicationDeadline')}
      >
        <Input type="date" {...text('deadline')} />
      </Field>
      <div className="sm:col-span-2">
        <JobSkillsField skills={draft.skills} onChange={(skills) => onChange({ skills })} />
      </div>
      <Checkbox
        label="Featured: among equals, it stands first"
        isChecked={draft.isFeatured}
        onChange={(isFeatured) => onChange({ isFeatured })}
      />
    </div>
  );
}

function Choices({ draft, problems, onChange }: JobFormProps): ReactNode {
  return (
    <div className="grid gap-4 sm:col-span-2 sm:grid-cols-3">
      <Field label="Type" isOptional error={problems.get('jobType')}>
        <Select
          value={draft.jobType}
          options={optionsOf(jobTypeLabels)}
          onValueChange={(jobType) => onChange({ jobType })}
        />
      </Field>
      <Field label="Level" isOptional error={problems.get('experienceLevel')}>
        <Select
          value={draft.experienceLevel}
          options={optionsOf(levelLabels)}
          onValueChange={(experienceLevel) => onChange({ experienceLevel })}
        />
      </Field>
      <Field label="Workplace" isOptional error={problems.get('remoteOption')}>
        <Select
          value={draft.remoteOption}
          options={optionsOf(remoteLabels)}
          onValueChange={(remoteOption) => onChange({ remoteOption })}
        />
      </Field>
    </div>
  );
}

function Pay({ draft, problems, onChange }: JobFormProps): ReactNode {
  const currencies = [...new Set([...currencyChoices, draft.currency])];
  return (
    <div className="grid grid-cols-2 gap-4 sm:col-span-2 sm:grid-cols-4">
      <Field label="Pay from" isOptional error={problems.get('salaryMin')}>
        <Input
          inputMode="decimal"
          value={draft.salaryMin}
          onChange={(event) => onChange({ salaryMin: event.target.value })}
        />
      </Field>
      <Field label="Pay to" isOptional error={problems.get('salaryMax')}>
        <Input
          inputMode="decimal"
          value={draft.salaryMax}
          onChange={(event) => onChange({ salaryMax: event.target.value })}
        />
      </Field>
      <Field label="Currency" error={problems.get('currency')}>
        <Select
          value={draft.currency}
          options={currencies.map((code) => ({ value: code, label: code }))}
          onValueChange={(currency) => onChange({ currency })}
        />
      </Field>
      <Field label="Period" error={problems.get('salaryPeriod')}>
        <Select
          value={draft.salaryPeriod}
          options={keysOf(periodLabels).map((value) => ({ value, label: periodLabels[value] }))}
          onValueChange={(salaryPeriod) => onChange({ salaryPeriod })}
        />
      </Field>
    </div>
  );
}

/** The values of a label table, after the one that says nothing. */
function optionsOf<Key extends string>(labels: Record<Key, string>): { value: string; label: string }[] {
  return [
    { value: '', label: 'Not stated' },
    ...keysOf(labels).map((value) => ({ value, label: labels[value] })),
  ];
}
