import type { ReactNode } from 'react';

/** The mark of Access: an open doorway. */
export function Logo(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className="size-6" aria-hidden="true" fill="none" strokeLinecap="round">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M9 25V15a7 7 0 0 1 14 0v10M16 25v-7" strokeWidth="3" className="stroke-on-accent" />
    </svg>
  );
}
