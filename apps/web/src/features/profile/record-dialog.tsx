import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { Button } from '@access/ui/button';
import { Dialog } from '@access/ui/dialog';
import { Notice } from '@access/ui/states';

import { readProblem, sentenceOf } from '../../lib/problem.ts';

export interface RecordDialogProps<Value> {
  title: string;
  initial: Value;
  check: (value: Value) => {
    success: boolean;
    error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined;
  };
  form: (value: Value, onChange: (value: Value) => void, problems: ReadonlyMap<string, string>) => ReactNode;
  save: (value: Value) => Promise<unknown>;
  onClose: () => void;
}

/** Edits one record; it closes only when it is saved, and keeps what was typed otherwise. */
export function RecordDialog<Value>(props: RecordDialogProps<Value>): ReactNode {
  const [value, setValue] = useState(props.initial);
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const save = useMutation({
    mutationFn: props.save,
    onSuccess: props.onClose,
    onError: (error) =>
      setProblems(new Map(readProblem(error).fields.map((field) => [field.path, field.message]))),
  });
  const submit = (): void => {
    const checked = props.check(value);
    const issues = checked.error?.issues ?? [];
    setProblems(new Map(issues.map((issue) => [String(issue.path[0]), wordsFor(issue.message)])));
    if (checked.success) save.mutate(value);
  };
  return (
    <Dialog isOpen onClose={props.onClose} title={props.title}>
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {save.error !== null && problems.size === 0 && (
          <Notice tone="danger">{sentenceOf(readProblem(save.error))}</Notice>
        )}
        {props.form(value, setValue, problems)}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isBusy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

// The schema's own words for an empty required text speak of characters.
const wordsFor = (message: string): string => (message.startsWith('Too small') ? 'Fill this in' : message);
