import { describe, expect, it } from 'vitest';

import { createFormats } from './formats.ts';

const now = (): number => Date.parse('2026-11-23T12:00:00Z');
const british = createFormats('en-GB', 'Europe/London', now);

describe('how long ago', () => {
  it.each([
    ['2026-11-23T11:59:30Z', 'just now'],
    ['2026-11-23T11:34:00Z', '26 minutes ago'],
    ['2026-11-23T08:00:00Z', '4 hours ago'],
    ['2026-11-22T08:00:00Z', 'yesterday'],
    ['2026-10-26T08:00:00Z', '28 days ago'],
    ['2026-10-12T08:00:00Z', '12 Oct'],
    ['2025-11-12T08:00:00Z', '12 Nov 2025'],
  ])('%s is %s', (instant, words) => {
    expect(british.ago(instant)).toBe(words);
  });

  it('takes the year of the person’s zone', () => {
    const earlyInYear = createFormats('en-US', 'Pacific/Auckland', () => Date.parse('2026-02-20T00:00:00Z'));
    // Already 2026 there, still 2025 in UTC.
    expect(earlyInYear.ago('2025-12-31T13:00:00Z')).toBe('Jan 1');
  });
});

describe('how long until', () => {
  it.each([
    ['2026-11-23T11:00:00Z', 'any moment'],
    ['2026-11-23T12:45:30Z', 'in 45 minutes'],
    ['2026-11-23T18:10:00Z', 'in 6 hours'],
    ['2026-11-25T13:00:00Z', 'in 2 days'],
  ])('%s is %s', (instant, words) => {
    expect(british.ahead(instant)).toBe(words);
  });
});

describe('the currency that pay is named in', () => {
  it.each([
    ['en-US', 'USD'],
    ['en', 'USD'],
    ['en-GB', 'GBP'],
    ['de', 'EUR'],
    ['de-CH', 'CHF'],
    ['ja', 'EUR'],
  ])('of %s is %s', (locale, currency) => {
    expect(createFormats(locale, undefined, now).currency).toBe(currency);
  });
});
