import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { navItems } from './nav-items.tsx';

/** The five places under the thumb, on phones. */
export function BottomNav(): ReactNode {
  return (
    <nav
      aria-label="Main, phone"
      className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-5 border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {navItems.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className="flex h-14 flex-col items-center justify-center gap-1 text-[11px] leading-none font-medium text-muted focus-visible:-outline-offset-2 aria-[current=page]:text-accent-text"
        >
          <Icon className="size-5" strokeWidth={1.75} />
          {label}
        </Link>
      ))}
    </nav>
  );
}
