import { jobWriting } from '../../jobs/index.ts';
import { jobTypeFromText } from './job-type-from-text.ts';
import { readSalary } from './read-salary.ts';
import { readJobType, readRemoteOption } from './read-terms.ts';
import { remoteFromText } from './remote-from-text.ts';
import { salaryFromText } from './salary-from-text.ts';

/** Everything that reads a term of employment from words, for whoever measures or shows how well it is read. */
export const postingReaders = {
  readSalary,
  salaryFromText,
  readJobType,
  jobTypeFromText,
  readRemoteOption,
  remoteFromText,
  detectLanguage: jobWriting.detectLanguage,
} as const;
