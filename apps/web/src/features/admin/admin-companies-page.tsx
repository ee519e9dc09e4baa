import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Plus, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Company } from '@access/contracts/companies';
import { Avatar } from '@access/ui/avatar';
import { Button, buttonClass } from '@access/ui/button';
import { LoadMore } from '@access/ui/load-more';
import { EmptyState, ErrorState } from '@access/ui/states';

import { useFormats } from '../../lib/formats.ts';
import { KeyHelp } from '../../lib/key-help.tsx';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { useHotkeys } from '../../lib/use-hotkeys.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { TableSkeleton } from './admin-jobs-page.tsx';
import { AdminHead } from './admin-layout.tsx';
import { SearchField } from './search-field.tsx';
import { useRowKeys } from './use-row-keys.ts';

const route = getRouteApi('/admin/companies');

/** Every company by name, each a way to its fields and its logo. */
export function AdminCompaniesPage(): ReactNode {
  const { q = '' } = route.useSearch();
  const navigate = useNavigate({ from: '/admin/companies' });
  usePageTitle('Companies · Admin');
  useRowKeys();
  const add = { to: '/admin/companies/$companyId', params: { companyId: 'new' } } as const;
  useHotkeys({ n: () => void navigate(add) });
  const change = (words: string): void =>
    void navigate({ search: words === '' ? {} : { q: words }, replace: true, resetScroll: false });
  return (
    <>
      <AdminHead
        title="Companies"
        actions={
          <>
            <KeyHelp
              keys={[
                ['J', 'Next company'],
                ['K', 'Previous company'],
                ['↵', 'Edit the company'],
                ['/', 'Search'],
                ['N', 'Add a company'],
              ]}
            />
            <Link {...add} className={buttonClass('primary')}>
              <Plus /> Add a company
            </Link>
          </>
        }
      />
      <div className="mb-4 flex">
        <SearchField label="Company name" value={q} onChange={change} />
      </div>
      <Companies q={q} onClear={() => change('')} />
    </>
  );
}

function Companies({ q, onClear }: { q: string; onClear: () => void }): ReactNode {
  const trpc = useTRPC();
  const formats = useFormats();
  const query = useInfiniteQuery(
    trpc.companies.list.infiniteQueryOptions(
      { limit: 50, ...(q === '' ? {} : { q }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  if (query.isPending) return <TableSkeleton label="Loading companies" />;
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
  if (companies.length === 0) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={q === '' ? 'No companies yet' : 'No company of this name'}
        actions={q === '' ? undefined : <Button onClick={onClear}>Show every company</Button>}
      >
        Imports add the companies of their jobs; you can add one yourself, too.
      </EmptyState>
    );
  }
  const total = query.data.pages[0]?.total;
  return (
    <section aria-label="Companies found" aria-busy={query.isPlaceholderData}>
      {total !== undefined && (
        <p role="status" className="mb-2 text-sm text-muted tabular-nums">
          {formats.count(total.value)}
          {total.relation === 'gte' && '+'} {total.value === 1 ? 'company' : 'companies'}
        </p>
      )}
      <div className="overflow-hidden rounded-xl border bg-surface">
        <table className="w-full table-fixed border-collapse text-left text-base">
          <thead className="border-b bg-sunken text-sm text-muted">
            <tr>
              <th scope="col" className="px-4 py-2 font-medium">
                Company
              </th>
              <th scope="col" className="w-48 px-4 py-2 font-medium max-md:hidden">
                Industry
              </th>
              <th scope="col" className="w-48 px-4 py-2 font-medium max-lg:hidden">
                Place
              </th>
              <th scope="col" className="w-28 px-4 py-2 text-right font-medium">
                Open jobs
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {companies.map((company) => (
              <CompanyLine key={company.id} company={company} />
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
        endText={companies.length > 6 ? 'That is all of them' : ''}
      />
    </section>
  );
}

function CompanyLine({ company }: { company: Company }): ReactNode {
  const formats = useFormats();
  return (
    <tr className="relative hover:bg-hover">
      <td className="px-4 py-2.5">
        <span className="flex items-center gap-3">
          <Avatar name={company.name} imageUrl={company.logoUrl} size={32} />
          <Link
            to="/admin/companies/$companyId"
            params={{ companyId: company.id }}
            data-row-link
            className="min-w-0 font-medium wrap-anywhere outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {company.name}
          </Link>
        </span>
      </td>
      <td className="truncate px-4 py-2.5 text-sm text-muted max-md:hidden">{company.industry}</td>
      <td className="truncate px-4 py-2.5 text-sm text-muted max-lg:hidden">{company.location}</td>
      <td className="px-4 py-2.5 text-right text-sm text-muted tabular-nums">
        {formats.count(company.activeJobs)}
      </td>
    </tr>
  );
}
