import { createContext, useContext } from 'react';

import type { JobSummary } from '@access/contracts/jobs';

type Pay = Pick<JobSummary, 'salaryMin' | 'salaryMax' | 'currency' | 'salaryPeriod'>;

const periods = { year: 'a year', month: 'a month', week: 'a week', day: 'a day', hour: 'an hour' };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Formats {
  /** "€62,000 – €78,000 a year"; null where no pay is stated. */
  pay: (pay: Pay) => string | null;
  money: (amount: number, currency: string) => string;
  /** "3 March 2026" in the person's zone. */
  day: (instant: string) => string;
  /** "Mar 2026" of a calendar date, which has no zone. */
  month: (date: string) => string;
  /** "2 hours ago", "yesterday"; "18 Oct" once it is over a month, with the year once that is another. */
  ago: (instant: string) => string;
  /** "in 2 hours"; "any moment" once it is due. */
  ahead: (instant: string) => string;
  count: (value: number) => string;
  /** ISO 4217: what pay is named in where the person's language is from; one of those that can be chosen. */
  currency: string;
  /** Kilometres with their unit. */
  distance: (km: number) => string;
}

/** Writers of money, dates and numbers in a person's language and time zone; unknown ones fall back to the browser's. */
export function createFormats(
  locale: string | undefined,
  timeZone: string | undefined,
  now: () => number,
): Formats {
  const language = supported(locale);
  const zone = knownZone(timeZone);
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', ...zone });
  const months = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const counts = new Intl.NumberFormat(language);
  const shortDays = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...zone });
  const oldDays = new Intl.DateTimeFormat(language, { dateStyle: 'medium', ...zone });
  const years = new Intl.DateTimeFormat('en', { year: 'numeric', ...zone });
  const day = (instant: string): string => days.format(new Date(instant));
  const shortDay = (date: Date): string =>
    (years.format(date) === years.format(now()) ? shortDays : oldDays).format(date);
  const currencyOf = (amount: number, currency: string): Intl.NumberFormat =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...(Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {}),
    });
  return {
    day,
    money: (amount, currency) => currencyOf(amount, currency).format(amount),
    month: (date) => months.format(new Date(`${date.slice(0, 10)}T00:00:00Z`)),
    count: (value) => counts.format(value),
    currency: currencyOfRegion(language),
    distance: (km) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit: 'kilometer',
        maximumFractionDigits: km < 10 ? 1 : 0,
      }).format(km),
    ago: (instant) => {
      const age = now() - new Date(instant).getTime();
      if (age < 60_000) return 'just now';
      if (age < HOUR_MS) return relative.format(-Math.floor(age / 60_000), 'minute');
      if (age < DAY_MS) return relative.format(-Math.floor(age / HOUR_MS), 'hour');
      if (age < 31 * DAY_MS) return relative.format(-Math.floor(age / DAY_MS), 'day');
      return shortDay(new Date(instant));
    },
    ahead: (instant) => {
      const wait = new Date(instant).getTime() - now();
      if (wait < 60_000) return 'any moment';
      if (wait < HOUR_MS) return relative.format(Math.floor(wait / 60_000), 'minute');
      if (wait < DAY_MS) return relative.format(Math.floor(wait / HOUR_MS), 'hour');
      return relative.format(Math.floor(wait / DAY_MS), 'day');
    },
    pay: ({ salaryMin, salaryMax, currency, salaryPeriod }) => {
      const low = salaryMin ?? salaryMax;
      if (low === null || currency === null) return null;
      const high = salaryMax ?? salaryMin ?? low;
      const writer = currencyOf(Number.isInteger(low) && Number.isInteger(high) ? 0 : 0.5, currency);
      const period = salaryPeriod === null ? '' : ` ${periods[salaryPeriod]}`;
      if (low !== high) return `${writer.format(low)} – ${writer.format(high)}${period}`;
      const bound = salaryMax === null ? 'from ' : salaryMin === null ? 'up to ' : '';
      return `${bound}${writer.format(low)}${period}`;
    },
  };
}

const currencies: Partial<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  SE: 'SEK',
  PL: 'PLN',
  CA: 'CAD',
  AU: 'AUD',
  IN: 'INR',
};

function currencyOfRegion(language: string | undefined): string {
  const { region } = new Intl.Locale(language ?? new Intl.NumberFormat().resolvedOptions().locale).maximize();
  return currencies[region ?? ''] ?? 'EUR';
}

function supported(locale: string | undefined): string | undefined {
  if (locale === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function knownZone(timeZone: string | undefined): { timeZone?: string } {
  if (timeZone === undefined) return {};
  try {
    return { timeZone: new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone };
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

export const FormatsContext = createContext<Formats | null>(null);

/** The writers of the signed-in person, or of the browser. */
export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (formats === null) throw new Error('useFormats needs a FormatsContext above it');
  return formats;
}
