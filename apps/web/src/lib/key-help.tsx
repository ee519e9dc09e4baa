import { Keyboard } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { Button } from '@access/ui/button';
import { Dialog } from '@access/ui/dialog';
import { Kbd } from '@access/ui/kbd';

import { useHotkeys } from './use-hotkeys.ts';

/** A key, and what it does on the page. */
export type KeyMeaning = readonly [key: string, meaning: string];

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const keysEverywhere: readonly KeyMeaning[] = [
  [isApple ? '⌘ K' : 'Ctrl K', 'Go anywhere'],
  ['?', 'Show these keys'],
];

/** The keys of a page: shown by "?", or by its button where there is likely a keyboard. */
export function KeyHelp({ keys }: { keys: readonly KeyMeaning[] }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  useHotkeys({ '?': () => setIsOpen(true) });
  return (
    <>
      <span className="max-lg:hidden">
        <Button variant="ghost" size="sm" onClick={() => setIsOpen(true)}>
          <Keyboard /> Keys <Kbd>?</Kbd>
        </Button>
      </span>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Keys">
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2.5">
          {[...keys, ...keysEverywhere].map(([key, meaning]) => (
            <div key={key} className="col-span-2 grid grid-cols-subgrid">
              <dt>
                <Kbd>{key}</Kbd>
              </dt>
              <dd className="text-base">{meaning}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
