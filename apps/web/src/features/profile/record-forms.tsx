import type { ReactNode } from 'react';

import type { EducationInput, ExperienceInput } from '@access/contracts/profile';
import { Checkbox } from '@access/ui/checkbox';
import { Field } from '@access/ui/field';
import { Input, Textarea } from '@access/ui/input';

interface FormProps<Value> {
  value: Value;
  onChange: (value: Value) => void;
  /** What is wrong, by field. */
  problems: ReadonlyMap<string, string>;
}

/** The fields of a position held. */
export function ExperienceForm({ value, onChange, problems }: FormProps<ExperienceInput>): ReactNode {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Position" error={problems.get('position')}>
        <Input
          value={value.position}
          onChange={(event) => onChange({ ...value, position: event.target.value })}
        />
      </Field>
      <Field label="Company" error={problems.get('company')}>
        <Input
          value={value.company}
          onChange={(event) => onChange({ ...value, company: event.target.value })}
        />
      </Field>
      <DateField
        label="From"
        value={value.startDate}
        error={problems.get('startDate')}
        onChange={(startDate) => onChange({ ...value, startDate })}
      />
      {!value.isCurrent && (
        <DateField
          label="Until"
          value={value.endDate}
          error={problems.get('endDate')}
          onChange={(endDate) => onChange({ ...value, endDate })}
        />
      )}
      <div className="sm:col-span-2">
        <Checkbox
          label="I work here now"
          isChecked={value.isCurrent}
          onChange={(isCurrent) =>
            onChange({ ...value, isCurrent, endDate: isCurrent ? null : value.endDate })
          }
        />
      </div>
      <div className="sm:col-span-2">
        <Field label="What you did" isOptional error={problems.get('description')}>
          <Textarea
            value={value.description}
            onChange={(event) => onChange({ ...value, description: event.target.value })}
          />
        </Field>
      </div>
    </div>
  );
}

/** The fields of a school or degree. */
export function EducationForm({ value, onChange, problems }: FormProps<EducationInput>): ReactNode {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <Field label="School or university" error={problems.get('institution')}>
          <Input
            value={value.institution}
            onChange={(event) => onChange({ ...value, institution: event.target.value })}
          />
        </Field>
      </div>
      <Field label="Degree" isOptional error={problems.get('degree')}>
        <Input
          value={value.degree}
          onChange={(event) => onChange({ ...value, degree: event.target.value })}
        />
      </Field>
      <Field label="Field of study" isOptional error={problems.get('fieldOfStudy')}>
        <Input
          value={value.fieldOfStudy}
          onChange={(event) => onChange({ ...value, fieldOfStudy: event.target.value })}
        />
      </Field>
      <DateField
        label="From"
        value={value.startDate}
        error={problems.get('startDate')}
        onChange={(startDate) => onChange({ ...value, startDate })}
      />
      <DateField
        label="Until"
        value={value.endDate}
        error={problems.get('endDate')}
        onChange={(endDate) => onChange({ ...value, endDate })}
      />
    </div>
  );
}

function DateField(props: {
  label: string;
  value: string | null;
  error: string | undefined;
  onChange: (value: string | null) => void;
}): ReactNode {
  return (
    <Field label={props.label} isOptional error={props.error}>
      <Input
        type="date"
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
      />
    </Field>
  );
}
