import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** A button that opens a list of actions. */
export function Menu(props: { trigger: ReactElement; children: ReactNode }): ReactNode {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{props.trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-50 min-w-52 animate-pop rounded-lg bg-surface p-1 shadow-floating"
        >
          {props.children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** One action of a menu. */
export function MenuItem(props: { onSelect: () => void; icon?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <DropdownMenu.Item
      onSelect={props.onSelect}
      className="flex h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 text-base outline-none select-none data-highlighted:bg-hover pointer-coarse:h-10 [&_svg]:size-4 [&_svg]:text-faint"
    >
      {props.icon}
      {props.children}
    </DropdownMenu.Item>
  );
}

/** A line of text that heads a menu. */
export function MenuHeading(props: { children: ReactNode }): ReactNode {
  return <DropdownMenu.Label className="px-2 py-1.5 text-sm text-muted">{props.children}</DropdownMenu.Label>;
}

/** A hairline between groups of actions. */
export function MenuSeparator(): ReactNode {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
