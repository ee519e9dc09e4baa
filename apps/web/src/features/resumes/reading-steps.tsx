import { Check, FileText } from 'lucide-react';
import type { ReactNode } from 'react';

import { Spinner } from '@access/ui/spinner';

export type ReadingStep = 'upload' | 'read';

const steps: readonly { step: ReadingStep | 'confirm'; label: string }[] = [
  { step: 'upload', label: 'Uploading' },
  { step: 'read', label: 'Reading what it says' },
  { step: 'confirm', label: 'You confirm' },
];

/** How far the résumé is; `share` 0–1 of the upload. */
export function ReadingSteps(props: { fileName: string; step: ReadingStep; share?: number }): ReactNode {
  const current = steps.findIndex(({ step }) => step === props.step);
  const percent = Math.round((props.share ?? 0) * 100);
  return (
    <div role="status" aria-live="polite" className="rounded-xl border bg-surface p-5 shadow-raised sm:p-6">
      <p className="flex items-center gap-2.5 text-base font-medium">
        <FileText aria-hidden="true" className="size-4 shrink-0 text-faint" />
        <span className="truncate">{props.fileName}</span>
      </p>
      <ol className="mt-4 flex flex-col gap-3">
        {steps.map(({ step, label }, index) => (
          <li
            key={step}
            aria-current={index === current ? 'step' : undefined}
            className={`flex items-center gap-3 ${index > current ? 'text-faint' : ''}`}
          >
            <span
              className={`grid size-6 shrink-0 place-items-center rounded-full text-xs font-medium ${
                index < current
                  ? 'bg-accent text-on-accent'
                  : index === current
                    ? 'bg-accent-soft text-accent-text'
                    : 'bg-sunken'
              }`}
            >
              {index < current ? <Check className="size-3.5" /> : index === current ? <Spinner /> : index + 1}
            </span>
            {label}
            {index === current && step === 'upload' && percent > 0 && (
              <span className="text-sm text-muted tabular-nums">{percent} %</span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
