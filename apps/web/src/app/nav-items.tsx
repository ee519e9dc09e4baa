import { Bookmark, GraduationCap, Search, Sparkles, User } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

/** The five places of a signed-in person, in the order of both navigation bars. */
export const navItems = [
  { to: '/for-you', label: 'For you', icon: Sparkles },
  { to: '/jobs', label: 'Jobs', icon: Search },
  { to: '/saved', label: 'Saved', icon: Bookmark },
  { to: '/skills', label: 'Skills', icon: GraduationCap },
  { to: '/profile', label: 'Profile', icon: User },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon }[];
