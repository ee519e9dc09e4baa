import { spawn, type ChildProcess } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import autocannon from 'autocannon';

import { createAuthService, defaultAuthLimits, loadOrCreateSecret } from '@access/core/auth';

import { machine, openStand, quantile, say, type Stand } from './stand.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string', default: path.join(os.tmpdir(), 'access-bench-100k') },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(`npm run bench -- rest [--jobs 100000] [--rounds 3] [--seconds 4] [--data folder]

Loads GET /api/v1/jobs, /jobs/{id} and /recommendations beside a bare Fastify app in a process of its own: the same plugins, the
SQL that the product sends once its caches are warm, and the product's own answer sent as an object. Product and bare take turns
(A B B A); a ratio is the median over the rounds of product requests a second over bare requests a second.
`);
  process.exit(0);
}

const BASE_PORT = 3_980;
const CONNECTIONS = [1, 16];
const stand = await openStand({
  dataDir: values.data,
  count: Number(values.jobs),
  seed: Number(values.seed),
});
const children: ChildProcess[] = [];
try {
  await stand.start('apps/worker/src/main.ts', {});
  const { token, paths } = await prepare(stand);
  await start('product', BASE_PORT, paths, token);
  await start('bare', BASE_PORT + 1, paths, token);
  process.stdout
    .write(`REST beside a bare Fastify route, ${values.jobs} jobs, seed ${values.seed}, ${values.rounds} rounds of ${values.seconds} s each
  ${'path'.padEnd(36)}conn  product/s   bare/s   ratio   product p99   bare p99\n`);
  for (const each of paths) {
    for (const connections of CONNECTIONS) process.stdout.write(await compare(each, connections, token));
  }
  process.stdout.write(`  ${await machine()}\n`);
} finally {
  for (const child of children) child.kill('SIGTERM');
  await stand.stop();
}

/** A person with a list, and the three paths. */
async function prepare({ db }: Stand): Promise<{ token: string; paths: string[] }> {
  const auth = createAuthService({
    db,
    now: () => new Date(),
    jwtSecret: await loadOrCreateSecret(db, 'jwt'),
    limits: { ...defaultAuthLimits, registerPerAddress: { hits: 1_000_000, windowSeconds: 1 } },
    wait: (ms) => delay(ms),
  });
  const input = {
    email: `rest-${Date.now()}@example.org`,
    password: 'a long bench password 1',
    displayName: 'Bench',
  };
  const { accessToken: token } = await auth.register(input, { ip: '127.0.0.1', userAgent: null });
  const job = await db
    .selectFrom('jobs')
    .select('id')
    .where('status', '=', 'active')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { token, paths: ['/api/v1/jobs', `/api/v1/jobs/${job.id}`, '/api/v1/recommendations'] };
}

async function start(
  kind: 'product' | 'bare',
  port: number,
  paths: readonly string[],
  token: string,
): Promise<void> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'rest-server.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: stand.databaseUrl,
      ACCESS_DATA_DIR: stand.dataDir,
      LOG_LEVEL: 'warn',
      ACCESS_RATE_LIMIT: '100000000',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(child);
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`The ${kind} server ended (exit code ${code})`)));
  });
  child.send({ kind, port, paths, token });
  await ready;
}

interface Load {
  readonly perSecond: number;
  readonly p99: number;
}

async function compare(each: string, connections: number, token: string): Promise<string> {
  const product: Load[] = [];
  const bare: Load[] = [];
  await load(BASE_PORT, each, connections, token, 1);
  await load(BASE_PORT + 1, each, connections, token, 1);
  for (let round = 0; round < Number(values.rounds); round++) {
    const turns = round % 2 === 0 ? [product, bare] : [bare, product];
    for (const turn of turns) {
      turn.push(
        await load(
          turn === product ? BASE_PORT : BASE_PORT + 1,
          each,
          connections,
          token,
          Number(values.seconds),
        ),
      );
    }
    say(`${each} ${connections}: round ${round + 1}`);
  }
  const median = (numbers: number[]): number =>
    quantile(
      numbers.toSorted((a, b) => a - b),
      0.5,
    );
  const ratio = median(product.map(({ perSecond }, i) => perSecond / (bare[i]?.perSecond ?? Number.NaN)));
  const shown = each.replace(/[0-9a-f-]{36}/, '{id}').padEnd(36);
  const of = (loads: Load[], key: keyof Load): string => median(loads.map((one) => one[key])).toFixed(0);
  return `  ${shown}${String(connections).padStart(4)}${of(product, 'perSecond').padStart(11)}${of(bare, 'perSecond').padStart(9)}${ratio.toFixed(2).padStart(8)}${`${of(product, 'p99')} ms`.padStart(14)}${`${of(bare, 'p99')} ms`.padStart(11)}\n`;
}

async function load(
  port: number,
  each: string,
  connections: number,
  token: string,
  duration: number,
): Promise<Load> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${each}`,
    connections,
    duration,
    headers: { authorization: `Bearer ${token}` },
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${each}: ${result.non2xx} refused, ${result.errors} failed`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}
