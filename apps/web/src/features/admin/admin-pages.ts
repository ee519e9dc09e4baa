import { BrainCircuit, Briefcase, Building2, Gauge, Import, ShieldCheck } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

/** The pages of the admin's side, in the order of its navigation: a new one is a line here and a route. */
export const adminPages = [
  { to: '/admin', label: 'Overview', icon: Gauge },
  { to: '/admin/moderation', label: 'Moderation', icon: ShieldCheck },
  { to: '/admin/jobs', label: 'Jobs', icon: Briefcase },
  { to: '/admin/companies', label: 'Companies', icon: Building2 },
  { to: '/admin/imports', label: 'Imports', icon: Import },
  { to: '/admin/models', label: 'Models', icon: BrainCircuit },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon }[];
