import { createHash } from 'node:crypto';

import type { PersonDocument } from '@access/ml/features';

/**
 * Changes when something changes that an answer depends on. What the person looked at moves the match a little and is left
 * out: an answer would otherwise be old as soon as one of its jobs was opened.
 */
export function personStamp({ interactions: _, ...person }: PersonDocument): string {
  const { places } = person.preferences;
  const sorted = {
    ...person,
    blockedCompanyIds: person.blockedCompanyIds.toSorted(),
    rejectedSkillIds: person.rejectedSkillIds.toSorted(),
    excludedJobIds: person.excludedJobIds.toSorted(),
    preferences: {
      ...person.preferences,
      places: { ...places, values: places.values.toSorted((a, b) => a.lat - b.lat || a.lon - b.lon) },
    },
  };
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url');
}
