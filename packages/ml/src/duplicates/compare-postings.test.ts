import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { blockingKeys } from './blocking-keys.ts';
import { comparePlaces } from './compare-places.ts';
import { comparePostings, comparePostingTexts } from './compare-postings.ts';
import { describePosting, type ComparedPosting } from './described-posting.ts';
import { EMPTY_SKETCH, sketchText } from './text-sketch.ts';

const posting: ComparedPosting = {
  title: 'Ward Nurse',
  companyName: 'Aire Valley Trust',
  companyKey: 'aire valley trust',
  location: 'Leeds',
  placeId: 1,
  townNames: ['Leeds'],
  regionNames: ['England'],
  country: 'GB',
  latitude: 53.8,
  longitude: -1.55,
  isRemote: false,
  jobType: 'full_time',
  experienceLevel: 'mid',
  salaryMin: 30_000,
  salaryMax: 35_000,
  text: EMPTY_SKETCH,
  from: new Date('2024-03-01T00:00:00Z'),
  until: null,
  sources: ['board'],
};

const unresolved = {
  placeId: null,
  townNames: [],
  regionNames: [],
  country: null,
  latitude: null,
  longitude: null,
};
const york = { location: 'York', placeId: 2, townNames: ['York'], latitude: 53.96, longitude: -1.08 };

const compare = (a: Partial<ComparedPosting>, b: Partial<ComparedPosting>) =>
  comparePostings(describePosting({ ...posting, ...a }), describePosting({ ...posting, ...b }));
const keysOf = (changes: Partial<ComparedPosting>) =>
  blockingKeys(describePosting({ ...posting, ...changes }), []);

const places: readonly { a: Partial<ComparedPosting>; b: Partial<ComparedPosting>; relation: string }[] = [
  { a: {}, b: { location: 'Leeds, England, UK' }, relation: 'same' },
  { a: {}, b: { location: 'Leeds General Infirmary, Leeds' }, relation: 'within' },
  { a: { location: 'Leeds, Seacroft' }, b: { location: 'Leeds, Chapel Allerton' }, relation: 'sites' },
  { a: { location: 'Leeds North' }, b: { location: 'Leeds' }, relation: 'sites' },
  { a: {}, b: york, relation: 'elsewhere' },
  { a: {}, b: { ...york, latitude: 53.83, longitude: -1.6 }, relation: 'near' },
  { a: {}, b: { country: 'US' }, relation: 'elsewhere' },
  { a: {}, b: { ...unresolved, location: null }, relation: 'unknown' },
  { a: {}, b: { ...unresolved, location: 'Dock Street, Leeds' }, relation: 'within' },
  { a: {}, b: { ...unresolved, location: 'United Kingdom', country: 'GB' }, relation: 'wider' },
  { a: {}, b: { ...unresolved, location: 'Skipton' }, relation: 'elsewhere' },
];

describe('comparePlaces', () => {
  test.each(places)(
    'answers $relation for $a.location and $b.location, either way round',
    ({ a, b, relation }) => {
      const [one, other] = [describePosting({ ...posting, ...a }), describePosting({ ...posting, ...b })];
      expect(comparePlaces(one, other)).toBe(relation);
      expect(comparePlaces(other, one)).toBe(relation);
    },
  );
});

