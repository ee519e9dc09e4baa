import type { ExperienceLevel } from '@access/contracts/enums';

import { createPlaceResolver, loadCountries, loadPlaces } from '../places/index.ts';
import { createSkillMatcher, type SkillMatcher } from '../skills/index.ts';
import { detectExperienceLevel } from '../text/index.ts';

type MatchableSkill<Id> = Parameters<typeof createSkillMatcher<Id>>[0][number];

/** What a source says of a location besides its name; degrees. */
interface LocationHint {
  country?: string | undefined;
  lat?: number | undefined;
  lon?: number | undefined;
}

/** Reads skills, places and levels in postings. */
export interface TextUnderstanding<Id> {
  readonly skills: SkillMatcher<Id>;
  readonly places: {
    resolve(
      text: string,
      hint?: LocationHint,
    ): { placeId: number | null; country: string | null; isRemote: boolean } | null;
  };
  readonly detectLevel: (posting: { title: string; text: string }) => ExperienceLevel | null;
}

/**
 * Builds the matcher over the catalogue's skills and the resolver over the shipped gazetteer: about a second, some
 * 100 MB; make one per process.
 */
export function createTextUnderstanding<Id>(skills: readonly MatchableSkill<Id>[]): TextUnderstanding<Id> {
  const resolver = createPlaceResolver(loadPlaces(), loadCountries());
  return {
    skills: createSkillMatcher(skills),
    places: {
      resolve(text, hint) {
        const found = resolver.resolve(text, given(hint));
        const isRemote = found.remote === 'remote';
        if (found.placeId === null && found.country === null && !isRemote) return null;
        return { placeId: found.placeId, country: found.country, isRemote };
      },
    },
    detectLevel: detectExperienceLevel,
  };
}

/** The hint without its gaps. */
function given({ country, lat, lon }: LocationHint = {}): { country?: string; lat?: number; lon?: number } {
  return {
    ...(country === undefined ? {} : { country }),
    ...(lat === undefined || lon === undefined ? {} : { lat, lon }),
  };
}
