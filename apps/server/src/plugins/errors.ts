import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { toAppError, toProblem } from '@access/api/problem';
import { AppError, errorTable, type ErrorCode } from '@access/contracts/errors';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Every failure, the framework's own included, leaves as a problem document; what nobody expected is logged with its cause. */
export function addErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(reply, request, error));
}

/** Answers with the problem document of whatever was thrown. */
export function sendProblem(reply: FastifyReply, request: FastifyRequest, thrown: unknown): FastifyReply {
  const error = isFastifyError(thrown) ? fromFastify(thrown) : toAppError(thrown);
  if (error.code === 'internal') {
    request.log.error(
      { err: error.cause ?? error, route: request.routeOptions.url },
      'server.request_failed',
    );
  }
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', error.retryAfterSeconds);
  return reply
    .code(errorTable[error.code].status)
    .header('content-type', PROBLEM_TYPE)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(toProblem(error, request.id)));
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

/** Fastify's own refusals, and its plugins', by their status; none of their words are shown but these. */
function fromFastify(error: FastifyError): AppError {
  const code = codeOfStatus(error.statusCode ?? 500);
  if (code === 'internal') return new AppError('internal', errorTable.internal.title, { cause: error });
  return new AppError(code, detailOf(error, code), { cause: error });
}

function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 404:
      return 'not_found';
    case 405:
      return 'method_not_allowed';
    case 413:
      return 'payload_too_large';
    case 414:
      return 'uri_too_long';
    case 415:
      return 'unsupported_media_type';
    case 429:
      return 'rate_limited';
    default:
      return status >= 400 && status < 500 ? 'bad_request' : 'internal';
  }
}

function detailOf(error: FastifyError, code: ErrorCode): string {
  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError)
    return 'The body is no valid JSON';
  if (error.code === 'FST_ERR_BAD_URL') return 'The address is not well-formed percent-encoded UTF-8';
  return errorTable[code].title;
}
