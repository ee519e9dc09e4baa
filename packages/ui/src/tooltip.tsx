import { Tooltip as RadixTooltip } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

import { Kbd } from './kbd.tsx';

/** Wraps the application once, so that tooltips share their delay. */
export function TooltipProvider({ children }: { children: ReactNode }): ReactNode {
  return <RadixTooltip.Provider delayDuration={400}>{children}</RadixTooltip.Provider>;
}

/** Names a control on hover and focus; never the only place where something is said. */
export function Tooltip(props: { label: string; shortcut?: string; children: ReactElement }): ReactNode {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{props.children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content
          sideOffset={6}
          className="z-50 flex animate-pop items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-canvas"
        >
          {props.label}
          {props.shortcut !== undefined && <Kbd tone="inverted">{props.shortcut}</Kbd>}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
