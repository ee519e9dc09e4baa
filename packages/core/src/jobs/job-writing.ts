import { detectLanguage } from './detect-language.ts';
import { prepareJob } from './prepare-job.ts';
import { decodeEntities, hasWords, htmlToText, sanitiseHtml } from './sanitise-html.ts';
import { insertJobs, newJobIds, updateJobs } from './write-jobs.repository.ts';

/** What it takes to write many jobs inside a caller's own transaction: clean their HTML, tell their language, fill in what follows from their content, store them. */
export const jobWriting = {
  sanitiseHtml,
  hasWords,
  htmlToText,
  decodeEntities,
  detectLanguage,
  prepareJob,
  newJobIds,
  insertJobs,
  updateJobs,
} as const;
