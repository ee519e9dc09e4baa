import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';

import { buttonClass } from '@access/ui/button';
import { Kbd } from '@access/ui/kbd';

import { useSession } from '../features/auth/use-session.ts';
import { Logo } from './logo.tsx';
import { navItems } from './nav-items.tsx';

const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }));

const linkClass =
  'inline-flex h-8 items-center rounded-md px-2.5 text-base font-medium text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The bar at the top of every page. */
export function TopNav({ onOpenPalette }: { onOpenPalette: () => void }): ReactNode {
  const { user, isLoading } = useSession();
  return (
    <header className="sticky top-0 z-20 border-b bg-canvas/90 backdrop-blur-md">
      <div className="mx-auto flex h-14 max-w-[1440px] items-center gap-2 px-4 sm:px-6">
        <Link to="/" className="mr-3 flex items-center gap-2 rounded-md text-md font-semibold tracking-tight">
          <Logo />
          Access
        </Link>
        <nav aria-label="Main" className="flex gap-0.5 max-md:hidden">
          {navItems
            .filter((item) => user?.userType === 'job_seeker' || item.to === '/jobs')
            .map((item) => (
              <Link key={item.to} to={item.to} className={linkClass}>
                {item.label}
              </Link>
            ))}
          <Link to="/companies" className={linkClass}>
            Companies
          </Link>
          {user?.userType === 'admin' && (
            <Link to="/admin" className={linkClass}>
              Administration
            </Link>
          )}
        </nav>
        <div className="flex-1" />
        <button
          type="button"
          onClick={onOpenPalette}
          className="inline-flex h-9 items-center gap-2 rounded-md text-sm text-muted hover:text-ink max-md:w-9 max-md:justify-center md:h-8 md:w-56 md:border md:border-line-strong md:bg-surface md:px-2.5"
        >
          <Search className="size-4 md:size-3.5" />
          <span className="flex-1 text-left whitespace-nowrap max-md:sr-only">Search or jump to</span>
          <span aria-hidden="true" className="flex gap-0.5 max-md:hidden">
            <Kbd>{isApple ? '⌘' : 'Ctrl'}</Kbd>
            <Kbd>K</Kbd>
          </span>
        </button>
        <div className="flex h-9 min-w-9 items-center justify-end gap-1">
          {user !== null ? (
            <Suspense fallback={<span className="size-8 rounded-full bg-sunken" />}>
              <AccountMenu user={user} />
            </Suspense>
          ) : (
            <div className={isLoading ? 'invisible flex gap-1' : 'flex gap-1'}>
              <Link to="/jobs" className={`${buttonClass('ghost')} px-2! md:hidden`}>
                Jobs
              </Link>
              <Link to="/sign-in" className={`${buttonClass('ghost')} max-sm:px-2!`}>
                Sign in
              </Link>
              <Link to="/sign-up" className={buttonClass('primary')}>
                Sign up
              </Link>
            </div>
          )}
        </div>
      </div>
    </header>
  );
}
