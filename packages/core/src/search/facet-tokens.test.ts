import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  countryCode,
  countryNumber,
  dayNumber,
  dayTokens,
  enumToken,
  enumValue,
  facetToken,
  LAST_DAY,
  LAST_PAY,
  payBucket,
  payBucketStart,
  payTokens,
  readFacetToken,
} from './facet-tokens.ts';

const widths = { day: 1, days8: 8, days64: 64, days512: 512, pay: 1, pay8: 8 } as const;
const expand = (tokens: readonly number[]): number[] =>
  tokens.flatMap((token) => {
    const { kind, value } = readFacetToken(token) ?? { kind: 'skill' as const, value: 0 };
    const width = kind in widths ? widths[kind as keyof typeof widths] : 0;
    return Array.from({ length: width }, (_, index) => value * width + index);
  });

describe('tokens', () => {
  it('fit the integers of the database and tell their kind and value', () => {
    const token = facetToken('pay8', 2 ** 27 - 1);
    expect(token).toBe(2 ** 31 - 1);
    expect(readFacetToken(token)).toEqual({ kind: 'pay8', value: 2 ** 27 - 1 });
    expect(readFacetToken(5)).toBeUndefined();
  });

  it('give enum values and countries back', () => {
    const { value = 0 } = readFacetToken(enumToken('remoteOption', 'hybrid')) ?? {};
    expect(enumValue('remoteOption', value)).toBe('hybrid');
    expect(countryCode(countryNumber('GB'))).toBe('GB');
  });

  it('cover a range of days exactly, with few tokens', () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(3_000), (from, length) => {
        const tokens = dayTokens(from, from + length);
        expect(expand(tokens)).toEqual(Array.from({ length: length + 1 }, (_, index) => from + index));
      }),
    );
    expect(dayTokens(dayNumber(new Date('2026-01-01')), LAST_DAY).length).toBeLessThan(80);
    expect(dayNumber(new Date('1999-05-01'))).toBe(0);
  });

  it('cover a range of pay exactly', () => {
    expect(expand(payTokens(10, LAST_PAY))).toEqual(
      Array.from({ length: LAST_PAY - 9 }, (_, index) => 10 + index),
    );
  });

  it('put pay into buckets whose start is not above it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1_001, max: 9_000_000, noNaN: true }), (usd) => {
        const bucket = payBucket(usd);
        expect(payBucketStart(bucket)).toBeLessThanOrEqual(usd * 1.000_001);
        expect(payBucketStart(bucket + 1)).toBeGreaterThan(usd * 0.999_999);
      }),
    );
    expect(payBucket(1e12)).toBe(LAST_PAY);
    expect(payBucket(0)).toBe(8);
  });
});
