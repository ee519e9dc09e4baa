import type { z } from 'zod';

import { postingReaders } from '@access/core/imports';
import type { PlaceResolver } from '@access/ml/places';
import type { SkillMatcher } from '@access/ml/skills';

import { readSet, sets, type SetName, type Split } from './labelled-sets.ts';
import type { Reading } from './measure.ts';

/** The readers that need the taxonomy or the gazetteer; the others are plain functions. Skills are told by their slug. */
export interface Readers {
  readonly skills: SkillMatcher<string>;
  readonly places: PlaceResolver;
  readonly detectLevel: (posting: { title: string; text: string }) => string | null;
}

/** A labelled string with what its label says and what the product reads in it. */
export interface ReadRow {
  readonly split: Split;
  readonly reading: Reading;
}
type SetReader = (readers: Readers) => ReadRow[];

const {
  readSalary,
  salaryFromText,
  readJobType,
  jobTypeFromText,
  readRemoteOption,
  remoteFromText,
  detectLanguage,
} = postingReaders;

/** One fact, or none where nothing is stated. */
const fact = (value: unknown): string[] => (value === null ? [] : [JSON.stringify(value)]);
/** Title and text of a posting that holds nothing but this string. */
const posting = (row: { kind: string; text: string }): [title: string, text: string] =>
  row.kind === 'title' ? [row.text, ''] : ['', row.text];

/** Every string of each set with what its label says and what the product reads in it. */
export const setReaders: Readonly<Record<SetName, SetReader>> = {
  salary: over('salary', sets.salary, ({ text, kind, hints, salary }) => {
    const read =
      kind === 'field' ? readSalary(text, hints) : salaryFromText(...posting({ kind, text }), hints);
    return { expected: fact(salary && salaryKey(salary)), predicted: fact(read && salaryKey(read)) };
  }),
  // The whole reading is one fact: a list with one place too many or too few is wrong.
  place: over('place', sets.place, ({ text, hints, places, isRemote, remoteWithin }, readers) => {
    const read = readers.places.read(text, hints ?? {});
    return {
      expected: placeFacts({
        places: places.map((place) => ('geonameId' in place ? `city ${place.geonameId}` : areaKey(place))),
        isRemote,
        within: remoteWithin.map(areaKey),
      }),
      predicted: placeFacts({
        places: read.places.map((place) =>
          place.placeId === null ? areaKey(areaOf(place)) : `city ${place.placeId}`,
        ),
        isRemote: read.isRemote,
        within: read.remoteWithin.map((area) => areaKey(areaOf(area))),
      }),
    };
  }),
  language: over('language', sets.language, ({ text, language }) => ({
    expected: fact(language),
    predicted: fact(detectLanguage(text)),
  })),
  level: over('level', sets.level, (row, readers) => {
    const [title, text] = posting(row);
    return { expected: fact(row.experienceLevel), predicted: fact(readers.detectLevel({ title, text })) };
  }),
  'job-type': over('job-type', sets['job-type'], (row) => ({
    expected: fact(row.jobType),
    predicted: fact(row.kind === 'field' ? readJobType(row.text) : jobTypeFromText(...posting(row))),
  })),
  remote: over('remote', sets.remote, (row) => ({
    expected: fact(row.remoteOption),
    predicted: fact(row.kind === 'field' ? readRemoteOption(row.text) : remoteFromText(...posting(row))),
  })),
  skills: over('skills', sets.skills, ({ text, skills }, readers) => {
    const required = new Map<string, boolean>();
    for (const { skillId, isRequired = true } of readers.skills.extract(text, { kind: 'job' }))
      required.set(skillId, isRequired || required.get(skillId) === true);
    return {
      expected: skills.map(({ slug, isRequired }) => skillKey(slug, isRequired)),
      predicted: [...required].map(([slug, isRequired]) => skillKey(slug, isRequired)),
    };
  }),
};

function over<Row extends { text: string; split: Split }>(
  name: SetName,
  schema: z.ZodType<Row>,
  read: (row: Row, readers: Readers) => Pick<Reading, 'expected' | 'predicted'>,
): SetReader {
  return (readers) =>
    readSet(name, schema).map((row) => ({
      split: row.split,
      reading: { text: row.text, ...read(row, readers) },
    }));
}

interface Salary {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string;
  readonly period: string;
}
const salaryKey = ({ min, max, currency, period }: Salary) => [min, max, currency, period];
const skillKey = (slug: string, isRequired: boolean): string =>
  `${slug} ${isRequired ? 'required' : 'nice to have'}`;

type Area = { readonly country: string } | { readonly region: string };
const areaKey = (area: Area): string => ('region' in area ? area.region : area.country);
const areaOf = ({ country, admin1 }: { country: string; admin1: string | null }): Area =>
  admin1 === null ? { country } : { region: `${country}.${admin1}` };

/** The order of the places counts, since the first is the job's own; that of the areas of remote work does not. */
function placeFacts(said: { places: string[]; isRemote: boolean; within: string[] }): string[] {
  if (said.places.length === 0 && !said.isRemote) return [];
  return [JSON.stringify([said.places, said.isRemote, said.within.toSorted()])];
}
