import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { User } from '@access/contracts/auth';
import { ResumeId } from '@access/contracts/ids';
import { Button, buttonClass } from '@access/ui/button';

import { Page } from '../../app/route-states.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { RequireSession } from '../auth/require-session.tsx';
import { ByHand } from './by-hand.tsx';
import { ResumeReader } from './resume-reader.tsx';
import { ResumeUpload } from './resume-upload.tsx';

const route = getRouteApi('/welcome');

/** The way from a new account to a first list: by résumé, or by hand. */
export function WelcomePage(): ReactNode {
  usePageTitle('Set up your profile');
  return (
    <RequireSession
      title="Sign up to use your résumé"
      reason="What is read from it goes into your profile, and only after you have confirmed it."
    >
      {(user) => <Welcome user={user} />}
    </RequireSession>
  );
}

function Welcome({ user }: { user: User }): ReactNode {
  const { resume } = route.useSearch();
  const navigate = useNavigate({ from: '/welcome' });
  const [isByHand, setIsByHand] = useState(false);
  const id = ResumeId.safeParse(resume);
  if (id.success) {
    return <ResumeReader id={id.data} onAnother={() => void navigate({ search: {} })} />;
  }
  const firstName = user.displayName.split(/\s+/)[0] ?? user.displayName;
  return (
    <Page>
      <div className="mx-auto max-w-xl">
        <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">
          {isByHand ? 'Tell us the essentials' : `Welcome, ${firstName}`}
        </h1>
        <p className="mt-2 mb-8 text-md text-pretty text-muted">
          {isByHand
            ? 'Three answers are enough for a first list. Everything can be changed later.'
            : 'Start with your résumé. You will see everything that was read, and nothing enters your profile before you say so.'}
        </p>
        {isByHand ? (
          <ByHand onBack={() => setIsByHand(false)} />
        ) : (
          <>
            <ResumeUpload onUploaded={(uploaded) => void navigate({ search: { resume: uploaded } })} />
            <div className="-mx-3.5 mt-6 flex flex-wrap items-center justify-between gap-2">
              <Button variant="ghost" onClick={() => setIsByHand(true)}>
                Fill in by hand instead
              </Button>
              <Link to="/for-you" className={buttonClass('ghost')}>
                Skip for now
              </Link>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
