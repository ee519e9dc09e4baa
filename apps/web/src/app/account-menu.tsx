import { useNavigate } from '@tanstack/react-router';
import { LogOut, Settings, ShieldCheck, User as UserIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import type { User } from '@access/contracts/auth';
import { Avatar } from '@access/ui/avatar';
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '@access/ui/menu';

import { useSignOut } from '../features/auth/use-sign-out.ts';

/** Who is signed in, and the way out. */
export function AccountMenu({ user }: { user: User }): ReactNode {
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <Menu
      trigger={
        <button type="button" aria-label={`Account of ${user.displayName}`} className="rounded-full">
          <Avatar name={user.displayName} size={32} shape="round" />
        </button>
      }
    >
      <MenuHeading>
        <span className="block truncate font-medium text-ink">{user.displayName}</span>
        <span className="block truncate">{user.email}</span>
      </MenuHeading>
      <MenuSeparator />
      {user.userType === 'admin' ? (
        <MenuItem icon={<ShieldCheck />} onSelect={() => void navigate({ to: '/admin' })}>
          Administration
        </MenuItem>
      ) : (
        <MenuItem icon={<UserIcon />} onSelect={() => void navigate({ to: '/profile' })}>
          Profile
        </MenuItem>
      )}
      <MenuItem icon={<Settings />} onSelect={() => void navigate({ to: '/settings' })}>
        Settings
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => signOut(false)}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
