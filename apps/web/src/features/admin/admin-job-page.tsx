import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { JobId } from '@access/contracts/ids';
import type { Job, JobInput } from '@access/contracts/jobs';
import { Badge } from '@access/ui/badge';
import { Button, buttonClass } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { ErrorState, Notice } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { NotFoundPage } from '../../app/not-found-page.tsx';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { TableSkeleton } from './admin-jobs-page.tsx';
import { JobForm } from './job-form.tsx';
import { JobHistory } from './job-history.tsx';
import { JobPreview } from './job-preview.tsx';
import { JobStateActions } from './job-state-actions.tsx';
import { statusLabels, statusTones } from './job-statuses.ts';
import { useJobDraft } from './use-job-draft.ts';

const route = getRouteApi('/admin/jobs/$jobId');

/** One job for admins: every field, its state, and what was done to it; `new` in the address posts one. */
export function AdminJobPage(): ReactNode {
  const { jobId } = route.useParams();
  if (jobId === 'new') return <NewJob />;
  if (!JobId.safeParse(jobId).success) return <NotFoundPage />;
  return <KnownJob key={jobId} jobId={jobId} />;
}

function KnownJob({ jobId }: { jobId: string }): ReactNode {
  const trpc = useTRPC();
  const query = useQuery(trpc.jobs.get.queryOptions({ id: jobId }, { refetchOnWindowFocus: false }));
  usePageTitle(query.data === undefined ? 'Job · Admin' : `${query.data.title} · Admin`);
  // The form begins anew with each stored version.
  if (query.data !== undefined) return <EditJob key={query.data.updatedAt} job={query.data} />;
  if (query.error === null) return <TableSkeleton label="Loading the job" />;
  const problem = readProblem(query.error);
  if (problem.code === 'not_found' || problem.code === 'gone') return <NotFoundPage />;
  return (
    <ErrorState
      isPage
      title="This job could not be loaded"
      detail={sentenceOf(problem)}
      onRetry={() => void query.refetch()}
    />
  );
}

/** The state that saving asks for: content changes, the state stays, but an expired job opens again. */
const savedAs: Record<Job['status'], JobInput['status']> = {
  draft: 'draft',
  pending: 'active',
  active: 'active',
  rejected: 'active',
  expired: 'active',
  closed: 'closed',
};

function EditJob({ job }: { job: Job }): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const form = useJobDraft(job);
  const preview = usePreview(form);
  const hold = (next: Job): void => {
    cache.setQueryData(trpc.jobs.get.queryKey({ id: job.id }), next);
    void cache.invalidateQueries(trpc.moderation.pathFilter());
    void cache.invalidateQueries(trpc.search.pathFilter());
  };
  const update = useMutation(
    trpc.jobs.update.mutationOptions({
      onSuccess: (next) => {
        toast.show({ title: 'Saved', durationMs: 3_000 });
        hold(next);
      },
      onError: form.refused,
    }),
  );
  const save = (): void => {
    const input = form.check(savedAs[job.status]);
    if (input !== null) update.mutate({ ...input, id: job.id });
  };
  return (
    <>
      <BackLink />
      <header className="mb-5 flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold tracking-tight text-pretty">{job.title}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-muted">
            <Badge tone={statusTones[job.status]}>{statusLabels[job.status]}</Badge>
            {job.company.name}
            <Link
              to="/jobs/$jobId"
              params={{ jobId: job.id }}
              className="inline-flex items-center gap-1 rounded-sm text-accent-text underline underline-offset-2"
            >
              Its page <ExternalLink className="size-3.5" aria-hidden="true" />
            </Link>
          </p>
        </div>
        <JobStateActions job={job} onMoved={hold} />
      </header>
      {job.rejectionReason !== null && (
        <div className="mb-4">
          <Notice tone="danger">Refused: {job.rejectionReason}</Notice>
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <JobFormSection
          form={form}
          preview={preview}
          label={job.status === 'expired' ? 'Save and reopen' : 'Save'}
          isSaving={update.isPending}
          onSave={save}
        />
        <JobHistory jobId={job.id} />
      </div>
    </>
  );
}

function NewJob(): ReactNode {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const navigate = useNavigate();
  const form = useJobDraft(null);
  const preview = usePreview(form);
  usePageTitle('Post a job · Admin');
  const create = useMutation(
    trpc.jobs.create.mutationOptions({
      onSuccess: (job) => {
        toast.show({ title: job.status === 'draft' ? 'Kept as a draft' : 'Posted', durationMs: 4_000 });
        void cache.invalidateQueries(trpc.moderation.pathFilter());
        void navigate({ to: '/admin/jobs/$jobId', params: { jobId: job.id }, replace: true });
      },
      onError: form.refused,
    }),
  );
  const send = (status: JobInput['status']): void => {
    const input = form.check(status);
    if (input !== null) create.mutate(input);
  };
  return (
    <>
      <BackLink />
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Post a job</h1>
      <div className="max-w-4xl">
        <JobFormSection
          form={form}
          preview={preview}
          label="Post"
          isSaving={create.isPending}
          onSave={() => send('active')}
          onShelve={() => send('draft')}
        />
      </div>
    </>
  );
}

type Form = ReturnType<typeof useJobDraft>;

function JobFormSection(props: {
  form: Form;
  preview: ReturnType<typeof usePreview>;
  /** Of the button that saves. */
  label: string;
  isSaving: boolean;
  onSave: () => void;
  onShelve?: () => void;
}): ReactNode {
  const { form, preview, onShelve } = props;
  return (
    <Section title="Posting">
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSave();
        }}
      >
        {form.message !== null && <Notice tone="danger">{form.message}</Notice>}
        <JobForm draft={form.draft} problems={form.problems} onChange={form.set} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" isBusy={props.isSaving}>
            {props.label}
          </Button>
          {onShelve !== undefined && (
            <Button onClick={onShelve} disabled={props.isSaving}>
              Keep as a draft
            </Button>
          )}
          <Button onClick={preview.show} isBusy={preview.isLoading}>
            Preview
          </Button>
        </div>
      </form>
      {preview.job !== null && <JobPreview job={preview.job} onClose={preview.close} />}
    </Section>
  );
}

/** The draft as the server would store it. */
function usePreview(form: Form) {
  const trpc = useTRPC();
  const [job, setJob] = useState<Job | null>(null);
  const ask = useMutation(
    trpc.moderation.preview.mutationOptions({ onSuccess: setJob, onError: form.refused }),
  );
  return {
    job,
    isLoading: ask.isPending,
    show: (): void => {
      const input = form.check('draft');
      if (input !== null) ask.mutate(input);
    },
    close: (): void => setJob(null),
  };
}

function BackLink(): ReactNode {
  return (
    <div className="mb-3 -ml-2.5">
      <Link to="/admin/jobs" className={buttonClass('ghost', 'sm')}>
        <ArrowLeft /> All jobs
      </Link>
    </div>
  );
}
