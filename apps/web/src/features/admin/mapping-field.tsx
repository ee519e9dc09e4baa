import type { ReactNode } from 'react';

import { Field } from '@access/ui/field';
import { Textarea } from '@access/ui/input';

import { readMapping } from './import-choices.ts';

/** Columns by field, a line each, for files whose columns have names of their own. */
export function MappingField(props: {
  value: string;
  hint: string;
  error: string | undefined;
  onChange: (value: string) => void;
}): ReactNode {
  const typed = readMapping(props.value);
  return (
    <Field
      label="Columns"
      isOptional
      hint={props.hint}
      error={typed.kind === 'wrong' ? typed.message : props.error}
    >
      <Textarea
        value={props.value}
        rows={3}
        spellCheck={false}
        placeholder={'title = Stelle\ncompany = Firma'}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  );
}
