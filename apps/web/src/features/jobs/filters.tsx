import { useState } from 'react';
import type { ReactNode } from 'react';

import type { JobSort } from '@access/contracts/jobs';
import { Button } from '@access/ui/button';
import { Checkbox } from '@access/ui/checkbox';
import { Field } from '@access/ui/field';
import { Input } from '@access/ui/input';
import { Select } from '@access/ui/select';

import { keysOf } from '../../lib/labels.ts';
import { changeFilter, currencyChoices, postedChoices, queryOf } from './job-filter.ts';
import type { JobsUrl } from './job-filter.ts';

/** Any of several values; none chosen means all. */
export function ChoiceFilter<Key extends string>(props: {
  labels: Record<Key, string>;
  chosen: readonly Key[] | undefined;
  onChange: (chosen: Key[] | undefined) => void;
}): ReactNode {
  const chosen = props.chosen ?? [];
  return (
    <div className="flex flex-col gap-2.5">
      {keysOf(props.labels).map((key) => (
        <Checkbox
          key={key}
          label={props.labels[key]}
          isChecked={chosen.includes(key)}
          onChange={(isChecked) =>
            props.onChange(isChecked ? [...chosen, key] : chosen.filter((candidate) => candidate !== key))
          }
        />
      ))}
    </div>
  );
}

/** The lowest pay a year; jobs that state none are left out by the search. */
export function PayFilter(props: {
  payMin: number | undefined;
  currency: string | undefined;
  onChange: (payMin: number | undefined, currency: string | undefined) => void;
}): ReactNode {
  const [amount, setAmount] = useState(props.payMin === undefined ? '' : String(props.payMin));
  const [currency, setCurrency] = useState(props.currency ?? 'EUR');
  const known = currencyChoices.some((choice) => choice === currency);
  const commit = (unit: string): void => {
    const value = Math.round(Number(amount));
    if (value > 0) props.onChange(value, unit);
    else if (props.payMin !== undefined) props.onChange(undefined, undefined);
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        commit(currency);
      }}
    >
      <div className="grid grid-cols-[1fr_92px] gap-2">
        <Field label="At least, a year">
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            step={1000}
            placeholder="50000"
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
            // On phones the sheet is closed by its own button: what was typed counts all the same.
            onBlur={() => commit(currency)}
          />
        </Field>
        <Field label="Currency">
          <Select
            value={currency}
            onValueChange={(unit) => {
              setCurrency(unit);
              commit(unit);
            }}
            options={[...currencyChoices, ...(known ? [] : [currency])].map((code) => ({
              value: code,
              label: code,
            }))}
          />
        </Field>
      </div>
      <Button type="submit" size="sm">
        Set
      </Button>
    </form>
  );
}

/** How new a posting must be. */
export function PostedFilter(props: {
  days: number | undefined;
  onChange: (days: number | undefined) => void;
}): ReactNode {
  const all = [...new Set<number>([...postedChoices, ...(props.days === undefined ? [] : [props.days])])];
  return (
    <Field label="Posted within">
      <Select
        value={props.days === undefined ? '' : String(props.days)}
        onValueChange={(value) => props.onChange(value === '' ? undefined : Number(value))}
        options={[
          { value: '', label: 'Any time' },
          ...all
            .sort((a, b) => a - b)
            .map((days) => ({ value: String(days), label: days === 1 ? '1 day' : `${days} days` })),
        ]}
      />
    </Field>
  );
}

const sortLabels: Record<JobSort, string> = {
  relevance: 'Best match',
  date: 'Newest',
  salary: 'Highest pay',
};

/** The order of the list. */
export function SortFilter(props: { url: JobsUrl; onChange: (next: JobsUrl) => void }): ReactNode {
  const { url, onChange } = props;
  const hasWords = url.q !== undefined;
  return (
    <div className="w-36">
      <Select
        aria-label="Sort by"
        value={queryOf(url).sort}
        onValueChange={(value) =>
          onChange(changeFilter(url, { sort: keysOf(sortLabels).find((sort) => sort === value) }))
        }
        options={keysOf(sortLabels)
          .filter((sort) => hasWords || sort !== 'relevance')
          .map((sort) => ({ value: sort, label: sortLabels[sort] }))}
      />
    </div>
  );
}
