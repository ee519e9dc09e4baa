import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { Reason } from '@access/contracts/recommendations';

const linkClass = 'text-accent-text underline underline-offset-2';

const profileControls: Partial<Record<Reason['family'], { hash: string; label: string }>> = {
  skills: { hash: 'skills', label: 'Change your skills' },
  title: { hash: 'preferences', label: 'Change the titles you look for' },
  seniority: { hash: 'about', label: 'Set your level' },
  place: { hash: 'preferences', label: 'Change your places and workplaces' },
  pay: { hash: 'preferences', label: 'Change your pay floor' },
};

/** Where the person can put right what a family of reasons rests on; nothing where it rests on the posting alone. */
export function Correction({ family }: Pick<Reason, 'family'>): ReactNode {
  const control = profileControls[family];
  if (family === 'activity') {
    return (
      <p className="mt-2 text-sm text-muted">
        Not what you meant?{' '}
        <Link to="/saved" className={linkClass}>
          Take back what you liked or dismissed
        </Link>
      </p>
    );
  }
  if (control === undefined) return null;
  return (
    <p className="mt-2 text-sm text-muted">
      Not right?{' '}
      <Link to="/profile" hash={control.hash} className={linkClass}>
        {control.label}
      </Link>
    </p>
  );
}
