import type { ReactNode } from 'react';

import { Avatar } from '@access/ui/avatar';
import { DivergingBar, signed } from '@access/ui/diverging-bar';
import { MatchBadge } from '@access/ui/match-badge';

const reasons = [
  { name: 'Skills', text: 'You have 5 of the 6 skills asked for', value: 1.72 },
  { name: 'Job title', text: 'Close to your last position', value: 0.94 },
  { name: 'Place', text: '6 km from you, hybrid', value: 0.46 },
  { name: 'Level', text: 'Asks for more years than you have', value: -0.38 },
] as const;

/** A made-up match, said to be one: what a job looks like in the list. */
export function ExampleMatch(): ReactNode {
  return (
    <figure className="w-full max-w-[520px] justify-self-center lg:justify-self-end">
      <div className="rounded-xl border bg-surface p-5 shadow-floating sm:p-6">
        <div className="flex gap-3">
          <Avatar name="Harbour Library" size={48} />
          <div className="min-w-0 flex-1">
            <p className="text-md font-semibold">Data analyst, lending services</p>
            <p className="text-muted">Harbour Library · Hamburg</p>
            <p className="mt-1">
              <MatchBadge level="strong" />
            </p>
          </div>
        </div>
        <ul className="mt-4 divide-y border-t">
          {reasons.map((reason) => (
            <li key={reason.name} className="flex items-center gap-4 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{reason.name}</p>
                <p className="text-sm text-muted">{reason.text}</p>
              </div>
              <div className="w-[42%] shrink-0">
                <DivergingBar value={reason.value} scale={1.72} text={signed(reason.value)} />
              </div>
            </li>
          ))}
        </ul>
      </div>
      <figcaption className="mt-3 text-center text-sm text-faint">
        An example. Your own jobs come with reasons like these.
      </figcaption>
    </figure>
  );
}
