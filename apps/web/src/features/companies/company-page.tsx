import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, Briefcase, ExternalLink, Search } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';

import type { CompanyDetail } from '@access/contracts/company-detail';
import { Avatar } from '@access/ui/avatar';
import { buttonClass } from '@access/ui/button';
import { LoadMore } from '@access/ui/load-more';
import { Loading, Skeleton } from '@access/ui/skeleton';
import { EmptyState, ErrorState } from '@access/ui/states';

import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/route-states.tsx';
import { useFormats } from '../../lib/formats.ts';
import { companySizeLabels } from '../../lib/labels.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { JobRow } from '../jobs/job-row.tsx';

const route = getRouteApi('/companies/$company');

/** One company by its slug or id: what it is, and its open jobs. */
export function CompanyPage(): ReactNode {
  const { company: key } = route.useParams();
  const trpc = useTRPC();
  const query = useQuery(trpc.companies.get.queryOptions({ id: key }, { staleTime: 60_000 }));
  const company = query.data;
  usePageTitle(company === undefined ? 'Company' : `Jobs at ${company.name}`);
  useProperAddress(key, company?.slug);
  if (company !== undefined) {
    return (
      <Page>
        <div className="mb-4 -ml-2.5">
          <Link to="/companies" className={buttonClass('ghost', 'sm')}>
            <ArrowLeft /> All companies
          </Link>
        </div>
        <article className="flex flex-col gap-8">
          <Head company={company} />
          {company.description !== null && (
            <section aria-label={`About ${company.name}`}>
              <h2 className="mb-2 text-md font-semibold">About</h2>
              <p className="text-base whitespace-pre-line text-pretty">{company.description}</p>
            </section>
          )}
          <OpenJobs key={company.id} company={company} />
        </article>
      </Page>
    );
  }
  if (query.error === null) return <CompanySkeleton />;
  const problem = readProblem(query.error);
  if (problem.code === 'not_found' || problem.code === 'validation_failed') return <NotFoundPage />;
  return (
    <ErrorState
      isPage
      title="This company could not be loaded"
      detail={sentenceOf(problem)}
      onRetry={() => void query.refetch()}
    />
  );
}

/** One address for each company: an id, or a name it once had, gives way to its slug. */
function useProperAddress(key: string, slug: string | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (slug !== undefined && slug !== key)
      void navigate({ to: '/companies/$company', params: { company: slug }, replace: true });
  }, [key, slug, navigate]);
}

function Head({ company }: { company: CompanyDetail }): ReactNode {
  const facts = [
    company.industry,
    company.size === null ? null : companySizeLabels[company.size],
    company.location,
  ].filter((fact) => fact !== null);
  return (
    <header className="flex gap-4">
      <Avatar name={company.name} imageUrl={company.logoUrl} size={64} />
      <div className="min-w-0 flex-1">
        <h1 className="text-xl font-semibold tracking-tight text-pretty wrap-anywhere sm:text-2xl">
          {company.name}
        </h1>
        {facts.length > 0 && <p className="mt-1 text-md text-pretty text-muted">{facts.join(' · ')}</p>}
        {company.website !== null && (
          <a
            href={company.website}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="mt-1 inline-flex max-w-full items-center gap-1.5 rounded-sm text-base text-accent-text hover:underline hover:underline-offset-2"
          >
            <span className="truncate">{hostOf(company.website)}</span>
            <ExternalLink aria-label="in a new tab" className="size-3.5 shrink-0" />
          </a>
        )}
      </div>
    </header>
  );
}

function OpenJobs({ company }: { company: CompanyDetail }): ReactNode {
  const trpc = useTRPC();
  const formats = useFormats();
  const query = useInfiniteQuery(
    trpc.jobs.list.infiniteQueryOptions(
      { companyId: company.id },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        // The company came with the first page of its jobs.
        initialData: { pages: [company.jobs], pageParams: [null] },
        staleTime: 60_000,
      },
    ),
  );
  const jobs = query.data.pages.flatMap((page) => page.items);
  if (jobs.length === 0) {
    return (
      <section aria-label="Open jobs" className="rounded-xl border">
        <EmptyState
          icon={<Briefcase />}
          title="No open jobs right now"
          actions={
            <Link to="/jobs" className={buttonClass()}>
              Search all jobs
            </Link>
          }
        >
          Jobs of {company.name} appear here as soon as they are posted.
        </EmptyState>
      </section>
    );
  }
  return (
    <section aria-label="Open jobs">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-md font-semibold tabular-nums">
          {formats.count(company.activeJobs)} open {company.activeJobs === 1 ? 'job' : 'jobs'}
        </h2>
        <Link
          to="/jobs"
          search={{ companyId: company.id, company: company.name }}
          className={buttonClass('secondary', 'sm')}
        >
          <Search /> Search and filter
        </Link>
      </div>
      <ul className="-mx-3 flex flex-col gap-px">
        {jobs.map((job) => (
          <li key={job.id}>
            <JobRow job={job} to="page" heading="h3" />
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
        endText={jobs.length > 3 ? 'That is all of them' : ''}
      />
    </section>
  );
}

/** The address as people say it. */
function hostOf(website: string): string {
  return URL.canParse(website) ? new URL(website).hostname.replace(/^www\./, '') : website;
}

function CompanySkeleton(): ReactNode {
  return (
    <Page>
      <Loading label="Loading the company">
        <div className="flex flex-col gap-8 pt-12">
          <div className="flex gap-4">
            <Skeleton width="64px" height={64} />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton width="45%" height={28} />
              <Skeleton width="60%" height={18} />
            </div>
          </div>
          {[0, 1, 2, 3].map((row) => (
            <div key={row} className="flex gap-3">
              <Skeleton width="40px" height={40} />
              <div className="flex flex-1 flex-col gap-2">
                <Skeleton width="55%" height={16} />
                <Skeleton width="70%" />
              </div>
            </div>
          ))}
        </div>
      </Loading>
    </Page>
  );
}
