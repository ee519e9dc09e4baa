import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

import openapi from '@access/api/openapi.json' with { type: 'json' };

/** The OpenAPI document and pages to read and try it, from this server alone: nothing is fetched from elsewhere. */
export async function docsPlugin(app: FastifyInstance): Promise<void> {
  const document = JSON.stringify(openapi);
  app.get('/api/v1/openapi.json', { config: { rateLimit: false } }, async (_request, reply) =>
    reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(document),
  );
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/api/docs')) return;
    // These pages start from a script in the page and build their own styles; they hold nothing but the document.
    reply.header(
      'content-security-policy',
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'",
    );
  });
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/v1/openapi.json',
      title: 'Access API',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
    },
  });
}
