import { X } from 'lucide-react';
import { Toast as RadixToast } from 'radix-ui';
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';

import { classNames } from './class-names.ts';

export interface ToastMessage {
  title: string;
  description?: string;
  /** Failures are read out at once and stay longer. */
  tone?: 'neutral' | 'failure';
  /** For instance Undo, or Try again. */
  action?: { label: string; onPress: () => void };
  /** More than one line of choices, for instance the reason of a dismissal. */
  content?: (close: () => void) => ReactNode;
  /** Milliseconds; 6,000 unless given, 10,000 with content or for failures. */
  durationMs?: number;
}

interface ShownToast extends ToastMessage {
  id: number;
}

interface Toasts {
  show: (message: ToastMessage) => void;
}

const ToastContext = createContext<Toasts | null>(null);

/** Says what just happened; give it an action to undo instead of asking before. */
export function useToast(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === null) throw new Error('useToast needs a ToastProvider above it');
  return toasts;
}

/** Holds the messages at the foot of the screen; at most three are shown, the oldest leaves first. */
export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const [shown, setShown] = useState<readonly ShownToast[]>([]);
  const nextId = useRef(1);
  const show = useCallback((message: ToastMessage) => {
    const toast = { ...message, id: nextId.current };
    nextId.current += 1;
    setShown((previous) => [...previous.slice(-2), toast]);
  }, []);
  const close = useCallback((id: number) => {
    setShown((previous) => previous.filter((toast) => toast.id !== id));
  }, []);
  const toasts = useMemo(() => ({ show }), [show]);
  return (
    <ToastContext value={toasts}>
      <RadixToast.Provider swipeDirection="right">
        {children}
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
        <RadixToast.Viewport className="fixed right-0 bottom-0 z-50 flex w-full max-w-[400px] flex-col gap-2 p-4 outline-none max-md:bottom-14 max-md:max-w-none" />
      </RadixToast.Provider>
    </ToastContext>
  );
}

function ToastCard({ toast, onClose }: { toast: ShownToast; onClose: () => void }): ReactNode {
  const isLong = toast.tone === 'failure' || toast.content !== undefined;
  return (
    <RadixToast.Root
      type={toast.tone === 'failure' ? 'foreground' : 'background'}
      duration={toast.durationMs ?? (isLong ? 10_000 : 6_000)}
      onOpenChange={(open) => !open && onClose()}
      className="animate-enter rounded-lg bg-surface py-2.5 pr-2 pl-3.5 shadow-floating"
    >
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1 py-0.5">
          <RadixToast.Title
            className={classNames(
              'text-base font-medium text-pretty',
              toast.tone === 'failure' && 'text-danger',
            )}
          >
            {toast.title}
          </RadixToast.Title>
          {toast.description !== undefined && (
            <RadixToast.Description className="text-sm text-muted">
              {toast.description}
            </RadixToast.Description>
          )}
        </div>
        {toast.action !== undefined && (
          <RadixToast.Action asChild altText={toast.action.label} onClick={toast.action.onPress}>
            <button
              type="button"
              className="h-8 shrink-0 rounded-md px-2.5 text-base font-medium text-accent-text hover:bg-hover"
            >
              {toast.action.label}
            </button>
          </RadixToast.Action>
        )}
        <RadixToast.Close
          aria-label="Close message"
          className="grid size-8 shrink-0 place-items-center rounded-md text-faint hover:bg-hover hover:text-ink"
        >
          <X className="size-4" />
        </RadixToast.Close>
      </div>
      {toast.content?.(onClose)}
    </RadixToast.Root>
  );
}
