import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { User } from '@access/contracts/auth';
import { Button } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { Segmented } from '@access/ui/segmented';

import { Page } from '../../app/route-states.tsx';
import { chooseTheme, chosenTheme } from '../../lib/theme.ts';
import type { Theme } from '../../lib/theme.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { RequireSession } from '../auth/require-session.tsx';
import { useSession } from '../auth/use-session.ts';
import { useSignOut } from '../auth/use-sign-out.ts';
import { DevicesSection } from './devices-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { RegionSection } from './region-section.tsx';

/** The account, how it looks, where it is signed in, and what is computed about the person. */
export function SettingsPage(): ReactNode {
  usePageTitle('Settings');
  const { user } = useSession();
  // Settings are for administrators too, who have no other page of their own here.
  if (user?.userType === 'admin') return <Settings user={user} />;
  return (
    <RequireSession
      title="Sign in to see your settings"
      reason="The account, its devices and its privacy are set here."
    >
      {(seeker) => <Settings user={seeker} />}
    </RequireSession>
  );
}

function Settings({ user }: { user: User }): ReactNode {
  const signOut = useSignOut();
  return (
    <Page>
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Settings</h1>
      <div className="flex flex-col gap-6">
        <Section
          title="Account"
          actions={
            <Button size="sm" onClick={() => signOut(false)}>
              Sign out
            </Button>
          }
        >
          <dl className="grid grid-cols-[max-content_1fr] gap-x-8 gap-y-2">
            <dt className="text-muted">Name</dt>
            <dd className="min-w-0 break-words">
              {user.displayName}
              {user.userType === 'job_seeker' && (
                <>
                  {' '}
                  <Link to="/profile" className="ml-2 text-sm text-accent-text underline underline-offset-2">
                    Change
                  </Link>
                </>
              )}
            </dd>
            <dt className="text-muted">E-mail</dt>
            <dd className="min-w-0 break-words">{user.email}</dd>
          </dl>
        </Section>
        <AppearanceSection />
        <RegionSection user={user} />
        {user.userType === 'job_seeker' && <PrivacySection />}
        <DevicesSection onSignOutEverywhere={() => signOut(true)} />
      </div>
    </Page>
  );
}

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

function AppearanceSection(): ReactNode {
  const [theme, setTheme] = useState(() => chosenTheme(localStorage));
  return (
    <Section title="Appearance" description="On this device.">
      <Segmented
        label="Theme"
        options={themes}
        value={theme}
        onChange={(value) => {
          chooseTheme(value, localStorage);
          setTheme(value);
        }}
      />
    </Section>
  );
}
