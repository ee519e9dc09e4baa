import type { SearchFilter, Widening } from '@access/contracts/jobs';

import type { Departure } from './cursor.ts';
import type { ResolvedFilter } from './resolve-filter.ts';

const LARGEST_RADIUS_KM = 500;

/** Ways to find more, mildest first: a larger circle, then any of the words instead of all, then both. */
export function departures({ radiusKm }: SearchFilter, { circle, text }: ResolvedFilter): Departure[] {
  const radii = [2, 5]
    .map((times) => Math.min(LARGEST_RADIUS_KM, radiusKm * times))
    .filter((km) => km > radiusKm);
  const wider = circle === undefined ? [] : [...new Set(radii)].map((km) => ({ radiusKm: km }));
  if (text?.anyWord === undefined) return wider;
  const widest = wider.at(-1);
  return [
    ...wider,
    { isAnyWord: true },
    ...(widest === undefined ? [] : [{ ...widest, isAnyWord: true as const }]),
  ];
}

/** The filter as it is searched for in the end, and whether its words are taken as they stand. */
export function depart(
  filter: SearchFilter,
  { correctedQuery, radiusKm }: Departure,
  isExact: boolean,
): [SearchFilter, boolean] {
  return [
    {
      ...filter,
      ...(correctedQuery === undefined ? {} : { q: correctedQuery }),
      ...(radiusKm === undefined ? {} : { radiusKm }),
    },
    isExact || correctedQuery !== undefined,
  ];
}

/** The resolved filter with any of the words where that is the departure; what has all of them stays ahead. */
export function withAnyWord(filter: ResolvedFilter, { isAnyWord }: Departure): ResolvedFilter {
  const { text } = filter;
  if (isAnyWord !== true || text?.anyWord === undefined) return filter;
  return { ...filter, text: { ...text, query: text.anyWord, preferred: text.query } };
}

/** What people are told of a departure. */
export function widenedBy(filter: SearchFilter, { radiusKm, isAnyWord }: Departure): Widening[] {
  return [
    ...(radiusKm === undefined ? [] : [{ what: 'radius' as const, from: filter.radiusKm, to: radiusKm }]),
    ...(isAnyWord === undefined
      ? []
      : [{ what: 'words' as const, from: 'all' as const, to: 'any' as const }]),
  ];
}
