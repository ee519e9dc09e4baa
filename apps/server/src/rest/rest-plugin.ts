import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';

import { appRouter } from '@access/api';
import { compileRestRoutes, parseQuery, type RestRoute } from '@access/api/rest';
import { AppError } from '@access/contracts/errors';
import { RESUME_MAX_BYTES } from '@access/contracts/resumes';

import type { Container } from '../container.ts';
import { createContextMaker } from '../plugins/caller.ts';
import { compressAnswer } from './compress-answer.ts';
import { addJsonBodies } from './read-body.ts';
import { readForm } from './read-form.ts';

/** Room for a form's boundaries and short fields beside the file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;
const everyMethod: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const Params = z.record(z.string(), z.string());
const noForm: Awaited<ReturnType<typeof readForm>> = new Map();

/** The procedures over REST, below the prefix it is registered with. */
export async function restPlugin(
  app: FastifyInstance,
  { container }: { container: Container },
): Promise<void> {
  addJsonBodies(app);
  await app.register(fastifyMultipart, {
    limits: {
      fileSize: RESUME_MAX_BYTES,
      files: 1,
      fields: 10,
      fieldSize: 1_000,
      parts: 11,
      headerPairs: 50,
    },
  });
  app.addHook('onRequest', app.rateLimit());
  const makeContext = createContextMaker(container);
  const routes = compileRestRoutes(appRouter);
  for (const route of routes) addRoute(app, route, makeContext);
  for (const [path, methods] of methodsByPath(routes)) addMethodNotAllowed(app, path, methods);
}

function addRoute(
  app: FastifyInstance,
  route: RestRoute,
  makeContext: ReturnType<typeof createContextMaker>,
): void {
  app.route({
    method: route.method,
    url: toFastifyPath(route.path),
    ...(route.takesFile ? { bodyLimit: RESUME_MAX_BYTES + FORM_OVERHEAD_BYTES } : {}),
    handler: async (request, reply) => {
      const ctx = await makeContext(request, reply);
      // Before a file of ten megabytes is read: whoever may not send it is told at once.
      if (route.takesFile && ctx.actor === null) throw new AppError('unauthenticated', 'Sign in first');
      const answer = await route.answer({
        ctx,
        params: Params.parse(request.params),
        query: parseQuery(queryOf(request)),
        body: request.body,
        form: route.takesFile ? await readForm(request) : noForm,
        ifNoneMatch: request.headers['if-none-match'],
      });
      return send(request, reply, answer);
    },
  });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body, etag }: Awaited<ReturnType<RestRoute['answer']>>,
): FastifyReply {
  reply.code(status);
  // Answers differ by who asks: a browser may keep them, but asks again each time.
  reply.header('cache-control', 'private, no-cache');
  if (etag !== null) reply.header('etag', etag);
  if (body === null) return reply.send();
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(compressAnswer(request, reply, body));
}

function addMethodNotAllowed(app: FastifyInstance, path: string, allowed: readonly HTTPMethods[]): void {
  const others = everyMethod.filter((method) => !allowed.includes(method));
  const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].join(', ');
  app.route({
    method: [...others],
    url: toFastifyPath(path),
    // Whatever body comes is refused unread.
    onRequest: async (_request: FastifyRequest, reply: FastifyReply) => {
      reply.header('allow', allow);
      throw new AppError('method_not_allowed', `This address takes ${allow}`);
    },
    handler: async () => undefined,
  });
}

function methodsByPath(routes: readonly RestRoute[]): Map<string, HTTPMethods[]> {
  const methods = new Map<string, HTTPMethods[]>();
  for (const { path, method } of routes) {
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  return methods;
}

function toFastifyPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function queryOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '';
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at + 1);
}
