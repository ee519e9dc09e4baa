import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Building2, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

import type { Company } from '@access/contracts/companies';
import { Avatar } from '@access/ui/avatar';
import { Button, buttonClass } from '@access/ui/button';
import { Input } from '@access/ui/input';
import { LoadMore } from '@access/ui/load-more';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useHotkeys } from '../../lib/use-hotkeys.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';

const route = getRouteApi('/companies');
const FIELD_ID = 'company-name';
/** How long the typing rests before it is taken for a whole word, in milliseconds. */
const REST_MS = 200;

/** Companies by name, each with the number of its open jobs; what is looked for stands in the address. */
export function CompaniesPage(): ReactNode {
  const { q = '' } = route.useSearch();
  const navigate = useNavigate({ from: '/companies' });
  usePageTitle(q === '' ? 'Companies' : `Companies: ${q}`);
  useHotkeys({ '/': () => document.getElementById(FIELD_ID)?.focus() });
  const change = (next: string): void =>
    void navigate({ search: next === '' ? {} : { q: next }, replace: true, resetScroll: false });
  return (
    <div className="mx-auto w-full max-w-[1000px] px-4 py-6 sm:px-6 lg:py-8">
      <h1 className="mb-4 text-xl font-semibold tracking-tight">Companies</h1>
      <NameField q={q} onChange={change} />
      <Companies q={q} onClear={() => change('')} />
    </div>
  );
}

/** What is typed goes into the address once the typing rests. */
function NameField({ q, onChange }: { q: string; onChange: (next: string) => void }): ReactNode {
  const [typed, setTyped] = useState(q);
  const [shown, setShown] = useState(q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed by itself (back, a link): what stands in the field follows it.
  if (shown !== q) {
    setShown(q);
    if (typed.trim() !== q) setTyped(q);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <form
      role="search"
      className="max-w-md"
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(timer.current);
        onChange(typed.trim());
      }}
    >
      <Input
        id={FIELD_ID}
        type="search"
        aria-label="Company name"
        placeholder="Company name"
        icon={<Search />}
        maxLength={100}
        value={typed}
        onChange={({ target: { value } }) => {
          setTyped(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(value.trim()), REST_MS);
        }}
      />
    </form>
  );
}

function Companies({ q, onClear }: { q: string; onClear: () => void }): ReactNode {
  const trpc = useTRPC();
  const formats = useFormats();
  const query = useInfiniteQuery(
    trpc.companies.list.infiniteQueryOptions(
      { limit: 30, ...(q === '' ? {} : { q }) },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        staleTime: 60_000,
      },
    ),
  );
  if (query.isPending) return <CompaniesSkeleton />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title="Companies could not be loaded"
        detail={sentenceOf(readProblem(query.error))}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const companies = query.data.pages.flatMap((page) => page.items);
  if (companies.length === 0) return <NoCompany q={q} onClear={onClear} />;
  const total = query.data.pages[0]?.total ?? { value: companies.length, relation: 'eq' };
  return (
    <section aria-label="Companies found">
      <p role="status" className="mt-4 mb-3 text-sm text-muted tabular-nums">
        {formats.count(total.value)}
        {total.relation === 'gte' && '+'} {total.value === 1 ? 'company' : 'companies'}
      </p>
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {companies.map((company) => (
          <li key={company.id}>
            <CompanyCard company={company} />
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
        endText={companies.length > 6 ? 'That is all of them' : ''}
      />
    </section>
  );
}

function CompanyCard({ company }: { company: Company }): ReactNode {
  const formats = useFormats();
  const facts = [company.industry, company.location].filter((fact) => fact !== null);
  return (
    <Link
      to="/companies/$company"
      params={{ company: company.slug }}
      className="flex h-full gap-3 rounded-xl border bg-surface p-4 shadow-raised transition-colors duration-100 hover:border-line-strong"
    >
      <Avatar name={company.name} imageUrl={company.logoUrl} />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 text-base leading-snug font-semibold">{company.name}</span>
        {facts.length > 0 && <span className="line-clamp-1 text-sm text-muted">{facts.join(' · ')}</span>}
        <span className="block text-sm text-faint tabular-nums">
          {company.activeJobs === 0
            ? 'No open jobs'
            : `${formats.count(company.activeJobs)} open ${company.activeJobs === 1 ? 'job' : 'jobs'}`}
        </span>
      </span>
    </Link>
  );
}

function NoCompany({ q, onClear }: { q: string; onClear: () => void }): ReactNode {
  if (q === '') {
    return (
      <EmptyState icon={<Building2 />} title="No companies yet">
        They appear here with their first job.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Building2 />}
      title={`No company has “${q}” in its name`}
      actions={
        <>
          <Link to="/jobs" search={{ q }} className={buttonClass()}>
            Search jobs for “{q}”
          </Link>
          <Button variant="ghost" onClick={onClear}>
            All companies
          </Button>
        </>
      }
    >
      Check the spelling, or type a shorter part of the name.
    </EmptyState>
  );
}

function CompaniesSkeleton(): ReactNode {
  return (
    <Loading label="Loading companies">
      <div className="mt-11 grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {Array.from({ length: 12 }, (_, index) => (
          <div key={index} className="flex h-[93px] gap-3 rounded-xl border bg-surface p-4">
            <Skeleton width="40px" height={40} />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton width={`${80 - (index % 3) * 15}%`} height={16} />
              <Skeleton width="50%" />
            </div>
          </div>
        ))}
      </div>
    </Loading>
  );
}
