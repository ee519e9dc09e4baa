import { Popover as RadixPopover } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** A small window that hangs from its button. */
export function Popover(props: { label: string; trigger: ReactElement; children: ReactNode }): ReactNode {
  return (
    <RadixPopover.Root>
      <RadixPopover.Trigger asChild>{props.trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          align="start"
          sideOffset={6}
          aria-label={props.label}
          className="z-40 w-64 animate-pop rounded-lg bg-surface p-4 shadow-floating"
        >
          {props.children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
