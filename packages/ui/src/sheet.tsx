import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';

import { IconButton } from './icon-button.tsx';

export interface SheetProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** Stays at the foot while the content scrolls. */
  footer?: ReactNode;
  children: ReactNode;
}

/** A panel that rises from the foot of a phone's screen. */
export function Sheet({ isOpen, onClose, title, footer, children }: SheetProps): ReactNode {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          // The close button would take the focus and show its tooltip over the page.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[90dvh] outline-none max-w-xl animate-sheet flex-col rounded-t-xl bg-surface shadow-floating [--sheet-from:translateY(32px)]"
        >
          <header className="flex items-center justify-between gap-4 border-b py-2 pr-2 pl-4">
            <Dialog.Title className="truncate text-md font-semibold">{title}</Dialog.Title>
            <IconButton label="Close" size="lg" onClick={onClose}>
              <X />
            </IconButton>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">{children}</div>
          {footer !== undefined && (
            <footer className="border-t p-3 pb-[max(12px,env(safe-area-inset-bottom))]">{footer}</footer>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
