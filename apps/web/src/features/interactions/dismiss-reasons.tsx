import type { ReactNode } from 'react';

import type { DismissReason } from '@access/contracts/recommendations';

import { dismissReasonLabels, keysOf } from '../../lib/labels.ts';

/** Why not this job: optional, one press. */
export function DismissReasons({ onChoose }: { onChoose: (reason: DismissReason) => void }): ReactNode {
  return (
    <div className="pt-1 pr-1.5 pb-1">
      <p className="mb-1.5 text-sm text-muted">Tell why, and the list learns from it (optional)</p>
      <div className="flex gap-1 max-md:-mr-1.5 max-md:overflow-x-auto max-md:pb-0.5 max-md:[scrollbar-width:none] md:flex-wrap">
        {keysOf(dismissReasonLabels)
          .filter((reason) => reason !== 'other')
          .map((reason) => (
            <button
              key={reason}
              type="button"
              onClick={() => onChoose(reason)}
              className="h-7 shrink-0 rounded-md border border-line-strong px-2 text-sm text-muted hover:bg-hover hover:text-ink pointer-coarse:h-9"
            >
              {dismissReasonLabels[reason]}
            </button>
          ))}
      </div>
    </div>
  );
}
