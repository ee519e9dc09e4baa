import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import { z } from 'zod';

import { createContainer } from '@access/server/src/container.ts';
import { createServer } from '@access/server/src/create-server.ts';
import { readEnv, type ServerEnv } from '@access/server/src/env.ts';
import { addSecurity } from '@access/server/src/plugins/security.ts';

/** One statement as the product sent it. */
interface Sent {
  readonly text: string;
  readonly values: unknown[];
}

const Order = z.object({
  kind: z.enum(['product', 'bare']),
  port: z.int(),
  paths: z.array(z.string()),
  token: z.string(),
});

process.once('message', (message) => void serve(Order.parse(message)));

/** Serves the product, or bare routes that run the same SQL and send the same JSON through the same plugins. */
async function serve(order: z.infer<typeof Order>): Promise<void> {
  const env = { ...readEnv(), port: order.port };
  const container = await createContainer(env);
  const product = await createServer(container);
  const app = order.kind === 'product' ? product : await createBare(product, env, order);
  await app.listen({ port: order.port, host: '127.0.0.1' });
  process.send?.({ type: 'ready' });
}

async function createBare(
  product: FastifyInstance,
  env: ServerEnv,
  order: z.infer<typeof Order>,
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({ logger: false, routerOptions: { ignoreTrailingSlash: true } });
  await addSecurity(app, env);
  const pool = new pg.Pool({ connectionString: env.databaseUrl, max: 16 });
  for (const path of order.paths) {
    const { statements, answer } = await record(product, path, order.token);
    process.stderr.write(
      `${path}: ${statements.length} statements, ${JSON.stringify(answer).length} bytes\n`,
    );
    const limits = { rateLimit: { max: env.callsPerMinute, timeWindow: 60_000 } };
    app.get(path.split('?')[0] ?? path, { config: limits }, async () => {
      for (const { text, values } of statements) await pool.query(text, values);
      return answer;
    });
  }
  return app;
}

/** What the product asks of PostgreSQL for this path once its caches are warm, and what it answers. */
async function record(
  product: FastifyInstance,
  path: string,
  token: string,
): Promise<{ statements: Sent[]; answer: unknown }> {
  const ask = () =>
    product.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${token}` } });
  await ask();
  const statements: Sent[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = new Proxy(original, {
    apply(target, self, args: unknown[]) {
      const [first, second] = args;
      const sent = z.object({ text: z.string(), values: z.array(z.unknown()).optional() }).safeParse(first);
      if (sent.success) statements.push({ text: sent.data.text, values: sent.data.values ?? [] });
      else if (typeof first === 'string')
        statements.push({ text: first, values: Array.isArray(second) ? second : [] });
      return Reflect.apply(target, self, args);
    },
  });
  const response = await ask();
  pg.Client.prototype.query = original;
  if (response.statusCode !== 200)
    throw new Error(`${path} answered ${response.statusCode}: ${response.body}`);
  return { statements, answer: response.json() };
}
