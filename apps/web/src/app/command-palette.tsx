import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Building2, Moon, Search, Settings, Sun } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { chooseTheme } from '../lib/theme.ts';
import { useTRPC } from '../lib/trpc.ts';
import { useDebounced } from '../lib/use-debounced.ts';
import { navItems } from './nav-items.tsx';

const companies = { to: '/companies', label: 'Companies', icon: Building2 } as const;
const settings = { to: '/settings', label: 'Settings', icon: Settings } as const;

/** Go anywhere, search jobs and change the theme from the keyboard. */
export function CommandPalette({ onClose }: { onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  const trpc = useTRPC();
  const [query, setQuery] = useState('');
  const asked = useDebounced(query.trim(), 150);
  const found = useQuery({
    ...trpc.search.jobs.queryOptions({ q: asked, limit: 5 }),
    enabled: asked.length >= 2,
  });
  const run = (action: () => void) => () => {
    onClose();
    action();
  };
  const isDark = document.documentElement.dataset['theme'] === 'dark';
  const theme = `Switch to ${isDark ? 'light' : 'dark'} theme`;
  // In their order, by the start of a word: a search stays where the hand expects it, above the jobs it found.
  const isAskedFor = (label: string): boolean =>
    ` ${label.toLowerCase()}`.includes(` ${query.trim().toLowerCase()}`);
  const places = [...navItems, companies, settings].filter(({ label }) => isAskedFor(label));
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label="Search and commands"
      shouldFilter={false}
      overlayClassName="fixed inset-0 z-40 bg-scrim animate-fade"
      contentClassName="fixed inset-x-3 top-[12vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl bg-surface shadow-floating animate-pop"
    >
      <div className="flex items-center gap-3 border-b px-4">
        <Search className="size-4 text-faint" />
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder="Search jobs or type a command"
          className="h-12 flex-1 bg-transparent text-md outline-none"
        />
      </div>
      <Command.List className="max-h-[60vh] overflow-y-auto p-2">
        {places.length > 0 && (
          <Group heading="Go to">
            {places.map(({ to, label, icon: Icon }) => (
              <Item key={to} value={label} onSelect={run(() => void navigate({ to }))}>
                <Icon /> {label}
              </Item>
            ))}
          </Group>
        )}
        {query.trim() !== '' && (
          <Group heading="Jobs">
            <Item
              value="search"
              onSelect={run(() => void navigate({ to: '/jobs', search: { q: query.trim() } }))}
            >
              <Search />
              <span className="truncate">Search jobs for “{query.trim()}”</span>
            </Item>
            {(asked.length >= 2 ? (found.data?.items ?? []) : []).map((job) => (
              <Item
                key={job.id}
                value={job.id}
                onSelect={run(() => void navigate({ to: '/jobs/$jobId', params: { jobId: job.id } }))}
              >
                <span className="min-w-0 truncate">{job.title}</span>
                <span className="ml-auto max-w-[45%] shrink-0 truncate pl-4 text-sm text-faint">
                  {job.company.name}
                </span>
              </Item>
            ))}
          </Group>
        )}
        {isAskedFor(theme) && (
          <Group heading="Appearance">
            <Item value="theme" onSelect={run(() => chooseTheme(isDark ? 'light' : 'dark', localStorage))}>
              {isDark ? <Sun /> : <Moon />} {theme}
            </Item>
          </Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }): ReactNode {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
    >
      {children}
    </Command.Group>
  );
}

function Item(props: { value: string; onSelect: () => void; children: ReactNode }): ReactNode {
  return (
    <Command.Item
      value={props.value}
      onSelect={props.onSelect}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-hover pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint"
    >
      {props.children}
    </Command.Item>
  );
}
