import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareTitles } from './compare-titles.ts';
import { readTitle } from './title-facts.ts';

const NOTHING: ReadonlySet<string> = new Set();

const compare = (a: string, b: string, explained = NOTHING) =>
  compareTitles(readTitle(a), readTitle(b), explained);

const differing = (a: string, b: string, explained = NOTHING): string[] =>
  Object.entries(compare(a, b, explained))
    .filter(([, value]) => value > 0)
    .map(([name]) => name);

const pairs: readonly { a: string; b: string; names: readonly string[] }[] = [
  { a: 'Senior Software Engineer', b: 'software engineer, senior', names: [] },
  { a: 'Data Engineer (m/w/d)', b: 'Data Engineer', names: [] },
  { a: 'Project Accountant - Job ID 48213', b: 'Project Accountant', names: [] },
  { a: 'Software Developer', b: 'Software Development', names: [] },
  { a: 'Reciever of goods', b: 'Receiver of goods', names: [] },
  { a: 'Staff Nurse Band 5', b: 'Staff Nurse Band 6', names: ['marksOfBoth'] },
  { a: 'Engineer II', b: 'Engineer III', names: ['marksOfBoth'] },
  { a: 'Engineer II', b: 'Engineer 2', names: [] },
  { a: 'Porter, day', b: 'Porter, night', names: ['marksOfBoth'] },
  { a: 'Engineer', b: 'Senior Engineer', names: ['marksOfOne'] },
  { a: 'Theatre Nurse', b: 'Ward Nurse', names: ['wordsOfBoth'] },
  { a: 'Nurse', b: 'Nurse, outpatients', names: ['wordsOfOne'] },
  { a: 'Cook (full-time)', b: 'Cook (part-time)', names: ['termsOfBoth'] },
  { a: 'Cook', b: 'Cook, fixed term contract', names: ['termsOfOne'] },
];

describe('compareTitles', () => {
  test.each(pairs)('tells $names of "$a" and "$b"', ({ a, b, names }) => {
    expect(differing(a, b)).toEqual(names);
  });

  test('passes over words that a place or company explains', () => {
    expect(differing('Driver, Leeds', 'Driver')).toEqual(['wordsOfOne']);
    expect(differing('Driver, Leeds', 'Driver', new Set(['leed']))).toEqual([]);
  });

  test('answers more where more words differ, 1 where none is shared', () => {
    const little = compare('Senior theatre recovery nurse', 'Senior ward recovery nurse').wordsOfBoth;
    const much = compare('Theatre nurse', 'Ward nurse').wordsOfBoth;
    expect(little).toBeLessThan(much);
    expect(compare('Baker', 'Welder').wordsOfBoth).toBe(1);
  });

  test('does not depend on which title comes first, and tells no title from itself', () => {
    const title = fc.oneof(fc.string(), fc.constantFrom(...pairs.flatMap(({ a, b }) => [a, b])));
    fc.assert(
      fc.property(title, title, (a, b) => {
        expect(compare(a, b)).toEqual(compare(b, a));
        expect(differing(a, a)).toEqual([]);
      }),
    );
  });

  test('finds no difference between empty titles', () => {
    expect(differing('', '')).toEqual([]);
    expect(differing('', 'Baker')).toEqual(['wordsOfOne']);
  });
});

test('readTitle keeps the pay that a title names apart from its words', () => {
  expect(readTitle('Carer £12.50 per hour')).toEqual({
    words: ['carer'],
    marks: [],
    terms: [],
    amounts: ['1250'],
  });
});
