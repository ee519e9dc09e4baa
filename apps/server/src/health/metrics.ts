import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

import { AppError } from '@access/contracts/errors';

import type { ServerEnv } from '../env.ts';

/** Request durations by route and status, and the process's own figures, at /metrics in Prometheus' text format. */
export function addMetrics(app: FastifyInstance, env: Pick<ServerEnv, 'metricsToken'>): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [register],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    durations.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1_000,
    );
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, env.metricsToken)) throw new AppError('not_found', 'No such page');
    return reply.header('content-type', register.contentType).send(await register.metrics());
  });
}

/** This machine, or whoever has the token. A proxy on this machine names whom it asks for and is not taken for it. */
function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token !== null && request.headers.authorization === `Bearer ${token}`) return true;
  const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
  return (
    isLocal && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined
  );
}
