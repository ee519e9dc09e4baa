import { describe, expect, it } from 'vitest';

import { chordToKm, kmToSquaredChord, unitPoint } from './geometry.ts';
import { createInterner } from './interner.ts';
import { isPackedRequired, packedLevel, packedSkill, packSkill, skillCredit } from './job-table.ts';
import { createOccupationMatcher } from './occupation-matcher.ts';
import { FAMILIES, FEATURE_COUNT, FEATURE_SCHEMA_HASH, FEATURES } from './schema.ts';

describe('feature schema', () => {
  it('names each feature once and uses every family', () => {
    expect(new Set(FEATURES.map((f) => f.name)).size).toBe(FEATURE_COUNT);
    expect(new Set(FEATURES.map((f) => f.family))).toEqual(new Set(FAMILIES));
    expect(FEATURE_SCHEMA_HASH).toMatch(/^[0-9a-f]{64}$/);
  });

  it('holds nothing that names, pictures or classes a person', () => {
    const banned =
      /(^|_)(name|first|last|photo|picture|age|birth|born|gender|sex|race|ethnic|nation|religio|faith|married|famil|children|pregnan|disab|health|orient|politic|union)/;
    expect(FEATURES.filter((f) => banned.test(f.name))).toEqual([]);
  });
});

describe('distance', () => {
  it('is that of the great circle', () => {
    const [leeds, london] = [
      unitPoint({ lat: 53.7965, lon: -1.5478 }),
      unitPoint({ lat: 51.5085, lon: -0.1257 }),
    ];
    const squared = leeds.reduce((sum, x, i) => sum + (x - (london[i] ?? 0)) ** 2, 0);
    expect(chordToKm(squared)).toBeCloseTo(272, 0);
    expect(chordToKm(kmToSquaredChord(25))).toBeCloseTo(25, 9);
    expect(chordToKm(Number.NaN)).toBeNaN();
  });
});

describe('skills in one integer', () => {
  it('keep number, need and level', () => {
    const packed = packSkill(41_234, true, 3);
    expect([packedSkill(packed), isPackedRequired(packed), packedLevel(packed)]).toEqual([41_234, true, 3]);
    expect(isPackedRequired(packSkill(1, false, 9))).toBe(false);
    expect(packedLevel(packSkill(1, false, 9))).toBe(4);
  });

  it('count half for being there and the rest by level', () => {
    expect([skillCredit(0, 3), skillCredit(2, 0), skillCredit(1, 2), skillCredit(4, 2)]).toEqual([
      0, 1, 0.75, 1,
    ]);
  });
});

describe('interner', () => {
  it('numbers texts once and weighs each once', () => {
    const interner = createInterner((text) => text.length);
    expect([interner.add('aa'), interner.add('b'), interner.add('aa'), interner.find('c')]).toEqual([
      0, 1, 0, -1,
    ]);
    expect(interner.weights).toEqual([2, 1]);
    expect(interner.text(1)).toBe('b');
  });
});

describe('occupation matcher', () => {
  const split = (title: string) => title.toLowerCase().split(' ');
  const matcher = createOccupationMatcher(
    [
      { code: 'a', title: 'Registered Nurse', alternates: ['Ward Nurse'], related: ['b', 'gone'] },
      { code: 'b', title: 'Midwife', alternates: ['Ward Nurse'], related: [] },
      ...['c', 'd', 'e', 'f'].map((code) => ({
        code,
        title: `Head ${code}`,
        alternates: ['Manager'],
        related: [],
      })),
    ],
    split,
  );

  it('finds occupations by their words in any order', () => {
    expect(matcher.match(['nurse', 'registered'])).toEqual([0]);
    expect(matcher.match(['ward', 'nurse'])).toEqual([0, 1]);
  });

  it('forgives one word too many', () => {
    expect(matcher.match(['paediatric', 'registered', 'nurse'])).toEqual([0]);
  });

  it('takes a title that could be anything for nothing', () => {
    expect(matcher.match(['manager'])).toEqual([]);
    expect(matcher.match([])).toEqual([]);
  });

  it('knows related occupations that exist', () => {
    expect(matcher.related(0)).toEqual([1]);
    expect(matcher.title(1)).toBe('Midwife');
  });
});