describe('comparePostings', () => {
  test.each([
    { name: 'a range within the other', b: { salaryMin: 31_000, salaryMax: 33_000 }, expected: 0 },
    { name: 'a rounded range', b: { salaryMin: 30_100, salaryMax: 35_200 }, expected: 0 },
    { name: 'no salary', b: { salaryMin: null, salaryMax: null }, expected: 0 },
    { name: 'another range', b: { salaryMin: 40_000, salaryMax: 45_000 }, expected: 1 },
    { name: 'a range that only overlaps', b: { salaryMin: 33_000, salaryMax: 40_000 }, expected: 1 },
  ])('weighs salaries: $name', ({ b, expected }) => {
    expect(compare({}, b).hasOtherSalary).toBe(expected);
  });

  test('tells salaries apart that only the titles name', () => {
    expect(compare({ title: 'Carer £12 per hour' }, { title: 'Carer £14 per hour' }).hasOtherSalary).toBe(1);
  });

  test('passes over a title that names its own place or company', () => {
    expect(compare({ title: 'Ward Nurse, Leeds' }, {}).wordsOfOne).toBe(0);
    expect(compare({ title: 'Ward Nurse, Aire Valley' }, {}).wordsOfOne).toBe(0);
    expect(compare({ title: 'Ward Nurse, York' }, {}).wordsOfOne).toBeGreaterThan(0);
  });

  test('takes what one side leaves out as no difference', () => {
    expect(compare({}, { jobType: null, experienceLevel: null })).toMatchObject({
      hasOtherType: 0,
      hasOtherLevel: 0,
    });
    expect(compare({}, { jobType: 'contract' }).hasOtherType).toBe(1);
  });

  test('calls postings twins that one source told at the same time, not one after the other', () => {
    const ended = new Date('2024-02-01T00:00:00Z');
    const begun = new Date('2024-01-01T00:00:00Z');
    expect(compare({}, {}).isTwin).toBe(1);
    expect(compare({}, { from: begun, until: ended }).isTwin).toBe(0);
    expect(compare({}, { sources: ['elsewhere'] }).isTwin).toBe(0);
    expect(compare({}, { companyKey: 'other' }).isTwin).toBe(0);
  });

  test('does not measure texts that are mere lists of facts', () => {
    const short = sketchText('Full time. Leeds.').sketch;
    expect(compare({ text: short }, { text: short }).textOverlap).toBeNull();
    expect(compare({}, {}).textOverlap).toBeNull();
  });

  test('measures b with a as it measures a with b', () => {
    const changes: fc.Arbitrary<Partial<ComparedPosting>> = fc.record({
      title: fc.constantFrom('', 'Ward Nurse', 'Night Nurse Band 5', 'Nurse, Leeds', 'Porter (part-time)'),
      companyName: fc.constantFrom('', 'Aire Valley Trust', 'Aire Valley NHS Trust', 'Other'),
      companyKey: fc.constantFrom('aire valley trust', 'other'),
      salaryMin: fc.constantFrom(null, 20_000, 30_000),
      salaryMax: fc.constantFrom(null, 30_000, 36_000),
      jobType: fc.constantFrom(null, 'full_time', 'contract'),
      isRemote: fc.boolean(),
      until: fc.constantFrom(null, new Date('2024-04-01T00:00:00Z')),
      text: fc.constantFrom('', 'a b c', 'one two '.repeat(40)).map((text) => sketchText(text).sketch),
    });
    const place = fc.constantFrom(...places.flatMap(({ a, b }) => [a, b]));
    fc.assert(
      fc.property(changes, place, changes, place, (a, placeA, b, placeB) => {
        const [one, other] = [
          { ...a, ...placeA },
          { ...b, ...placeB },
        ];
        expect(compare(one, other)).toEqual(compare(other, one));
      }),
    );
  });
});

test('comparePostingTexts leaves titles and places out of the texts', () => {
  const told = (location: string) => ({
    ...describePosting({ ...posting, location }),
    fullText: `Ward nurse wanted at our ${location} house`,
  });
  expect(comparePostingTexts(told('Leeds'), told('York'))).toMatchObject({ replacedWords: 0, addedWords: 0 });
});

describe('blockingKeys', () => {
  const shared = (a: Partial<ComparedPosting>, b: Partial<ComparedPosting>) =>
    keysOf(a).filter((key) => keysOf(b).includes(key)).length;

  test.each([
    { name: 'titles in another order', b: { title: 'nurse - ward' } },
    { name: 'another place', b: york },
    { name: 'another spelling of the company', b: { companyKey: 'avt' } },
  ])('lets look-alikes share a key: $name', ({ b }) => {
    expect(shared({}, b)).toBeGreaterThan(0);
  });

  test('gives unlike postings no key in common', () => {
    expect(shared({}, { title: 'Baker', companyKey: 'other', ...york })).toBe(0);
  });

  test('gives a bounded number of keys without repeats, whatever the title says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (title, location) => {
        const keys = blockingKeys(describePosting({ ...posting, title, location, placeId: null }), [1, 2, 2]);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
