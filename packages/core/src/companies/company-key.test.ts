import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { companyMatchKey, companySlug } from './company-key.ts';

describe('companyMatchKey', () => {
  it.each([
    ['ACME, Inc.', 'acme'],
    ['Acme LLC', 'acme'],
    ['The Acme Company', 'acme'],
    ['Müller & Söhne GmbH & Co. KG', 'muller and sohne gmbh and'],
    ['Société Générale S.A.', 'societe generale'],
    ['L.L. Bean', 'll bean'],
    ["McDonald's Corporation", 'mcdonalds'],
    ['Piemonte Chevrolet', 'piemonte chevrolet'],
    ['Limited', 'limited'],
    ['株式会社メルカリ', '株式会社メルカリ'],
    ['!!!', '!!!'],
    ['Co-op Bank plc', 'co op bank'],
  ])('reads %s as %s', (name, key) => {
    expect(companyMatchKey(name)).toBe(key);
  });
});

describe('companySlug', () => {
  it.each([
    ['acme', 'acme'],
    ['muller and sohne', 'muller-and-sohne'],
  ])('writes %s as %s', (key, slug) => {
    expect(companySlug(key)).toBe(slug);
  });

  it('fits the column for any name at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(companySlug(companyMatchKey(name))).toMatch(/^[a-z0-9][a-z0-9-]*$/);
      }),
    );
  });

  it('tells apart what ASCII cannot', () => {
    expect(companySlug('メルカリ')).not.toBe(companySlug('楽天'));
  });
});
