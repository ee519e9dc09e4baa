import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readNumber } from './read-number.ts';
import { readSalary } from './read-salary.ts';

type Row = readonly [string, readonly [number | null, number | null, string, string] | null];

/** Salary fields of real postings, and what they say. */
const written: readonly Row[] = [
  ['£28,333.20 per annum', [28_333.2, 28_333.2, 'GBP', 'year']],
  ['£82,096 - £110,683 per annum', [82_096, 110_683, 'GBP', 'year']],
  ['£24,907 - £30,615 per annum pro rata', [24_907, 30_615, 'GBP', 'year']],
  ['£34,024 - £40,890', [34_024, 40_890, 'GBP', 'year']],
  ['£15.03 per hour + Enhancements', [15.03, 15.03, 'GBP', 'hour']],
  ['£29,888 - £36,738 PA inc. HCAS', [29_888, 36_738, 'GBP', 'year']],
  ['£79,860 to £107,668', [79_860, 107_668, 'GBP', 'year']],
  ['£15.66 - £46.09', [15.66, 46.09, 'GBP', 'hour']],
  ['Starting salary from £24,907 per annum', [24_907, null, 'GBP', 'year']],
  ['£96,500 pa/pr', [96_500, 96_500, 'GBP', 'year']],
  ['£33,792.19', [33_792.19, 33_792.19, 'GBP', 'year']],
  ['£27,373.50 to £34,510', [27_373.5, 34_510, 'GBP', 'year']],
  ['Up to £44K per annum with £5k Bonus', [null, 44_000, 'GBP', 'year']],
  ['From £27,785.70 & £1500 Welcome Bonus', [27_785.7, null, 'GBP', 'year']],
  ['£43,000 per annum (£20 per hour)', [43_000, 43_000, 'GBP', 'year']],
  ['£16.65 P/H / £36,461.50 P/A', [16.65, 16.65, 'GBP', 'hour']],
  ['(£) 31,365 - 37,890 Per Annum', [31_365, 37_890, 'GBP', 'year']],
  ['Band 6 £31,365 - £37,890 per annum (or Band 5)', [31_365, 37_890, 'GBP', 'year']],
  ['£29,729 - £41,501 (Based on fulltime Hours)', [29_729, 41_501, 'GBP', 'year']],
  ['£54.965.00 Pro Rata', [54_965, 54_965, 'GBP', 'year']],
  ['$127,500 - $170,000', [127_500, 170_000, 'USD', 'year']],
  ['$12.50 - $13.00', [12.5, 13, 'USD', 'hour']],
  ['From $100,000', [100_000, null, 'USD', 'year']],
  ['Up to $110,000', [null, 110_000, 'USD', 'year']],
  ['$6,000 - $10,000 a month', [6_000, 10_000, 'USD', 'month']],
  ['$50-60k', [50_000, 60_000, 'USD', 'year']],
  ['$15-20/hr', [15, 20, 'USD', 'hour']],
  ['USD 120,000 – 150,000 per year', [120_000, 150_000, 'USD', 'year']],
  ['$260 per day', [260, 260, 'USD', 'day']],
  ['$1,200 weekly', [1_200, 1_200, 'USD', 'week']],
  ['C$85,000', [85_000, 85_000, 'CAD', 'year']],
  ['A$110k - A$130k', [110_000, 130_000, 'AUD', 'year']],
  ['$95,000+', [95_000, null, 'USD', 'year']],
  ['55.000 - 65.000 € im Jahr', [55_000, 65_000, 'EUR', 'year']],
  ['€45.000,50 brutto jährlich pro Jahr', [45_000.5, 45_000.5, 'EUR', 'year']],
  ['3 500 € par mois', [3_500, 3_500, 'EUR', 'month']],
  ["CHF 95'000 - 110'000", [95_000, 110_000, 'CHF', 'year']],
  ['₹5 - 8 LPA', [500_000, 800_000, 'INR', 'year']],
  ['¥6,000,000 - ¥9,000,000 per year', [6_000_000, 9_000_000, 'JPY', 'year']],
  ['12 000 - 15 000 PLN / month', [12_000, 15_000, 'PLN', 'month']],
  ['SEK 45 000 per month', [45_000, 45_000, 'SEK', 'month']],
  ['£110,683 - £82,096', [82_096, 110_683, 'GBP', 'year']],
  ['Competitive', null],
  ['Band 5', null],
  ['Band 8a - 8b', null],
  ['Dependent on Experience', null],
  ['££,£££', null],
  ['£0.00', null],
  ['RG24 9RH', null],
  ['£375-£450 per session', null],
  ['£10,000 per session', null],
  ['$9,500 per class', null],
  ['$999 - $1,999', null],
  ['100% remote, 5 days', null],
  ['$99,999,999 a year', null],
  ['$0.50 per hour', null],
  ['$10 - $90,000', null],
  ['45000', null],
  ['', null],
];

describe('readSalary', () => {
  it.each(written)('reads %j', (text, expected) => {
    const salary = readSalary(text);
    expect(salary === null ? null : [salary.min, salary.max, salary.currency, salary.period]).toEqual(
      expected,
    );
  });

  it.each([
    ['45753 - 51668 pro rata', { currency: 'GBP' }, [45_753, 51_668, 'GBP', 'year']],
    ['14.68p/hr', { currency: 'GBP' }, [14.68, 14.68, 'GBP', 'hour']],
    ['22.50ph', { currency: 'GBP' }, [22.5, 22.5, 'GBP', 'hour']],
    ['$70,000', { country: 'CA' }, [70_000, 70_000, 'CAD', 'year']],
    ['40 000 kr per month', { country: 'DK' }, [40_000, 40_000, 'DKK', 'month']],
    ['$2,000 - $4,000', { period: 'month' as const }, [2_000, 4_000, 'USD', 'month']],
    ['Band 5 or 6', { currency: 'GBP' }, null],
  ])('reads %j with what is known besides', (text, hints, expected) => {
    const salary = readSalary(text, hints);
    expect(salary === null ? null : [salary.min, salary.max, salary.currency, salary.period]).toEqual(
      expected,
    );
  });

  it('never throws, and never gives an absurd or unordered range', () => {
    const part = fc.constantFrom(
      '$',
      '£',
      '€',
      '1',
      '20',
      '30,000',
      '.',
      ',',
      '-',
      ' to ',
      'k',
      ' per ',
      'hour',
      'year',
      ' ',
      'Band ',
      '%',
      'up to ',
      '999999999999',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const salary = readSalary(text, { currency: 'USD' });
          if (salary === null) return;
          expect(salary.min ?? 0).toBeLessThanOrEqual(salary.max ?? Infinity);
          expect(salary.max ?? salary.min).toBeLessThanOrEqual(9_999_999_999);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('readNumber', () => {
  it.each([
    ['27,373.50', 27_373.5],
    ['27.373,50', 27_373.5],
    ['1.234.567', 1_234_567],
    ['12,5', 12.5],
    ["27'373", 27_373],
    ['27 373', 27_373],
    ['12,345,6', 123_45.6],
    ['', null],
    ['abc', null],
    ['1'.repeat(30), null],
  ])('reads %j', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });
});
