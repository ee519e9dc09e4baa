import type { FastifyInstance, FastifyRequest } from 'fastify';

import { requireStorableJson } from '@access/api/rest';
import { AppError } from '@access/contracts/errors';

/** Bodies of JSON calls, in bytes; the longest posting with all its fields stays below. */
export const JSON_BODY_BYTES = 1024 * 1024;

/** JSON in UTF-8 and nothing else: broken bytes, poisoned prototypes and other charsets are refused, not repaired. */
export function addJsonBodies(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      requireUtf8(request);
      text = typeof body === 'string' ? body : decoder.decode(body);
      requireStorableJson(text);
    } catch (error) {
      done(
        error instanceof AppError
          ? error
          : new AppError('bad_request', 'The body is no UTF-8', { cause: error }),
      );
      return;
    }
    // Clients that always name a content type send it with an empty body, too.
    if (text === '') done(null, undefined);
    else parse(request, text, done);
  });
}

function requireUtf8(request: FastifyRequest): void {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  throw new AppError('unsupported_media_type', 'Send JSON in UTF-8');
}
