import type { RESUME_MAX_BYTES } from '@access/contracts/resumes';

/** Value of a file input's `accept` for résumés. */
export const RESUME_ACCEPT =
  '.pdf,.docx,.txt,.json,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document,text/plain,application/json';

/** What is taken, in words. */
export const RESUME_HINT = 'PDF, DOCX, TXT or JSON Resume, up to 10\u00a0MB';

// The contract's figure as a type: the front page must not load the schemas to know one number.
const MAX_BYTES: typeof RESUME_MAX_BYTES = 10_485_760;

/** Why a file is not even sent, or null. The server looks at the content itself. */
export function refusalOf(file: { name: string; size: number }): string | null {
  if (file.size === 0) return 'This file is empty. Choose another one.';
  if (file.size > MAX_BYTES) {
    return `This file has ${(file.size / 1_048_576).toFixed(1)} MB; the limit is 10 MB. Save it smaller, for instance without pictures.`;
  }
  if (!/\.(pdf|docx|txt|json)$/i.test(file.name)) {
    return 'This kind of file cannot be read. Save the résumé as PDF, DOCX or plain text.';
  }
  return null;
}
