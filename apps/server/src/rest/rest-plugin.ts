import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';

import { appRouter } from '@access/api';
import { compileRestRoutes, parseQuery, type RestRoute } from '@access/api/rest';
import type { Actor } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import { RESUME_MAX_BYTES } from '@access/contracts/resumes';

import type { Container } from '../container.ts';
import { createContextMaker } from '../plugins/caller.ts';
import { compressAnswer } from './compress-answer.ts';
import { addJsonBodies } from './read-body.ts';
import { readForm, type ReadForm } from './read-form.ts';

/** Room for a form's boundaries and short fields beside the file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;
const everyMethod: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const Params = z.record(z.string(), z.string());
const noForm: ReadForm = { parts: new Map(), [Symbol.asyncDispose]: async () => undefined };

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
      // The longest is an import's mapping.
      fieldSize: 8_000,
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
  const maxFileBytes = route.maxFileBytes ?? RESUME_MAX_BYTES;
  app.route({
    method: route.method,
    url: toFastifyPath(route.path),
    ...(route.takesFile ? { bodyLimit: maxFileBytes + FORM_OVERHEAD_BYTES } : {}),
    handler: async (request, reply) => {
      const ctx = await makeContext(request, reply);
      // Before a file is read: whoever may not send it is told at once.
      if (route.takesFile) requireSender(route, ctx.actor);
      await using form = route.takesFile ? await readForm(request, maxFileBytes) : noForm;
      const answer = await route.answer({
        ctx,
        params: Params.parse(request.params),
        query: parseQuery(queryOf(request)),
        body: request.body,
        form: form.parts,
        ifNoneMatch: request.headers['if-none-match'],
      });
      return send(request, reply, answer);
    },
  });
}

function requireSender({ access }: RestRoute, actor: Actor | null): void {
  if (actor === null) throw new AppError('unauthenticated', 'Sign in first');
  if (access === 'admin' && actor.userType !== 'admin')
    throw new AppError('forbidden', 'Only admins can do this');
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body, etag, file }: Awaited<ReturnType<RestRoute['answer']>>,
): FastifyReply {
  reply.code(status);
  // Answers differ by who asks: a browser may keep them, but asks again each time.
  reply.header('cache-control', 'private, no-cache');
  if (etag !== null) reply.header('etag', etag);
  if (body === null) return reply.send();
  if (file !== undefined) reply.header('content-disposition', `attachment; filename="${file.fileName}"`);
  return reply
    .header('content-type', file?.mediaType ?? 'application/json; charset=utf-8')
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
