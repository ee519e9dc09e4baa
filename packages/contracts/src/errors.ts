import { z } from 'zod';

/** Stable codes that programs branch on; the sentence beside them is for people and may change. */
export const ErrorCode = z.enum([
  'bad_request',
  'validation_failed',
  'invalid_cursor',
  'unauthenticated',
  'invalid_credentials',
  'invalid_refresh_token',
  'forbidden',
  'origin_not_allowed',
  'account_suspended',
  'not_found',
  'method_not_allowed',
  'email_taken',
  'conflict',
  'gone',
  'payload_too_large',
  'uri_too_long',
  'unsupported_media_type',
  'resume_refused',
  'rate_limited',
  'busy',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** One field that was refused: `path` as the caller wrote it (`preferences.places[0].radiusKm`). */
export const FieldProblem = z.object({ path: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** RFC 9457 body of every error. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: ErrorCode,
  detail: z.string().optional(),
  errors: z.array(FieldProblem).optional(),
  requestId: z.string().optional(),
  /** Seconds to wait before the same call makes sense; the Retry-After header says the same. */
  retryAfterSeconds: z.int().min(0).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** An expected failure: thrown by core, turned into a problem document at the edge, never retried by the worker. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { problems?: readonly FieldProblem[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.problems = options.problems ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What each code means to tRPC, to HTTP and to a caller that may try again. The only such table. */
export const errorTable = {
  bad_request: { trpc: 'BAD_REQUEST', status: 400, title: 'Bad request', isRetryable: false },
  validation_failed: {
    trpc: 'BAD_REQUEST',
    status: 400,
    title: 'Some fields need mending',
    isRetryable: false,
  },
  invalid_cursor: {
    trpc: 'BAD_REQUEST',
    status: 400,
    title: 'The cursor is not one of ours',
    isRetryable: false,
  },
  unauthenticated: { trpc: 'UNAUTHORIZED', status: 401, title: 'Sign in first', isRetryable: false },
  invalid_credentials: {
    trpc: 'UNAUTHORIZED',
    status: 401,
    title: 'E-mail or password is wrong',
    isRetryable: false,
  },
  invalid_refresh_token: { trpc: 'UNAUTHORIZED', status: 401, title: 'Sign in again', isRetryable: false },
  forbidden: { trpc: 'FORBIDDEN', status: 403, title: 'Not allowed', isRetryable: false },
  origin_not_allowed: {
    trpc: 'FORBIDDEN',
    status: 403,
    title: 'Request from another site',
    isRetryable: false,
  },
  account_suspended: {
    trpc: 'FORBIDDEN',
    status: 403,
    title: 'This account is suspended',
    isRetryable: false,
  },
  not_found: { trpc: 'NOT_FOUND', status: 404, title: 'Not found', isRetryable: false },
  method_not_allowed: {
    trpc: 'METHOD_NOT_SUPPORTED',
    status: 405,
    title: 'Method not allowed',
    isRetryable: false,
  },
  email_taken: {
    trpc: 'CONFLICT',
    status: 409,
    title: 'This e-mail address is already registered',
    isRetryable: false,
  },
  conflict: { trpc: 'CONFLICT', status: 409, title: 'Conflict', isRetryable: false },
  gone: { trpc: 'NOT_FOUND', status: 410, title: 'No longer here', isRetryable: false },
  payload_too_large: { trpc: 'PAYLOAD_TOO_LARGE', status: 413, title: 'Too large', isRetryable: false },
  uri_too_long: { trpc: 'BAD_REQUEST', status: 414, title: 'The address is too long', isRetryable: false },
  unsupported_media_type: {
    trpc: 'UNSUPPORTED_MEDIA_TYPE',
    status: 415,
    title: 'Unsupported content type',
    isRetryable: false,
  },
  resume_refused: {
    trpc: 'UNPROCESSABLE_CONTENT',
    status: 422,
    title: 'This résumé could not be read',
    isRetryable: false,
  },
  rate_limited: { trpc: 'TOO_MANY_REQUESTS', status: 429, title: 'Too many requests', isRetryable: true },
  busy: { trpc: 'SERVICE_UNAVAILABLE', status: 503, title: 'Busy, try again shortly', isRetryable: true },
  internal: {
    trpc: 'INTERNAL_SERVER_ERROR',
    status: 500,
    title: 'Something went wrong on our side',
    isRetryable: true,
  },
} as const satisfies Record<ErrorCode, { trpc: string; status: number; title: string; isRetryable: boolean }>;
