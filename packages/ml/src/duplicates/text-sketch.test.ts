import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { EMPTY_SKETCH, hashText, sketchText, textOverlap } from './text-sketch.ts';

const numbered = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `word${from + at}`).join(' ');

const overlap = (a: string, b: string): number | null =>
  textOverlap(sketchText(a).sketch, sketchText(b).sketch);

/** Four standard errors of the estimate at its worst: √(½·½/128). */
const SLACK = 0.18;

describe('sketchText', () => {
  test.each([
    ['nothing', ''],
    ['spaces', ' \n\t '],
    ['signs', '–– *** !!'],
  ])('makes an empty sketch without keys of %s', (_, text) => {
    expect(sketchText(text)).toEqual({ sketch: EMPTY_SKETCH, bands: [] });
  });

  test('does not read case, accents, formatting or signs', () => {
    const plain = sketchText('We look for an engineer in Zurich who likes tests');
    expect(sketchText('• WE look, for an ENGINEER\n in Zürich: who likes tests!')).toEqual(plain);
  });

  test('gives a mere list of facts no keys of its text', () => {
    expect(sketchText(numbered(0, 30)).bands).toEqual([]);
    expect(sketchText(numbered(0, 60)).bands).toHaveLength(8);
  });
});

describe('textOverlap', () => {
  test('is unknown where a text is empty', () => {
    expect(overlap('', '')).toBeNull();
    expect(overlap('', numbered(0, 60))).toBeNull();
    expect(overlap(numbered(0, 60), '')).toBeNull();
  });

  test.each([
    // Texts of n words have n − 3 shingles of four.
    { name: 'one text', a: numbered(0, 103), b: numbered(0, 103), expected: 1 },
    { name: 'two thirds shared', a: numbered(0, 103), b: numbered(20, 103), expected: 80 / 120 },
    { name: 'a third shared', a: numbered(0, 103), b: numbered(50, 103), expected: 50 / 150 },
    { name: 'nothing shared', a: numbered(0, 103), b: numbered(500, 103), expected: 0 },
  ])('estimates the share of shingles in common: $name', ({ a, b, expected }) => {
    expect(Math.abs((overlap(a, b) ?? -1) - expected)).toBeLessThan(SLACK);
  });

  test('does not depend on the order, and is 1 of a text with itself', () => {
    const text = fc.array(fc.constantFrom('care', 'ward', 'night', 'team', 'nurse'), { minLength: 1 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(overlap(a.join(' '), b.join(' '))).toBe(overlap(b.join(' '), a.join(' ')));
        expect(overlap(a.join(' '), a.join(' '))).toBe(1);
      }),
    );
  });

  test('lets texts that share most of their words share a key', () => {
    const a = sketchText(numbered(0, 403));
    const b = sketchText(numbered(10, 403));
    expect(a.bands.some((band) => b.bands.includes(band))).toBe(true);
  });
});

test('hashText answers signed 32-bit integers, as the database keeps them', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(hashText(text)).toBe(hashText(text) | 0);
    }),
  );
});
