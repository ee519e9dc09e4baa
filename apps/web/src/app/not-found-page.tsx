import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { buttonClass } from '@access/ui/button';

import { usePageTitle } from '../lib/use-page-title.ts';

/** The address leads nowhere: says so, and where to go on. */
export function NotFoundPage(): ReactNode {
  usePageTitle('Page not found');
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-24 text-center">
      <p className="text-sm font-medium text-faint">404</p>
      <h1 className="mt-2 text-xl font-semibold">This page does not exist</h1>
      <p className="mt-2 text-muted">
        The address may be mistyped, or the job behind it may have been removed.
      </p>
      <div className="mt-6 flex gap-2">
        <Link to="/jobs" className={buttonClass('primary')}>
          Search jobs
        </Link>
        <Link to="/" className={buttonClass()}>
          Front page
        </Link>
      </div>
    </div>
  );
}
