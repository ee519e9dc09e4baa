import { ImportRunDetail, type ImportRun } from '@access/contracts/imports';

import { UploadError } from '../resumes/upload-resume.ts';

export interface ImportChoices {
  readonly file: File;
  readonly source: string;
  readonly full: boolean;
  readonly dryRun: boolean;
}

const Answer = ImportRunDetail.pick({ id: true, source: true });

/** Sends a file of postings; the worker imports it. @throws UploadError with the server's problem, or TypeError when the network fails. */
export async function uploadImport({
  file,
  source,
  full,
  dryRun,
}: ImportChoices): Promise<Pick<ImportRun, 'id' | 'source'>> {
  const form = new FormData();
  form.append('source', source);
  form.append('full', String(full));
  form.append('dryRun', String(dryRun));
  form.append('file', file, file.name);
  const response = await fetch('/api/v1/admin/imports', { method: 'POST', body: form });
  const body: unknown = await response.json().catch(() => null);
  const answer = Answer.safeParse(body);
  if (!response.ok || !answer.success) throw new UploadError(body);
  return answer.data;
}
