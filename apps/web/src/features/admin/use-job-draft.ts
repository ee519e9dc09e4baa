import { useState } from 'react';

import { JobInput } from '@access/contracts/jobs';
import type { Job } from '@access/contracts/jobs';

import { readProblem, sentenceOf } from '../../lib/problem.ts';
import { draftOf, emptyDraft, inputOf } from './job-draft.ts';
import type { JobDraft } from './job-draft.ts';

/** The form's draft, kept whatever the server says, with what is wrong by field. */
export function useJobDraft(stored: Job | null) {
  const [draft, setDraft] = useState<JobDraft>(() => (stored === null ? emptyDraft : draftOf(stored)));
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [message, setMessage] = useState<string | null>(null);
  const tell = (found: ReadonlyMap<string, string>, otherwise: string | null): void => {
    setProblems(found);
    setMessage(found.size === 0 ? otherwise : 'Some fields need another look.');
  };
  return {
    draft,
    problems,
    message,
    set: (change: Partial<JobDraft>): void => setDraft((before) => ({ ...before, ...change })),
    /** The input as the contract takes it; null, with the fields told, where it does not. */
    check: (status: JobInput['status']): JobInput | null => {
      const checked = JobInput.safeParse(inputOf(draft, status, stored));
      tell(
        new Map(checked.error?.issues.map((issue) => [String(issue.path[0]), wordsFor(issue)]) ?? []),
        null,
      );
      return checked.data ?? null;
    },
    refused: (error: unknown): void => {
      const problem = readProblem(error);
      tell(new Map(problem.fields.map((field) => [field.path, field.message])), sentenceOf(problem));
    },
  };
}

function wordsFor(issue: { path: PropertyKey[]; message: string }): string {
  switch (String(issue.path[0])) {
    case 'title':
      return 'Enter a title of 2 to 200 characters';
    case 'companyId':
      return 'Choose a company from the list';
    case 'description':
      return 'Say what the job is, in up to 100,000 characters';
    case 'applyUrl':
      return 'Enter a whole address, for example https://example.org/apply';
    case 'salaryMin':
      return 'Enter an amount in digits, with at most two decimals';
    default:
      return issue.message;
  }
}
