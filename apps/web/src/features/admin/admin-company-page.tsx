import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';

import type { CompanyDetail } from '@access/contracts/company-detail';
import { CompanyId } from '@access/contracts/ids';
import { Button, buttonClass } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { ErrorState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { NotFoundPage } from '../../app/not-found-page.tsx';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { TableSkeleton } from './admin-jobs-page.tsx';
import { CompanyForm } from './company-form.tsx';
import { CompanyLogo } from './company-logo.tsx';

const route = getRouteApi('/admin/companies/$companyId');

/** One company for admins: its fields and its logo; `new` in the address adds one. */
export function AdminCompanyPage(): ReactNode {
  const { companyId } = route.useParams();
  if (companyId === 'new') return <NewCompany />;
  const id = CompanyId.safeParse(companyId);
  return id.success ? <KnownCompany key={companyId} id={id.data} /> : <NotFoundPage />;
}

function KnownCompany({ id }: { id: CompanyId }): ReactNode {
  const trpc = useTRPC();
  const query = useQuery(trpc.companies.get.queryOptions({ id }, { refetchOnWindowFocus: false }));
  usePageTitle(query.data === undefined ? 'Company · Admin' : `${query.data.name} · Admin`);
  if (query.data !== undefined) return <EditCompany company={query.data} />;
  if (query.error === null) return <TableSkeleton label="Loading the company" />;
  const problem = readProblem(query.error);
  if (problem.code === 'not_found') return <NotFoundPage />;
  return (
    <ErrorState
      isPage
      title="This company could not be loaded"
      detail={sentenceOf(problem)}
      onRetry={() => void query.refetch()}
    />
  );
}

function EditCompany({ company }: { company: CompanyDetail }): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const changed = (): void => {
    void cache.invalidateQueries(trpc.companies.pathFilter());
    // Lists of jobs carry the company's name and logo.
    void cache.invalidateQueries(trpc.jobs.pathFilter());
    void cache.invalidateQueries(trpc.search.pathFilter());
  };
  const update = useMutation(
    trpc.companies.update.mutationOptions({
      onSuccess: () => {
        toast.show({ title: 'Saved', durationMs: 3_000 });
        changed();
      },
    }),
  );
  return (
    <>
      <BackLink />
      <header className="mb-5">
        <h1 className="text-xl font-semibold tracking-tight text-pretty">{company.name}</h1>
        <Link
          to="/companies/$company"
          params={{ company: company.slug }}
          className="inline-flex items-center gap-1 rounded-sm text-accent-text underline underline-offset-2"
        >
          Its page <ExternalLink className="size-3.5" aria-hidden="true" />
        </Link>
      </header>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <CompanyForm
          company={company}
          label="Save"
          isSaving={update.isPending}
          error={update.error}
          onSave={(input) => update.mutate({ ...input, id: company.id })}
        />
        <div className="flex flex-col gap-6">
          <CompanyLogo company={company} onChanged={changed} />
          <RemoveCompany company={company} onRemoved={changed} />
        </div>
      </div>
    </>
  );
}

function RemoveCompany({ company, onRemoved }: { company: CompanyDetail; onRemoved: () => void }): ReactNode {
  const trpc = useTRPC();
  const navigate = useNavigate();
  const toast = useToast();
  const remove = useMutation(
    trpc.companies.remove.mutationOptions({
      onSuccess: () => {
        toast.show({ title: `Removed “${company.name}”` });
        onRemoved();
        void navigate({ to: '/admin/companies' });
      },
    }),
  );
  return (
    <Section title="Remove" description="Only a company that never had a job can be removed.">
      {remove.error !== null && (
        <p role="alert" className="mb-3 text-sm text-danger">
          {sentenceOf(readProblem(remove.error))}
        </p>
      )}
      <Button variant="danger" isBusy={remove.isPending} onClick={() => remove.mutate({ id: company.id })}>
        Remove the company
      </Button>
    </Section>
  );
}

function NewCompany(): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  usePageTitle('Add a company · Admin');
  const create = useMutation(
    trpc.companies.create.mutationOptions({
      onSuccess: ({ id, name }) => {
        toast.show({ title: `Added “${name}”`, durationMs: 4_000 });
        void cache.invalidateQueries(trpc.companies.pathFilter());
        void navigate({ to: '/admin/companies/$companyId', params: { companyId: id }, replace: true });
      },
    }),
  );
  return (
    <>
      <BackLink />
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Add a company</h1>
      <div className="max-w-3xl">
        <CompanyForm
          company={null}
          label="Add"
          isSaving={create.isPending}
          error={create.error}
          onSave={(input) => create.mutate(input)}
        />
      </div>
    </>
  );
}

function BackLink(): ReactNode {
  return (
    <div className="mb-3 -ml-2.5">
      <Link to="/admin/companies" className={buttonClass('ghost', 'sm')}>
        <ArrowLeft /> All companies
      </Link>
    </div>
  );
}
