import type { z } from 'zod';

import type { ExperienceLevel } from '@access/contracts/enums';
import type { Place } from '@access/contracts/places';
import type { ProfileAnswer, ProfileUpdate } from '@access/contracts/profile';

/** The form's own values: text is never null, as inputs want it. */
export interface AboutDraft {
  displayName: string;
  headline: string;
  phone: string;
  bio: string;
  linkedinUrl: string;
  githubUrl: string;
  portfolioUrl: string;
  /** Unchanged until the person chooses or empties it: a place written but not recognised stays as it was written. */
  place: Pick<Place, 'id' | 'label'> | 'none' | 'unchanged';
  experienceLevel: ExperienceLevel | null;
}

/** Fills the form from the profile. */
export function draftOf({ user, profile }: ProfileAnswer): AboutDraft {
  return {
    displayName: user.displayName,
    headline: profile.headline ?? '',
    phone: profile.phone ?? '',
    bio: profile.bio ?? '',
    linkedinUrl: profile.linkedinUrl ?? '',
    githubUrl: profile.githubUrl ?? '',
    portfolioUrl: profile.portfolioUrl ?? '',
    place: 'unchanged',
    experienceLevel: profile.experienceLevel,
  };
}

/** What the form asks to save; an emptied field empties the profile's. */
export function updateOf(draft: AboutDraft): z.input<typeof ProfileUpdate> {
  const url = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    displayName: draft.displayName,
    headline: draft.headline,
    phone: draft.phone,
    bio: draft.bio,
    linkedinUrl: url(draft.linkedinUrl),
    githubUrl: url(draft.githubUrl),
    portfolioUrl: url(draft.portfolioUrl),
    ...placeOf(draft.place),
    experienceLevel: draft.experienceLevel,
  };
}

function placeOf(place: AboutDraft['place']): Pick<z.input<typeof ProfileUpdate>, 'placeId' | 'location'> {
  if (place === 'unchanged') return {};
  return place === 'none' ? { placeId: null, location: null } : { placeId: place.id };
}
