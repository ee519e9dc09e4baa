import type { SalaryPeriod } from '@access/contracts/enums';

import { isSmallUnit } from './currencies.ts';
import type { Salary } from './read-salary.ts';

const periodsAYear: Readonly<Record<SalaryPeriod, number>> = {
  year: 1,
  month: 12,
  week: 52,
  day: 260,
  hour: 2_080,
};

/** Yearly bounds outside of which a figure is a mistake, not a salary; units of dollar size, then of yen size and smaller. */
const bounds = { large: { least: 1_500, most: 5_000_000 }, small: { least: 20_000, most: 9_000_000_000 } };

/** Ends further apart than this are two different things. */
const WIDEST = 20;

/** The salary with its period, or null where it is absurd or its period neither stated nor plain from the amount. */
export function plausibleSalary(stated: {
  min: number | null;
  max: number | null;
  currency: string;
  period: SalaryPeriod | null;
}): Salary | null {
  const low = stated.min ?? stated.max;
  const high = stated.max ?? stated.min;
  if (low === null || high === null || low <= 0 || low > high || high > low * WIDEST) return null;
  const period = stated.period ?? periodFromAmount(low, high, stated.currency);
  if (period === null) return null;
  const { least, most } = isSmallUnit(stated.currency) ? bounds.small : bounds.large;
  const factor = periodsAYear[period];
  if (low * factor < least || high * factor > most) return null;
  return { min: cents(stated.min), max: cents(stated.max), currency: stated.currency, period };
}

/** Unstated, only the ends of the scale are safe: nobody earns 15 a day or 30,000 an hour. What lies between stays unknown. */
function periodFromAmount(low: number, high: number, currency: string): SalaryPeriod | null {
  if (isSmallUnit(currency)) return null;
  if (high < 100 || (low < 60 && high <= 200)) return 'hour';
  return low >= 10_000 ? 'year' : null;
}

const cents = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;
