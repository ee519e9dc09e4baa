import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

interface PendingResume {
  /** A résumé chosen before there was an account to put it in. */
  file: File | null;
  hold: (file: File | null) => void;
}

const PendingResumeContext = createContext<PendingResume | null>(null);

/** Keeps a dropped résumé in memory from the front page through sign-up. */
export function PendingResumeProvider({ children }: { children: ReactNode }): ReactNode {
  const [file, hold] = useState<File | null>(null);
  const value = useMemo(() => ({ file, hold }), [file]);
  return <PendingResumeContext value={value}>{children}</PendingResumeContext>;
}

/** The résumé that waits for an account. */
export function usePendingResume(): PendingResume {
  const pending = useContext(PendingResumeContext);
  if (pending === null) throw new Error('usePendingResume needs a PendingResumeProvider above it');
  return pending;
}
