import { TRPCError } from '@trpc/server';
import { z } from 'zod';

import {
  AppError,
  errorTable,
  type ErrorCode,
  type FieldProblem,
  type Problem,
} from '@access/contracts/errors';

/** Finds the expected failure behind whatever was thrown; everything else is `internal`, its cause kept for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof TRPCError) return fromTrpcError(error);
  return new AppError('internal', errorTable.internal.title, { cause: error });
}

/** RFC 9457 document of a failure. A 5xx other than `busy` shows nothing but the request id. */
export function toProblem(error: AppError, requestId: string): Problem {
  const { status, title } = errorTable[error.code];
  return {
    type: `urn:access:problem:${error.code}`,
    title,
    status,
    code: error.code,
    ...(error.code === 'internal' || error.message === title ? {} : { detail: error.message }),
    ...(error.problems.length > 0 ? { errors: [...error.problems] } : {}),
    requestId,
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
  };
}

/** Names each refused field as the caller wrote it: `preferences.places[0].radiusKm`. */
export function fieldProblems(error: z.core.$ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ path: formatPath(issue.path), message: issue.message }));
}

/** The first problem's path and message make the sentence for people. */
export function validationError(problems: readonly FieldProblem[]): AppError {
  const [first] = problems;
  const detail = first === undefined ? 'The input was refused' : sentenceOf(first);
  return new AppError('validation_failed', detail, { problems });
}

function fromTrpcError(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause;
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError) {
    return validationError(fieldProblems(error.cause));
  }
  const code = codeOfTrpc(error.code);
  if (code === 'internal') return new AppError('internal', errorTable.internal.title, { cause: error });
  return new AppError(code, errorTable[code].title, { cause: error });
}

function codeOfTrpc(code: TRPCError['code']): ErrorCode {
  switch (code) {
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
      return 'bad_request';
    case 'UNAUTHORIZED':
      return 'unauthenticated';
    case 'FORBIDDEN':
      return 'forbidden';
    case 'NOT_FOUND':
      return 'not_found';
    case 'METHOD_NOT_SUPPORTED':
      return 'method_not_allowed';
    case 'CONFLICT':
      return 'conflict';
    case 'PAYLOAD_TOO_LARGE':
      return 'payload_too_large';
    case 'UNSUPPORTED_MEDIA_TYPE':
      return 'unsupported_media_type';
    case 'TOO_MANY_REQUESTS':
      return 'rate_limited';
    case 'SERVICE_UNAVAILABLE':
      return 'busy';
    case 'CLIENT_CLOSED_REQUEST':
      return 'bad_request';
    default:
      return 'internal';
  }
}

function sentenceOf(problem: FieldProblem): string {
  return problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`;
}

function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? String(key) : `.${String(key)}`;
  }
  return text;
}
