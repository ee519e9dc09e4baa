import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareWords } from './compare-words.ts';

const NOTHING: ReadonlySet<string> = new Set();
const SAME = { replacedWords: 0, addedWords: 0, hasOtherNumbers: 0, hasOtherTerms: 0 };

describe('compareWords', () => {
  test.each([
    { name: 'order', a: 'Plan shifts and lead rounds', b: 'Lead rounds and plan shifts' },
    { name: 'who to ask', a: 'Fix lifts. Mail ann@lift.example', b: 'Fix lifts. Mail bob@lift.example' },
    { name: 'closing dates', a: 'Fix lifts until 3 March 2024', b: 'Fix lifts until 14 April 2024' },
    { name: 'words written together', a: 'Willing to cover wards', b: 'Willing tocover wards' },
    { name: 'empty texts', a: '', b: '' },
  ])('finds no difference in $name', ({ a, b }) => {
    expect(compareWords(a, b, NOTHING)).toEqual(SAME);
  });

  test.each([
    {
      name: 'a word replaced',
      a: 'Care on adult wards',
      b: 'Care on children wards',
      found: { replacedWords: 1 },
    },
    { name: 'a word more', a: 'Fix lifts', b: 'Fix lifts, escalators', found: { addedWords: 1 } },
    {
      name: 'other amounts',
      a: 'Pays 31,000 for 37 shifts',
      b: 'Pays 35,000 for 37 shifts',
      found: { hasOtherNumbers: 1 },
    },
    {
      name: 'terms of one side',
      a: 'Run the office',
      b: 'Run the office, maternity',
      found: { addedWords: 1, hasOtherTerms: 1 },
    },
  ])('tells $name', ({ a, b, found }) => {
    expect(compareWords(a, b, NOTHING)).toEqual({ ...SAME, ...found });
  });

  test('passes over words that are compared by themselves', () => {
    expect(compareWords('Drive in Leeds', 'Drive in York', new Set(['leed', 'york']))).toEqual(SAME);
  });

  test('does not depend on which text comes first', () => {
    const words = fc.array(
      fc.constantFrom(
        'care',
        'adult',
        'ward',
        'tocover',
        'cover',
        'to',
        '37',
        '31,000',
        'night',
        'permanent',
      ),
    );
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [left, right] = [a.join(' '), b.join(' ')];
        expect(compareWords(left, right, NOTHING)).toEqual(compareWords(right, left, NOTHING));
        expect(compareWords(left, left, NOTHING)).toEqual(SAME);
      }),
    );
  });
});
