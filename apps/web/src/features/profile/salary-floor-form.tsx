import { useState } from 'react';
import type { ReactNode } from 'react';

import type { SalaryFloor } from '@access/contracts/profile';
import { Button } from '@access/ui/button';
import { Input } from '@access/ui/input';
import { Select } from '@access/ui/select';

import { useFormats } from '../../lib/formats.ts';
import { keysOf, periodLabels } from '../../lib/labels.ts';
import { currencyChoices } from '../jobs/job-filter.ts';

/** The lowest pay the person takes; saved on leaving the amount or choosing a unit. */
export function SalaryFloorForm(props: {
  floor: SalaryFloor | null;
  onChange: (floor: SalaryFloor | null) => void;
}): ReactNode {
  const { floor, onChange } = props;
  const [amount, setAmount] = useState(floor === null ? '' : String(floor.amount));
  const formats = useFormats();
  const [currency, setCurrency] = useState(floor?.currency ?? formats.currency);
  const [period, setPeriod] = useState<SalaryFloor['period']>(floor?.period ?? 'year');
  const known = currencyChoices.some((choice) => choice === currency);
  const commit = (change: Partial<SalaryFloor>): void => {
    const value = Math.round(Number(amount) * 100) / 100;
    const next: SalaryFloor | null =
      Number.isFinite(value) && value > 0
        ? { amount: value, currency, period, isDealbreaker: floor?.isDealbreaker ?? false, ...change }
        : null;
    if (JSON.stringify(next) !== JSON.stringify(floor)) onChange(next);
  };
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        commit({});
      }}
    >
      <div className="w-32">
        <Input
          type="number"
          inputMode="decimal"
          min={0}
          aria-label="Lowest pay"
          placeholder="Amount"
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          onBlur={() => commit({})}
        />
      </div>
      <div className="w-24">
        <Select
          aria-label="Currency"
          value={currency}
          options={[...currencyChoices, ...(known ? [] : [currency])].map((code) => ({
            value: code,
            label: code,
          }))}
          onValueChange={(value) => {
            setCurrency(value);
            commit({ currency: value });
          }}
        />
      </div>
      <div className="w-28">
        <Select
          aria-label="Period"
          value={period}
          options={keysOf(periodLabels).map((value) => ({ value, label: periodLabels[value] }))}
          onValueChange={(value) => {
            const chosen = keysOf(periodLabels).find((candidate) => candidate === value) ?? 'year';
            setPeriod(chosen);
            commit({ period: chosen });
          }}
        />
      </div>
      {floor !== null && (
        <Button variant="ghost" size="sm" onClick={() => onChange(null)}>
          Remove
        </Button>
      )}
    </form>
  );
}
