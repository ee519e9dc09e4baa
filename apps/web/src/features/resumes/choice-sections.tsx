import type { ReactNode } from 'react';

import { Field } from '@access/ui/field';
import { Input, Textarea } from '@access/ui/input';

import { EducationForm, ExperienceForm } from '../profile/record-forms.tsx';
import { EducationSummary, ExperienceSummary } from '../profile/record-summaries.tsx';
import { ChoiceRow, ChoiceSection } from './choice-row.tsx';
import type {
  Choice,
  ContactField,
  ContactValue,
  EducationValue,
  ExperienceValue,
} from './reading-selection.ts';

interface SectionProps<Value> {
  choices: readonly Choice<Value>[];
  problems: ReadonlyMap<string, string>;
  onChange: (key: string, change: { isTaken: boolean } | { value: Value }) => void;
}

const fieldLabels: Record<ContactField, string> = {
  displayName: 'Name',
  headline: 'Headline',
  phone: 'Phone',
  location: 'Place',
  bio: 'About you',
  linkedinUrl: 'LinkedIn',
  githubUrl: 'GitHub',
  portfolioUrl: 'Website',
};

/** Name, place, links and the like. */
export function ContactChoices({ choices, problems, onChange }: SectionProps<ContactValue>): ReactNode {
  if (choices.length === 0) return null;
  return (
    <ChoiceSection title="About you">
      {choices.map((choice) => {
        const label = fieldLabels[choice.value.field];
        return (
          <ChoiceRow
            key={choice.key}
            choice={choice}
            name={label}
            effect="replaces"
            problem={problems.get(choice.key)}
            onChange={(change) => onChange(choice.key, change)}
            summary={
              <>
                <span className="block text-sm text-faint">{label}</span>
                {choice.value.text}
              </>
            }
            editor={(value, set) => (
              <Field label={label}>
                {value.field === 'bio' ? (
                  <Textarea
                    value={value.text}
                    onChange={(event) => set({ ...value, text: event.target.value })}
                  />
                ) : (
                  <Input
                    value={value.text}
                    onChange={(event) => set({ ...value, text: event.target.value })}
                  />
                )}
              </Field>
            )}
          />
        );
      })}
    </ChoiceSection>
  );
}

/** Positions held. */
export function ExperienceChoices({ choices, problems, onChange }: SectionProps<ExperienceValue>): ReactNode {
  if (choices.length === 0) return null;
  return (
    <ChoiceSection title="Experience">
      {choices.map((choice) => (
        <ChoiceRow
          key={choice.key}
          choice={choice}
          effect="adds"
          name={`${choice.value.position}, ${choice.value.company}`}
          problem={problems.get(choice.key)}
          onChange={(change) => onChange(choice.key, change)}
          summary={<ExperienceSummary item={choice.value} />}
          editor={(value, set) => <ExperienceForm value={value} onChange={set} problems={noProblems} />}
        />
      ))}
    </ChoiceSection>
  );
}

/** Schools and degrees. */
export function EducationChoices({ choices, problems, onChange }: SectionProps<EducationValue>): ReactNode {
  if (choices.length === 0) return null;
  return (
    <ChoiceSection title="Education">
      {choices.map((choice) => (
        <ChoiceRow
          key={choice.key}
          choice={choice}
          effect="adds"
          name={[choice.value.degree, choice.value.institution].filter(Boolean).join(', ')}
          problem={problems.get(choice.key)}
          onChange={(change) => onChange(choice.key, change)}
          summary={<EducationSummary item={choice.value} />}
          editor={(value, set) => <EducationForm value={value} onChange={set} problems={noProblems} />}
        />
      ))}
    </ChoiceSection>
  );
}

// A refused item shows its problem below itself, not per field.
const noProblems: ReadonlyMap<string, string> = new Map();
