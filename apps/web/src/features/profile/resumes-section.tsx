import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { FileText, Star, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Resume } from '@access/contracts/resumes';
import { Badge } from '@access/ui/badge';
import { buttonClass } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { IconButton } from '@access/ui/icon-button';
import { Skeleton } from '@access/ui/skeleton';
import { ErrorState } from '@access/ui/states';
import { useToast } from '@access/ui/toast';

import { useFormats } from '../../lib/formats.ts';
import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ResumeUpload } from '../resumes/resume-upload.tsx';

/** The person's résumés: add one, look at what was read, choose the main one, delete. */
export function ResumesSection(): ReactNode {
  const trpc = useTRPC();
  const navigate = useNavigate();
  const query = useQuery(trpc.resumes.list.queryOptions());
  return (
    <Section title="Résumés">
      {query.data === undefined ? (
        query.error === null ? (
          <Skeleton height={64} />
        ) : (
          <ErrorState
            title="Résumés could not be loaded"
            detail={sentenceOf(readProblem(query.error))}
            onRetry={() => void query.refetch()}
          />
        )
      ) : (
        query.data.items.length > 0 && (
          <ul className="-mt-3 mb-4 divide-y border-b">
            {query.data.items.map((resume) => (
              <ResumeRow key={resume.id} resume={resume} />
            ))}
          </ul>
        )
      )}
      <ResumeUpload
        isCompact
        onUploaded={(resume) => void navigate({ to: '/welcome', search: { resume } })}
      />
    </Section>
  );
}

function ResumeRow({ resume }: { resume: Resume }): ReactNode {
  const formats = useFormats();
  const { setPrimary, remove } = useResumeChanges();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
      <FileText aria-hidden="true" className="size-5 shrink-0 text-faint" />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{resume.fileName}</span>
          {resume.isPrimary && <Badge tone="accent">Main</Badge>}
        </p>
        <p className="text-sm text-pretty text-muted">
          {formats.ago(resume.createdAt)} · {statusOf(resume)}
        </p>
      </div>
      <div className="flex items-center">
        {resume.parseStatus === 'parsed' && (
          <Link to="/welcome" search={{ resume: resume.id }} className={buttonClass('ghost', 'sm')}>
            What was read
          </Link>
        )}
        {!resume.isPrimary && (
          <IconButton label={`Make ${resume.fileName} the main one`} onClick={() => setPrimary(resume)}>
            <Star />
          </IconButton>
        )}
        <IconButton label={`Delete ${resume.fileName}`} onClick={() => remove(resume)}>
          <Trash2 />
        </IconButton>
      </div>
    </li>
  );
}

function statusOf(resume: Resume): string {
  switch (resume.parseStatus) {
    case 'pending':
      return 'being read';
    case 'parsed':
      return resume.appliedAt === null ? 'read, not taken over yet' : 'taken over into your profile';
    case 'refused':
    case 'failed':
      return resume.parseReason ?? 'could not be read';
  }
}

function useResumeChanges() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const toast = useToast();
  const settle = {
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.resumes.list.pathKey() }),
    onError: (error: unknown) =>
      toast.show({
        tone: 'failure',
        title: 'The résumé was not changed',
        description: sentenceOf(readProblem(error)),
      }),
  };
  const primary = useMutation(trpc.resumes.setPrimary.mutationOptions(settle));
  const removal = useMutation(trpc.resumes.remove.mutationOptions(settle));
  return {
    setPrimary: (resume: Resume) => primary.mutate({ id: resume.id }),
    remove: (resume: Resume) =>
      removal.mutate(
        { id: resume.id },
        { onSuccess: () => toast.show({ title: `Deleted ${resume.fileName}` }) },
      ),
  };
}
