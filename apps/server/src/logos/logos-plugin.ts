import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import type { Container } from '../container.ts';

const YEAR_SECONDS = 365 * 86_400;
const Params = z.object({ name: z.string() });

/**
 * Pictures of companies at addresses that are hashes of their content: kept for ever, never another picture. Whatever the
 * bytes may hold besides, a browser takes them for the picture they are and runs nothing.
 */
export async function logosPlugin(
  app: FastifyInstance,
  { container }: { container: Container },
): Promise<void> {
  app.get('/logos/:name', async (request, reply) => {
    const { name } = Params.parse(request.params);
    const { stream, mediaType } = await container.services.companies.readLogo(name);
    return reply
      .header('content-type', mediaType)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`)
      .send(stream);
  });
}
