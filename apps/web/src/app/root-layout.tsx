import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

import { useSession } from '../features/auth/use-session.ts';
import { BottomNav } from './bottom-nav.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { TopNav } from './top-nav.tsx';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));

/** The frame around every page: skip link, navigation, palette, and the focus moving with the page. */
export function RootLayout(): ReactNode {
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const { user } = useSession();
  const main = useRef<HTMLElement>(null);
  usePaletteKey(() => setIsPaletteOpen(true));
  useFocusOnNavigation(main);
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2 focus:shadow-floating"
      >
        Skip to content
      </a>
      <TopNav onOpenPalette={() => setIsPaletteOpen(true)} />
      <OfflineBanner />
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className={`flex-1 outline-none ${user?.userType === 'job_seeker' ? 'max-md:pb-14' : ''}`}
      >
        <Outlet />
      </main>
      {user?.userType === 'job_seeker' && <BottomNav />}
      {isPaletteOpen && (
        <Suspense>
          <CommandPalette onClose={() => setIsPaletteOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function usePaletteKey(open: () => void): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        latest.current();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** A new page starts at its content, so that a screen reader reads it and Tab goes on from there. */
function useFocusOnNavigation(main: { current: HTMLElement | null }): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const previous = useRef(path);
  useEffect(() => {
    if (previous.current !== undefined && path !== previous.current) {
      main.current?.focus({ preventScroll: true });
    }
    previous.current = path;
  }, [path, main]);
}
