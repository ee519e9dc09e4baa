import type { ReactNode } from 'react';

import { Card } from '@access/ui/card';

/** The narrow card of sign-up and sign-in. */
export function AuthFrame(props: { title: string; children: ReactNode; footer: ReactNode }): ReactNode {
  return (
    <div className="mx-auto w-full max-w-[420px] px-4 py-10 sm:py-20">
      <h1 className="mb-6 text-center text-xl font-semibold tracking-tight">{props.title}</h1>
      <Card padding="lg">{props.children}</Card>
      <p className="mt-5 text-center text-base text-muted">{props.footer}</p>
    </div>
  );
}
