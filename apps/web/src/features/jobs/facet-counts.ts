import type { JobFacets } from '@access/contracts/jobs';

/** How many jobs each value of a filter would give. `isLeast`: more match than were counted. */
export interface FacetCounts<Value extends string> {
  readonly byValue: ReadonlyMap<Value, number>;
  readonly isLeast: boolean;
}

type ListFacet = 'jobType' | 'experienceLevel' | 'remoteOption';

/** Counts of one dimension; undefined while none are known, so that nothing claims zero. */
export function countsOf<Name extends ListFacet>(
  facets: JobFacets | undefined,
  name: Name,
): FacetCounts<JobFacets[Name][number]['value']> | undefined {
  if (facets === undefined) return undefined;
  const byValue = new Map(facets[name].map(({ value, count }) => [value, count] as const));
  return { byValue, isLeast: facets.relation === 'gte' };
}

/** Counts of skills by name. */
export function skillCounts(facets: JobFacets | undefined): FacetCounts<string> | undefined {
  if (facets === undefined) return undefined;
  const byValue = new Map(facets.skills.map(({ name, count }) => [name, count] as const));
  return { byValue, isLeast: facets.relation === 'gte' };
}
