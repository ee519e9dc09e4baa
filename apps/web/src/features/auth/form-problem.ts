import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';

import { readProblem, sentenceOf } from '../../lib/problem.ts';

/**
 * Puts a refused call's problems on the fields they name (focus goes to the first) and the rest above the form. Nothing
 * that was typed is touched.
 */
export function showFormProblem<Values extends FieldValues>(
  error: unknown,
  fields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
): void {
  const problem = readProblem(error);
  let hasField = false;
  for (const { path, message } of problem.fields) {
    const field = fields.find((name) => name === path || path.startsWith(`${name}.`));
    if (field === undefined) continue;
    setError(field, { type: 'server', message }, { shouldFocus: !hasField });
    hasField = true;
  }
  if (!hasField) setError('root.server', { type: problem.code, message: sentenceOf(problem) });
}
