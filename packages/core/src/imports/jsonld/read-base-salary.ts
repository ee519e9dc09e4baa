import type { SalaryPeriod } from '@access/contracts/enums';
import type { Posting } from '@access/contracts/imports';

import { asList, asRecord, isRecord, numberOf, textOf } from '../json/json.ts';
import { notedSalary } from '../noted-salary.ts';
import { isCurrency } from '../readers/currencies.ts';
import { readPeriod, readSalary, type SalaryHints } from '../readers/read-salary.ts';

/**
 * A posting's `baseSalary`: a MonetaryAmount with numbers, a number, or words. Where words stand beside numbers the words decide, because
 * sites compute the numbers from them and get them wrong ("Band 5/6" became 10,086 a year, a bonus the lower end).
 */
export function readBaseSalary(
  posting: Readonly<Record<string, unknown>>,
  country: string | null,
): { salary: Posting['salary']; note?: string | undefined } {
  const [given] = asList(posting['baseSalary'] ?? posting['estimatedSalary']);
  const amount = asRecord(given);
  const value = isRecord(given) ? (given['value'] ?? given) : given;
  const [first] = asList(value);
  const range = asRecord(first);
  const currency = currencyIn(amount['currency'] ?? range['currency'] ?? posting['salaryCurrency']);
  const unit = textOf(range['unitText'] ?? range['unitCode'] ?? amount['unitText'] ?? posting['salaryUnit']);
  const period = unit === null ? null : periodOfUnit(unit);
  const hints: SalaryHints = { currency, country, period };
  const words = typeof first === 'string' ? first : textOf(range['value']);
  if (words !== null && /[^\d.\s]/.test(words)) return { salary: readSalary(words, hints) };
  const single = numberOf(words ?? first);
  const min = numberOf(range['minValue'] ?? amount['minValue']) ?? single;
  const max = numberOf(range['maxValue'] ?? amount['maxValue']) ?? single;
  if (currency === null) return { salary: null };
  return notedSalary({ min: positive(min), max: positive(max), currency, period });
}

const positive = (value: number | null): number | null => (value !== null && value > 0 ? value : null);

function currencyIn(value: unknown): string | null {
  const code = textOf(value)?.toUpperCase() ?? '';
  return isCurrency(code) ? code : null;
}

const unitCodes: Readonly<Record<string, SalaryPeriod>> = {
  ANN: 'year',
  MON: 'month',
  WEE: 'week',
  DAY: 'day',
  HUR: 'hour',
};
const periodOfUnit = (unit: string): SalaryPeriod | null => unitCodes[unit.toUpperCase()] ?? readPeriod(unit);
