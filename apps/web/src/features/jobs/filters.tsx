import { useState } from 'react';
import type { ReactNode } from 'react';

import type { JobFacets, JobSort } from '@access/contracts/jobs';
import { Button } from '@access/ui/button';
import { Checkbox } from '@access/ui/checkbox';
import { Field } from '@access/ui/field';
import { Input } from '@access/ui/input';
import { Select } from '@access/ui/select';

import { useFormats } from '../../lib/formats.ts';
import { keysOf } from '../../lib/labels.ts';
import { SkillPicker } from '../skills/skill-picker.tsx';
import type { FacetCounts } from './facet-counts.ts';
import { changeFilter, currencyChoices, postedChoices, queryOf } from './job-filter.ts';
import type { JobsUrl } from './job-filter.ts';
import { SalaryHistogram } from './salary-histogram.tsx';

/** Any of several values; none chosen means all. */
export function ChoiceFilter<Key extends string>(props: {
  labels: Record<Key, string>;
  chosen: readonly Key[] | undefined;
  /** How many jobs each value would give; unknown while they are counted. */
  counts?: FacetCounts<Key> | undefined;
  onChange: (chosen: Key[] | undefined) => void;
}): ReactNode {
  const chosen = props.chosen ?? [];
  return (
    <div className="flex flex-col gap-2.5">
      {keysOf(props.labels).map((key) => (
        <Checkbox
          key={key}
          label={<Counted label={props.labels[key]} value={key} counts={props.counts} />}
          isChecked={chosen.includes(key)}
          onChange={(isChecked) =>
            props.onChange(isChecked ? [...chosen, key] : chosen.filter((candidate) => candidate !== key))
          }
        />
      ))}
    </div>
  );
}

/** A value with the number of jobs it would give. */
export function Counted<Key extends string>(props: {
  label: string;
  value: Key;
  counts: FacetCounts<Key> | undefined;
}): ReactNode {
  const formats = useFormats();
  const { counts, label, value } = props;
  if (counts === undefined) return label;
  const count = counts.byValue.get(value) ?? 0;
  return (
    <span className="flex min-w-44 items-baseline justify-between gap-6">
      <span className={count === 0 ? 'text-faint' : ''}>{label}</span>
      <span className="text-sm text-faint tabular-nums">
        {formats.count(count)}
        {counts.isLeast && count > 0 && '+'}
        <span className="sr-only"> jobs</span>
      </span>
    </span>
  );
}

/** Skills that must be asked for, found by typing; those chosen, then what most of the jobs found ask for. */
export function SkillsFilter(props: {
  chosen: readonly string[] | undefined;
  counts: FacetCounts<string> | undefined;
  onChange: (chosen: string[] | undefined) => void;
}): ReactNode {
  const chosen = props.chosen ?? [];
  const offered = [...new Set([...chosen, ...(props.counts?.byValue.keys() ?? [])])].slice(0, 20);
  return (
    <div className="flex flex-col gap-3">
      <SkillPicker taken={new Set()} onAdd={({ name }) => props.onChange([...new Set([...chosen, name])])} />
      {offered.length === 0 && <p className="text-base text-muted">The jobs found name no skills.</p>}
      <div className="flex max-h-72 flex-col gap-2.5 overflow-y-auto pr-1">
        {offered.map((name) => (
          <Checkbox
            key={name}
            label={<Counted label={name} value={name} counts={props.counts} />}
            isChecked={chosen.includes(name)}
            onChange={(isChecked) =>
              props.onChange(isChecked ? [...chosen, name] : chosen.filter((other) => other !== name))
            }
          />
        ))}
      </div>
    </div>
  );
}

/** One employer, of those with most of the jobs found. */
export function CompanyFilter(props: {
  chosen: { id: string; name: string } | null;
  companies: JobFacets['company'] | undefined;
  onChange: (company: { id: string; name: string } | null) => void;
}): ReactNode {
  const formats = useFormats();
  const { chosen, companies = [], onChange } = props;
  const offered: readonly { id: string; name: string; count?: number }[] =
    chosen === null || companies.some(({ id }) => id === chosen.id) ? companies : [chosen, ...companies];
  if (offered.length === 0) return <p className="text-base text-muted">No company has jobs here.</p>;
  return (
    <div className="flex max-h-80 flex-col gap-2.5 overflow-y-auto pr-1">
      {offered.map(({ id, name, count }) => (
        <Checkbox
          key={id}
          label={
            <span className="flex min-w-44 items-baseline justify-between gap-6">
              <span>{name}</span>
              {count !== undefined && (
                <span className="text-sm text-faint tabular-nums">{formats.count(count)}</span>
              )}
            </span>
          }
          isChecked={chosen?.id === id}
          onChange={(isChecked) => onChange(isChecked ? { id, name } : null)}
        />
      ))}
    </div>
  );
}

/** The lowest pay a year; jobs that state none are left out by the search. */
export function PayFilter(props: {
  payMin: number | undefined;
  currency: string | undefined;
  salary?: JobFacets['salary'] | undefined;
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
      {props.salary !== undefined && (
        <SalaryHistogram
          salary={props.salary}
          from={props.payMin}
          onChoose={(from, unit) => {
            setAmount(String(from));
            setCurrency(unit);
            props.onChange(from, unit);
          }}
        />
      )}
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
