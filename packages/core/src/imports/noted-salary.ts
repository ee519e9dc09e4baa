import type { SalaryPeriod } from '@access/contracts/enums';
import type { Posting } from '@access/contracts/imports';

import { plausibleSalary } from './readers/plausible-salary.ts';

/** A salary as a source states it in numbers. */
export interface StatedSalary {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string;
  readonly period: SalaryPeriod | null;
}

/** The salary; where it cannot be right, none and a note that says so. */
export function notedSalary(stated: StatedSalary): {
  salary: Posting['salary'];
  note: string | undefined;
} {
  const { min, max, currency, period } = stated;
  const salary = plausibleSalary(stated);
  if (salary !== null || (min ?? max) === null) return { salary, note: undefined };
  const range = min === null || max === null || min === max ? (min ?? max) : `${min} to ${max}`;
  const per = period === null ? '' : ` a ${period}`;
  return { salary, note: `The salary of ${range} ${currency}${per} cannot be right and was left out` };
}
