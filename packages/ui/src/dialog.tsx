import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode } from 'react';

import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  children: ReactNode;
}

/** A window over the page; Esc and a press outside close it. */
export function Dialog({ isOpen, onClose, title, description, children }: DialogProps): ReactNode {
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <RadixDialog.Content
          onOpenAutoFocus={focusFirstField}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className="fixed inset-x-3 top-[max(8vh,12px)] z-50 mx-auto max-h-[84vh] max-w-lg animate-pop overflow-y-auto rounded-xl bg-surface p-5 shadow-floating outline-none sm:p-6"
        >
          <header className="mb-4 flex items-start justify-between gap-4">
            <div>
              <RadixDialog.Title className="text-md font-semibold">{title}</RadixDialog.Title>
              {description !== undefined && (
                <RadixDialog.Description className="mt-1 text-sm text-muted">
                  {description}
                </RadixDialog.Description>
              )}
            </div>
            <div className="-mt-1 -mr-2">
              <IconButton label="Close" onClick={onClose}>
                <X />
              </IconButton>
            </div>
          </header>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** A form starts at its first field, what is only read at the window itself: on the close button, the first Esc would close its tooltip alone. */
function focusFirstField(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector('input, select, textarea');
  event.preventDefault();
  (field instanceof HTMLElement ? field : event.currentTarget).focus();
}
