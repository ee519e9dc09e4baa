import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';

import { appRouter, type AppRouter } from '@access/api';
import { toAppError, toTrpcError } from '@access/api/problem';
import { requireStorableJson } from '@access/api/rest';

import type { Container } from '../container.ts';
import { createContextMaker } from '../plugins/caller.ts';

/** Calls in one request; the web app sends no more. */
const MAX_BATCH = 20;

/** The same procedures over tRPC, with batching, and subscriptions as server-sent events. */
export async function trpcPlugin(
  app: FastifyInstance,
  { container }: { container: Container },
): Promise<void> {
  app.addHook('onRequest', app.rateLimit());
  app.addHook('preValidation', async (request) => {
    if (typeof request.body === 'string') requireStorableJson(request.body);
    const url = request.raw.url ?? '';
    const input = new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('input');
    if (input !== null) requireStorableJson(input);
  });
  // A batch above the limit is refused as JSON that calls itself text.
  app.addHook('onSend', async (_request, _reply, payload: unknown) => {
    if (payload instanceof Response && payload.headers.get('content-type')?.startsWith('text/plain') === true)
      payload.headers.set('content-type', 'application/json');
    return payload;
  });
  const makeContext = createContextMaker(container);
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: async ({ req, res }) => {
      try {
        return await makeContext(req, res);
      } catch (error) {
        throw toTrpcError(error);
      }
    },
    onError: ({ error, path, req }) => {
      const failure = toAppError(error);
      if (failure.code === 'internal')
        req.log.error({ err: failure.cause ?? error, path }, 'server.request_failed');
    },
    responseMeta: ({ errors }) => {
      const waits = errors.flatMap((error) => toAppError(error).retryAfterSeconds ?? []);
      const headers = new Headers({ 'cache-control': 'private, no-store' });
      if (waits.length > 0) headers.set('retry-after', String(Math.max(...waits)));
      return { headers };
    },
  };
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions,
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
}
