import { ChevronDown, SlidersHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { JobFacets } from '@access/contracts/jobs';
import { Button } from '@access/ui/button';
import { Popover } from '@access/ui/popover';
import { Sheet } from '@access/ui/sheet';

import { useFormats } from '../../lib/formats.ts';
import { jobTypeLabels, levelLabels, remoteLabels } from '../../lib/labels.ts';
import { countsOf, skillCounts } from './facet-counts.ts';
import {
  ChoiceFilter,
  CompanyFilter,
  PayFilter,
  PostedFilter,
  SkillsFilter,
  SortFilter,
} from './filters.tsx';
import { changeFilter, countFilters } from './job-filter.ts';
import type { JobsUrl } from './job-filter.ts';

interface FilterBarProps {
  url: JobsUrl;
  /** Counts of the search on show; undefined until they are known. */
  facets?: JobFacets | undefined;
  /** Further things to do with the search, before its order. */
  actions?: ReactNode;
  onChange: (next: JobsUrl) => void;
}

interface Filter {
  name: string;
  /** What is chosen, in short; null when nothing is. */
  summary: string | null;
  control: ReactNode;
}

/** The filters: a row of buttons on wide screens, one sheet on phones. */
export function FilterBar({ url, facets, actions, onChange }: FilterBarProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const filters = useFilters({ url, facets, onChange });
  const count = countFilters(url);
  return (
    <div className="flex items-center gap-2 pt-3 pb-4">
      <div className="flex flex-1 flex-wrap gap-2 max-md:hidden">
        {filters.map((filter) => (
          <Popover key={filter.name} label={filter.name} trigger={<FilterButton filter={filter} />}>
            {filter.control}
          </Popover>
        ))}
        {count > 0 && <ClearButton url={url} onChange={onChange} />}
      </div>
      <div className="flex-1 md:hidden">
        <Button size="sm" onClick={() => setIsOpen(true)}>
          <SlidersHorizontal />
          Filters{count > 0 && ` (${count})`}
        </Button>
      </div>
      {actions}
      <SortFilter url={url} onChange={onChange} />
      <Sheet
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title="Filters"
        footer={
          <Button variant="primary" size="lg" isFullWidth onClick={() => setIsOpen(false)}>
            Show jobs
          </Button>
        }
      >
        <div className="flex flex-col gap-6">
          {filters.map((filter) => (
            <section key={filter.name} aria-label={filter.name}>
              <h3 className="mb-2 text-base font-semibold">{filter.name}</h3>
              {filter.control}
            </section>
          ))}
          {count > 0 && <ClearButton url={url} onChange={onChange} />}
        </div>
      </Sheet>
    </div>
  );
}

function useFilters({ url, facets, onChange }: FilterBarProps): readonly Filter[] {
  const formats = useFormats();
  return [
    {
      name: 'Type',
      summary: short(url.type, jobTypeLabels),
      control: (
        <ChoiceFilter
          labels={jobTypeLabels}
          counts={countsOf(facets, 'jobType')}
          chosen={url.type}
          onChange={(type) => onChange(changeFilter(url, { type }))}
        />
      ),
    },
    {
      name: 'Level',
      summary: short(url.level, levelLabels),
      control: (
        <ChoiceFilter
          labels={levelLabels}
          counts={countsOf(facets, 'experienceLevel')}
          chosen={url.level}
          onChange={(level) => onChange(changeFilter(url, { level }))}
        />
      ),
    },
    {
      name: 'Workplace',
      summary: short(url.remote, remoteLabels),
      control: (
        <ChoiceFilter
          labels={remoteLabels}
          counts={countsOf(facets, 'remoteOption')}
          chosen={url.remote}
          onChange={(remote) => onChange(changeFilter(url, { remote }))}
        />
      ),
    },
    {
      name: 'Pay',
      summary: url.payMin === undefined ? null : `from ${formats.money(url.payMin, url.currency ?? 'EUR')}`,
      control: (
        <PayFilter
          key={`${url.payMin ?? ''} ${url.currency ?? ''}`}
          payMin={url.payMin}
          currency={url.currency}
          salary={facets?.salary}
          onChange={(payMin, currency) => onChange(changeFilter(url, { payMin, currency }))}
        />
      ),
    },
    {
      name: 'Skills',
      summary: shortNames(url.skills),
      control: (
        <SkillsFilter
          chosen={url.skills}
          counts={skillCounts(facets)}
          onChange={(skills) => onChange(changeFilter(url, { skills }))}
        />
      ),
    },
    {
      name: 'Company',
      summary: url.companyId === undefined ? null : (url.company ?? 'one'),
      control: (
        <CompanyFilter
          chosen={
            url.companyId === undefined ? null : { id: url.companyId, name: url.company ?? 'This company' }
          }
          companies={facets?.company}
          onChange={(company) =>
            onChange(changeFilter(url, { companyId: company?.id, company: company?.name }))
          }
        />
      ),
    },
    {
      name: 'Posted',
      summary: url.days === undefined ? null : url.days === 1 ? 'last day' : `last ${url.days} days`,
      control: <PostedFilter days={url.days} onChange={(days) => onChange(changeFilter(url, { days }))} />,
    },
  ];
}

function shortNames(chosen: readonly string[] | undefined): string | null {
  const first = chosen?.[0];
  if (chosen === undefined || first === undefined) return null;
  return chosen.length === 1 ? first : `${first} +${chosen.length - 1}`;
}

function short<Key extends string>(
  chosen: readonly Key[] | undefined,
  labels: Record<Key, string>,
): string | null {
  const first = chosen?.[0];
  if (chosen === undefined || first === undefined) return null;
  return chosen.length === 1 ? labels[first] : `${labels[first]} +${chosen.length - 1}`;
}

/** Props beside `filter` are the popover's: it opens from this button. */
function FilterButton({ filter, ...trigger }: { filter: Filter }): ReactNode {
  const isOn = filter.summary !== null;
  return (
    <button
      type="button"
      {...trigger}
      className={`inline-flex h-8 items-center gap-1.5 rounded-md border px-2.5 text-base transition-colors duration-100 ${
        isOn
          ? 'border-accent-line bg-accent-soft font-medium text-accent-text'
          : 'border-line-strong bg-surface text-muted hover:bg-hover hover:text-ink'
      }`}
    >
      {isOn ? `${filter.name}: ${filter.summary}` : filter.name}
      <ChevronDown className="size-3.5" aria-hidden="true" />
    </button>
  );
}

function ClearButton({ url, onChange }: FilterBarProps): ReactNode {
  const none = {
    type: undefined,
    level: undefined,
    remote: undefined,
    skills: undefined,
    companyId: undefined,
    company: undefined,
    payMin: undefined,
    days: undefined,
  };
  return (
    <Button variant="ghost" size="sm" onClick={() => onChange(changeFilter(url, none))}>
      <X /> Clear
    </Button>
  );
}
