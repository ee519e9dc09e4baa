import type { FastifyInstance } from 'fastify';

import type { Container } from '../container.ts';
import { checkReadiness } from './readiness.ts';

/** /healthz: the process answers (asks nobody). /readyz: it can serve people, with what it is missing. */
export async function healthPlugin(
  app: FastifyInstance,
  { container }: { container: Container },
): Promise<void> {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', async (_request, reply) => {
    const readiness = await checkReadiness({ ...container, now: () => new Date() });
    reply.header('cache-control', 'no-store');
    return reply.code(readiness.isReady ? 200 : 503).send(readiness);
  });
}
