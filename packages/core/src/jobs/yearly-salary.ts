import type { SalaryPeriod } from '@access/contracts/enums';

/** One unit of each currency in US dollars. */
export type ExchangeRates = ReadonlyMap<string, number>;

/** How many of each period a working year has: 260 days, 2,080 hours. */
const periodsAYear: Readonly<Record<SalaryPeriod, number>> = {
  year: 1,
  month: 12,
  week: 52,
  day: 260,
  hour: 2_080,
};

/** What the database's column holds; figures beyond are slips, and all of them above whatever is asked for. */
const HIGHEST_YEARLY_USD = 999_999_999_999.99;

/** A salary as stated. */
export interface StatedSalary {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string | null;
  readonly period: SalaryPeriod | null;
}

/**
 * Both ends as yearly US dollars, for comparison alone. One stated end stands for both ("from $50,000" is compared as
 * $50,000); null where nothing is stated or the currency has no rate: such a salary counts as unknown.
 */
export function yearlyUsdRange(
  rates: ExchangeRates,
  { min, max, currency, period }: StatedSalary,
): { min: number; max: number } | null {
  const low = min ?? max;
  const high = max ?? min;
  if (low === null || high === null || currency === null || period === null) return null;
  const rate = rates.get(currency);
  if (rate === undefined) return null;
  const factor = rate * periodsAYear[period];
  const yearly = (amount: number): number =>
    Math.min(Math.round(amount * factor * 100) / 100, HIGHEST_YEARLY_USD);
  return { min: yearly(low), max: yearly(high) };
}
