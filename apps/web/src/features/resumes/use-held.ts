import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../lib/trpc.ts';
import type { Held } from './reading-selection.ts';

/** What the profile holds, for the column beside what was read. */
export function useHeld(): { data: Held | null; error: unknown; retry: () => void } {
  const trpc = useTRPC();
  const profile = useQuery(trpc.profile.get.queryOptions());
  const experience = useQuery(trpc.experience.list.queryOptions());
  const education = useQuery(trpc.education.list.queryOptions());
  const skills = useQuery(trpc.mySkills.list.queryOptions());
  const all = [profile, experience, education, skills];
  const retry = (): void => {
    for (const query of all) if (query.isError) void query.refetch();
  };
  if (!profile.data || !experience.data || !education.data || !skills.data) {
    return { data: null, error: all.find((query) => query.isError)?.error ?? null, retry };
  }
  const { user, profile: held } = profile.data;
  return {
    data: {
      contact: {
        displayName: user.displayName,
        headline: held.headline,
        phone: held.phone,
        location: held.place?.label ?? held.location,
        bio: held.bio,
        linkedinUrl: held.linkedinUrl,
        githubUrl: held.githubUrl,
        portfolioUrl: held.portfolioUrl,
      },
      experience: experience.data.items,
      education: education.data.items,
      skills: skills.data.items,
    },
    error: null,
    retry,
  };
}
