import { randomUUID } from 'node:crypto';

import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';

import type { Container } from './container.ts';
import { docsPlugin } from './docs/docs-plugin.ts';
import { foundPlugin } from './found/found-plugin.ts';
import { healthPlugin } from './health/health-plugin.ts';
import { addMetrics } from './health/metrics.ts';
import { logosPlugin } from './logos/logos-plugin.ts';
import { addErrorHandling, PROBLEM_TYPE } from './plugins/errors.ts';
import { addSecurity } from './plugins/security.ts';
import { JSON_BODY_BYTES } from './rest/read-body.ts';
import { restPlugin } from './rest/rest-plugin.ts';
import { trpcPlugin } from './trpc/trpc-plugin.ts';
import { addWebApp } from './web/web-plugin.ts';

/** Longest path parameter, in characters: a tRPC batch of 20 names. */
const MAX_PARAM_LENGTH = 1_000;

/** The HTTP server over a container; not yet listening. */
export async function createServer(container: Container): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = container.log;
  const app: FastifyInstance = Fastify({
    loggerInstance,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: container.env.trustProxy,
    bodyLimit: JSON_BODY_BYTES,
    // Slow senders hold a connection no longer than this, in ms; answers that stream are not concerned.
    requestTimeout: 60_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => void app.errorHandler(error, request, reply),
    clientErrorHandler(_error, socket) {
      // Not even HTTP: there is no request to answer, only a connection.
      if (socket.writable) socket.end(unreadableRequest);
    },
  });
  addErrorHandling(app);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url;
    const { method } = request;
    request.log.debug({ method, route, status: reply.statusCode, ms: reply.elapsedTime }, 'server.answered');
  });
  app.addHook('preClose', async () => container.endStreams());
  addMetrics(app, container.env);
  await addSecurity(app, container.env);
  await app.register(healthPlugin, { container });
  await app.register(trpcPlugin, { container });
  await app.register(restPlugin, { prefix: '/api/v1', container });
  await app.register(logosPlugin, { container });
  await app.register(foundPlugin, { container });
  await app.register(docsPlugin);
  await addWebApp(app, container);
  return app;
}

const unreadable = JSON.stringify({
  type: 'urn:access:problem:bad_request',
  title: 'Bad request',
  status: 400,
  code: 'bad_request',
  detail: 'This is no readable HTTP request',
});
const unreadableRequest = [
  'HTTP/1.1 400 Bad Request',
  'connection: close',
  `content-type: ${PROBLEM_TYPE}`,
  `content-length: ${Buffer.byteLength(unreadable)}`,
  '',
  unreadable,
].join('\r\n');
