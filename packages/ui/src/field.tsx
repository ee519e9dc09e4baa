import { createContext, useContext, useId } from 'react';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

interface FieldControl {
  id: string;
  describedBy: string | undefined;
  isInvalid: boolean;
}

const FieldContext = createContext<FieldControl | null>(null);

/** Attributes that tie a control to the label, hint and error of the field around it. */
export function useFieldControl(): {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
} {
  const control = useContext(FieldContext);
  if (control === null) return {};
  return {
    id: control.id,
    ...(control.describedBy === undefined ? {} : { 'aria-describedby': control.describedBy }),
    ...(control.isInvalid ? { 'aria-invalid': true as const } : {}),
  };
}

export interface FieldProps {
  label: string;
  /** Keeps the label for screen readers only. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  /** What is wrong and how to mend it. */
  error?: string | undefined;
  isOptional?: boolean;
  children: ReactNode;
}

/** A label, one control, a hint, and what is wrong with it. */
export function Field({
  label,
  isLabelHidden = false,
  hint,
  error,
  isOptional = false,
  children,
}: FieldProps): ReactNode {
  const id = useId();
  const hasError = error !== undefined && error !== '';
  // What is wrong takes the hint's place: it says the same, more to the point.
  const describedBy = hasError ? `${id}-error` : hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className={classNames(isLabelHidden ? 'sr-only' : 'text-sm font-medium text-ink')}>
        {label}
        {isOptional && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      <FieldContext value={{ id, describedBy, isInvalid: hasError }}>{children}</FieldContext>
      {hasError && (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
      {hint !== undefined && !hasError && (
        <p id={`${id}-hint`} className="text-sm text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}
