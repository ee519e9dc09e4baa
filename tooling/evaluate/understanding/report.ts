import { createPlaceResolver, loadCountries, loadPlaces } from '@access/ml/places';
import { createSkillMatcher, loadSkills } from '@access/ml/skills';
import { detectExperienceLevel } from '@access/ml/text';

import { sets, type SetName, type Split } from './labelled-sets.ts';
import { measure, type Measure, type Reading } from './measure.ts';
import { setReaders, type Readers } from './read-sets.ts';

/** What the floors of the product are held to: shares over facts of strings not used for tuning. */
export const FLOORS = { precision: 0.95, recall: 0.9 } as const;

/** How well one kind of fact is read, on the strings the readers were tuned on and on those held back. */
export interface SetReport {
  readonly name: SetName;
  readonly tune: Measure;
  readonly held: Measure;
}

export const setNames: readonly SetName[] = Object.keys(sets).filter((name): name is SetName => name in sets);

/** The product's own readers over the shipped taxonomy and gazetteer; about two seconds. */
export function shippedReaders(): Readers {
  return {
    skills: createSkillMatcher(loadSkills().map((skill) => ({ ...skill, id: skill.slug }))),
    places: createPlaceResolver(loadPlaces(), loadCountries()),
    detectLevel: detectExperienceLevel,
  };
}

/** Measures one set on both of its splits. */
export function reportOn(name: SetName, readers: Readers): SetReport {
  return {
    name,
    tune: measure(readingsOf(name, { readers, split: 'tune' })),
    held: measure(readingsOf(name, { readers, split: 'held' })),
  };
}

/** The strings of one split with label and reading. */
export function readingsOf(name: SetName, { readers, split }: { readers: Readers; split: Split }): Reading[] {
  return setReaders[name](readers)
    .filter((row) => row.split === split)
    .map(({ reading }) => reading);
}
