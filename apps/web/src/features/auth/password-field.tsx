import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';

import { Input } from '@access/ui/input';

/** A password input that can show what was typed. */
export function PasswordInput(props: Omit<ComponentProps<typeof Input>, 'type'>): ReactNode {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="relative">
      <Input {...props} type={isShown ? 'text' : 'password'} />
      <button
        type="button"
        aria-label={isShown ? 'Hide what was typed' : 'Show what was typed'}
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-md text-faint hover:text-ink"
      >
        {isShown ? <EyeOff className="size-4" /> : <Eye className="size-4" />}
      </button>
    </div>
  );
}
