import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ApiContext, BrowserCookies } from '@access/api/init';
import type { KeyActor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import { isAllowedOrigin, type Credentials } from '@access/core/auth';

import type { Container } from '../container.ts';
import type { ServerEnv } from '../env.ts';

export const SESSION_COOKIE = 'access_session';
export const VIEWER_COOKIE = 'access_viewer';
const KEY_HEADER = 'x-api-key';

const VIEWER_SECONDS = 365 * 86_400;

/** Finds out who calls, and makes the context of the procedures. Refuses a foreign page that uses somebody's cookie. */
export function createContextMaker({ env, services }: Pick<Container, 'env' | 'services'>) {
  const contextOf = (request: FastifyRequest, reply: FastifyReply) => ({
    services,
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
    signal: abortOnHangUp(reply),
  });

  /** Whoever sends a key means to be let in by it: a bad one is refused, not taken for nobody. */
  const byKey = async (
    key: string | string[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<KeyActor> => {
    if (request.headers.authorization !== undefined || typeof key !== 'string') {
      throw new AppError('bad_request', 'Send one proof of who you are: a key or a token');
    }
    const call = await services.apiKeys.authenticate(key);
    if (call === null) throw new AppError('unauthenticated', 'This API key is unknown, expired or revoked');
    reply
      .header('ratelimit-limit', call.limit)
      .header('ratelimit-remaining', call.remaining)
      .header('ratelimit-reset', call.resetSeconds);
    return call.actor;
  };

  return async (request: FastifyRequest, reply: FastifyReply): Promise<ApiContext> => {
    requireOwnOrigin(request, env.origins);
    const key = request.headers[KEY_HEADER];
    if (key !== undefined)
      return { ...contextOf(request, reply), actor: await byKey(key, request, reply), browser: null };
    const credentials = readCredentials(request);
    const isProgram = credentials !== null && 'bearer' in credentials;
    const browser = isProgram ? null : createBrowserCookies(request, reply, env);
    const found = credentials === null ? null : await services.auth.authenticate(credentials);
    if (found?.renewedUntil != null && credentials !== null && 'cookieToken' in credentials) {
      browser?.setSessionCookie(credentials.cookieToken, found.renewedUntil);
    }
    return {
      ...contextOf(request, reply),
      actor: found?.actor ?? null,
      browser,
    };
  };
}

/** A bearer token goes before a cookie: whoever sends one says who they mean to be. */
function readCredentials(request: FastifyRequest): Credentials | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { bearer };
  const cookieToken = request.cookies[SESSION_COOKIE];
  return cookieToken === undefined || cookieToken === '' ? null : { cookieToken };
}

/**
 * Browsers send cookies along whatever page asks; only pages of this site may change anything with them. Holds too for
 * calls that name another origin without a cookie, so that no page can sign its visitor in as somebody else.
 */
function requireOwnOrigin(request: FastifyRequest, origins: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (request.headers.authorization !== undefined || request.headers[KEY_HEADER] !== undefined) return;
  const { origin } = request.headers;
  if (origin === undefined && request.cookies[SESSION_COOKIE] === undefined) return;
  const allowed = origins.length > 0 ? origins : [`${request.protocol}://${request.host}`];
  if (origin !== undefined && isAllowedOrigin(origin, allowed)) return;
  throw new AppError('origin_not_allowed', 'This call comes from a page of another site');
}

function createBrowserCookies(request: FastifyRequest, reply: FastifyReply, env: ServerEnv): BrowserCookies {
  const secure = isSecure(request, env);
  const shared = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const viewer = request.cookies[VIEWER_COOKIE];
  return {
    setSessionCookie: (token, expires) => void reply.setCookie(SESSION_COOKIE, token, { ...shared, expires }),
    clearSessionCookie: () => void reply.clearCookie(SESSION_COOKIE, shared),
    viewerId: () => {
      if (viewer !== undefined && /^[\w-]{8,64}$/.test(viewer)) return viewer;
      reply.setCookie(VIEWER_COOKIE, crypto.randomUUID(), { ...shared, maxAge: VIEWER_SECONDS });
      return null;
    },
  };
}

/** By the address people use where the operator names one; else by how this request came, and always in production. */
function isSecure(request: FastifyRequest, env: ServerEnv): boolean {
  if (env.origins.length > 0) return env.origins.every((origin) => origin.startsWith('https://'));
  return env.isProduction || request.protocol === 'https';
}

function abortOnHangUp(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
