import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import type { ReactNode } from 'react';

import { buttonClass } from '@access/ui/button';
import { Loading } from '@access/ui/skeleton';
import { EmptyState } from '@access/ui/states';

import { NotFoundPage } from '../../app/not-found-page.tsx';
import { PagePending } from '../../app/route-states.tsx';
import { useSession } from '../auth/use-session.ts';
import { adminPages } from './admin-pages.ts';

const linkClass =
  'flex h-9 shrink-0 items-center gap-2.5 rounded-md px-2.5 text-base font-medium text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink [&_svg]:size-4';

/** The admin's side of the site: its own navigation beside each page. Nobody else is told that it is there. */
export function AdminLayout(): ReactNode {
  const { user, isLoading } = useSession();
  const path = useRouterState({ select: (state) => state.location.href });
  if (isLoading) {
    return (
      <Loading label="Loading">
        <PagePending />
      </Loading>
    );
  }
  if (user === null) {
    return (
      <EmptyState
        isPage
        icon={<LogIn />}
        title="Sign in as an administrator"
        actions={
          <Link to="/sign-in" search={{ next: path }} className={buttonClass('primary')}>
            Sign in
          </Link>
        }
      >
        This part of the site is for its staff.
      </EmptyState>
    );
  }
  if (user.userType !== 'admin') return <NotFoundPage />;
  return (
    <div className="mx-auto grid w-full max-w-[1440px] grid-cols-[minmax(0,1fr)] gap-x-8 px-4 sm:px-6 lg:grid-cols-[184px_minmax(0,1fr)]">
      <nav
        aria-label="Administration"
        className="-mx-1 flex gap-0.5 overflow-x-auto px-1 py-3 [scrollbar-width:none] max-lg:border-b lg:sticky lg:top-14 lg:h-[calc(100dvh-3.5rem)] lg:flex-col lg:py-6"
      >
        {adminPages.map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/admin' }} className={linkClass}>
            <Icon aria-hidden="true" /> {label}
          </Link>
        ))}
      </nav>
      <div className="min-w-0 py-6 lg:py-8">
        <Outlet />
      </div>
    </div>
  );
}

/** Title of an admin's page, with what can be done on it. */
export function AdminHead(props: { title: string; says?: ReactNode; actions?: ReactNode }): ReactNode {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">{props.title}</h1>
        {props.says !== undefined && <p className="mt-1 text-base text-pretty text-muted">{props.says}</p>}
      </div>
      {props.actions !== undefined && <div className="flex flex-wrap gap-2">{props.actions}</div>}
    </header>
  );
}
