import { Link, useRouterState } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import type { ReactNode } from 'react';

import type { User } from '@access/contracts/auth';
import { buttonClass } from '@access/ui/button';
import { Loading } from '@access/ui/skeleton';
import { EmptyState } from '@access/ui/states';

import { PagePending } from '../../app/route-states.tsx';
import { useSession } from './use-session.ts';

/** Shows its children to a signed-in job seeker; others learn what the page is for and how to get in. */
export function RequireSession(props: {
  /** What signing in gives on this page. */
  reason: string;
  title: string;
  children: (user: User) => ReactNode;
}): ReactNode {
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
        title={props.title}
        actions={
          <>
            <Link to="/sign-in" search={{ next: path }} className={buttonClass('primary')}>
              Sign in
            </Link>
            <Link to="/sign-up" search={{ next: path }} className={buttonClass()}>
              Sign up
            </Link>
          </>
        }
      >
        {props.reason}
      </EmptyState>
    );
  }
  if (user.userType !== 'job_seeker') {
    return (
      <EmptyState
        isPage
        title="This page is for job seekers"
        actions={
          <Link to="/jobs" className={buttonClass('primary')}>
            Search jobs
          </Link>
        }
      >
        You are signed in as an administrator, who has no profile and no list.
      </EmptyState>
    );
  }
  return props.children(user);
}
