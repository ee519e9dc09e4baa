import type { SalaryPeriod } from '@access/contracts/enums';

const PERIODS: Readonly<Record<SalaryPeriod, string>> = {
  year: 'a year',
  month: 'a month',
  week: 'a week',
  day: 'a day',
  hour: 'an hour',
};

/** "£45,000 a year", "$18.50 an hour". */
export function writePay(amount: number, currency: string, period: SalaryPeriod): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  const money = amount.toLocaleString('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${money} ${PERIODS[period]}`;
}
