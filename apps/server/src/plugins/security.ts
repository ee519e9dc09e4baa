import { constants } from 'node:zlib';

import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';

import { AppError } from '@access/contracts/errors';

import type { ServerEnv } from '../env.ts';

/** Longest address taken, in bytes; a batch of 20 calls by the web app stays below half of it. */
const MAX_URL_LENGTH = 8_192;

/** Headers, cookies, compression and limits that hold for every route. */
export async function addSecurity(app: FastifyInstance, env: ServerEnv): Promise<void> {
  app.addHook('onRequest', async (request) => {
    if (request.raw.url !== undefined && request.raw.url.length > MAX_URL_LENGTH) {
      throw new AppError('uri_too_long', 'Send long input in the body of a POST');
    }
  });
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Positions computed by menus, charts and dialogs are style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: isHttps(env) ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Postings may link to pages that want a referrer's origin; paths with ids stay ours.
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(fastifyCookie);
  await app.register(fastifyCors, {
    origin: [...env.corsOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['authorization', 'x-api-key', 'content-type', 'if-none-match'],
    exposedHeaders: ['etag', 'retry-after', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'],
    credentials: false,
    maxAge: 600,
    strictPreflight: false,
  });
  await app.register(fastifyCompress, {
    threshold: 1_024,
    // Bodies come as they are: a few compressed kilobytes could unpack to gigabytes.
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    // Quality 4 costs a tenth of the default 11 and is still smaller than gzip.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(fastifyRateLimit, {
    global: false,
    max: env.callsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('rate_limited', 'Too many calls from your address', {
        retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1_000)),
      }),
  });
}

/** Whether people reach the site by TLS. */
export function isHttps(env: ServerEnv): boolean {
  return env.origins.some((origin) => origin.startsWith('https://'));
}
