import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { Company } from '@access/contracts/companies';
import { LOGO_MAX_BYTES } from '@access/contracts/company-detail';
import { Avatar } from '@access/ui/avatar';
import { Button } from '@access/ui/button';
import { Section } from '@access/ui/card';
import { FileDrop } from '@access/ui/file-drop';
import { useToast } from '@access/ui/toast';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { UploadError } from '../resumes/upload-resume.ts';

/** The picture of a company; what it is, is read from its content by the server. */
export function CompanyLogo({ company, onChanged }: { company: Company; onChanged: () => void }): ReactNode {
  const trpc = useTRPC();
  const toast = useToast();
  const upload = useMutation({
    mutationFn: (file: File) => sendLogo(company.id, file),
    onSuccess: () => {
      toast.show({ title: 'Logo saved', durationMs: 3_000 });
      onChanged();
    },
  });
  const remove = useMutation(
    trpc.companies.removeLogo.mutationOptions({
      onSuccess: onChanged,
      onError: (error) =>
        toast.show({
          tone: 'failure',
          title: 'The logo was not removed',
          description: sentenceOf(readProblem(error)),
        }),
    }),
  );
  const send = (file: File): void => upload.mutate(file);
  const error = upload.error === null ? undefined : sentenceOf(readProblem(upload.error));
  return (
    <Section title="Logo">
      <div className="flex flex-col gap-4">
        <div className="flex items-center gap-4">
          <Avatar name={company.name} imageUrl={company.logoUrl} size={64} />
          {company.logoUrl === null ? (
            <p className="text-sm text-muted">Without a logo its initials are shown.</p>
          ) : (
            <Button size="sm" isBusy={remove.isPending} onClick={() => remove.mutate({ id: company.id })}>
              Remove the logo
            </Button>
          )}
        </div>
        <FileDrop
          isCompact
          label={upload.isPending ? 'Uploading…' : 'Drop a picture, or choose one'}
          hint="PNG, JPEG or WebP, up to 1 MB and 4,096 pixels a side"
          accept="image/png,image/jpeg,image/webp"
          error={error}
          onFile={send}
        />
      </div>
    </Section>
  );
}

/** Sends the picture as multipart. @throws UploadError, or TypeError when the network fails. */
async function sendLogo(id: Company['id'], file: File): Promise<Company> {
  if (file.size > LOGO_MAX_BYTES) {
    throw new UploadError({ code: 'payload_too_large', detail: 'The picture is larger than 1 MB' });
  }
  const body = new FormData();
  body.append('file', file, file.name);
  const answer = await fetch(`/api/v1/companies/${id}/logo`, { method: 'POST', body });
  const read: unknown = await answer.json().catch(() => null);
  const company = Company.safeParse(read);
  if (!answer.ok || !company.success) throw new UploadError(read);
  return company.data;
}
