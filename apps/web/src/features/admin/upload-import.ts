import { ImportRunDetail } from '@access/contracts/imports';
import type { FieldMapping, ImportFormat, ImportRun } from '@access/contracts/imports';

import { UploadError } from '../resumes/upload-resume.ts';

export interface ImportChoices {
  readonly file: File;
  readonly source: string;
  readonly format: ImportFormat;
  /** Undefined keeps the source's own. */
  readonly mapping: FieldMapping | undefined;
  /** The employer of postings that name none; empty for none. */
  readonly companyName: string;
  readonly full: boolean;
  /** With `full`: close even more than a fifth. */
  readonly force: boolean;
  readonly dryRun: boolean;
}

const Answer = ImportRunDetail.pick({ id: true, source: true });

/** Sends a file of postings; the worker imports it. @throws UploadError with the server's problem, or TypeError when the network fails. */
export async function uploadImport(choices: ImportChoices): Promise<Pick<ImportRun, 'id' | 'source'>> {
  const { file, mapping, companyName } = choices;
  const form = new FormData();
  form.append('source', choices.source);
  form.append('format', choices.format);
  form.append('full', String(choices.full));
  form.append('force', String(choices.full && choices.force));
  form.append('dryRun', String(choices.dryRun));
  if (mapping !== undefined) form.append('mapping', JSON.stringify(mapping));
  if (companyName !== '') form.append('companyName', companyName);
  form.append('file', file, file.name);
  const response = await fetch('/api/v1/admin/imports', { method: 'POST', body: form });
  const body: unknown = await response.json().catch(() => null);
  const answer = Answer.safeParse(body);
  if (!response.ok || !answer.success) throw new UploadError(body);
  return answer.data;
}
