import type { ErrorCode, FieldProblem } from '@access/contracts/errors';

/** A failed call in the terms a page shows: what went wrong, which fields, and when to try again. */
export interface ShownProblem {
  code: ErrorCode | 'offline' | 'unknown';
  message: string;
  fields: readonly FieldProblem[];
  retryAfterSeconds: number | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const fieldsOf = (value: unknown): FieldProblem[] =>
  Array.isArray(value)
    ? value.flatMap((entry: unknown) => {
        const path = isRecord(entry) ? entry['path'] : undefined;
        const message = isRecord(entry) ? textOf(entry['message']) : undefined;
        return typeof path === 'string' && message !== undefined ? [{ path, message }] : [];
      })
    : [];

const words: Partial<Record<string, string>> = {
  offline: 'You seem to be offline. Check the connection and try again.',
  unauthenticated: 'Your sign-in has ended. Sign in again to go on.',
  rate_limited: 'Too many tries.',
  internal: 'Something went wrong on our side. Try again in a moment.',
};

const isCode = (value: string | undefined): value is ErrorCode =>
  value !== undefined && /^[a-z][a-z_]+$/.test(value);

/** Reads a problem document (RFC 9457), in a REST body or inside a tRPC error's data. */
export function problemFrom(document: unknown): ShownProblem {
  const body = isRecord(document) ? document : {};
  const code = textOf(body['code']);
  const known = isCode(code) ? code : 'unknown';
  const fields = fieldsOf(body['errors'] ?? body['problems']);
  const seconds = body['retryAfterSeconds'];
  return {
    code: known,
    message:
      textOf(body['detail']) ??
      words[known] ??
      textOf(body['title']) ??
      'Something went wrong. Try again in a moment.',
    fields,
    retryAfterSeconds: typeof seconds === 'number' && seconds > 0 ? Math.ceil(seconds) : undefined,
  };
}

/** Reads any thrown value; what is not a problem document counts as being offline or as unknown. */
export function readProblem(error: unknown): ShownProblem {
  const data = isRecord(error) ? error['data'] : undefined;
  if (isRecord(data)) return problemFrom(isRecord(data['problem']) ? data['problem'] : data);
  if (error instanceof Error && /fetch|network|load failed/i.test(error.message)) {
    return { code: 'offline', message: words['offline'] ?? '', fields: [], retryAfterSeconds: undefined };
  }
  return problemFrom(null);
}

/** A wait in words: "20 seconds", "3 minutes". */
export function waitInWords(seconds: number): string {
  if (seconds < 90) return `${seconds} second${seconds === 1 ? '' : 's'}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

/** The sentence shown above a form or list for this problem, with the wait where there is one. */
export function sentenceOf(problem: ShownProblem): string {
  if (problem.code !== 'rate_limited') return problem.message;
  if (problem.retryAfterSeconds === undefined) return 'Too many tries. Wait a minute, then try again.';
  return `Too many tries. Try again in ${waitInWords(problem.retryAfterSeconds)}.`;
}
