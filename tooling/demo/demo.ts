import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '@access/db/embedded';

import { readDemoEnv } from './env.ts';
import { isWebBuilt } from './is-web-built.ts';
import { runStep, say } from './steps.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const root = path.resolve(import.meta.dirname, '../..');

const usage = `npm run demo -- [--jobs <path> ...] [--rebuild]

Installs, starts PostgreSQL, migrates, seeds, prepares the model and serves web, API and worker on one port.

  --jobs <path>   import postings (JSON-LD or CSV, files or folders) in place of the demo catalogue; may be repeated;
                  all dates move forward so that the newest posting is of today
  --rebuild       build the web app again even if it is up to date

Environment: PORT (3000), ACCESS_DATA_DIR (.access), ACCESS_SEED (demo | none), DATABASE_URL (then no embedded database)
`;

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', multiple: true, default: [] },
    rebuild: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  say(usage);
  process.exit(0);
}

const env = readDemoEnv();
const children: ChildProcess[] = [];
let postgres: EmbeddedPostgres | undefined;
let isStopping = false;

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  say('Stopping …');
  await Promise.all(children.map((child) => ended(child)));
  await postgres?.stop();
  say('Stopped. Your data stays in ' + env.dataDir);
  process.exit(code);
}

/** Asks a child to stop, and insists after 25 s. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 25_000);
  await gone;
  clearTimeout(insist);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

/** Starts one of the two processes; when it ends by itself, the demo ends with it and says so. */
function start(name: string, script: string): { child: ChildProcess; ready: Promise<void> } {
  const child = spawn(process.execPath, [path.join(root, script)], {
    cwd: root,
    env: { ...process.env, ...childEnv() },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C reaches the whole terminal group; the children are told by us, in order.
    detached: true,
  });
  children.push(child);
  child.on('exit', (code, signal) => {
    if (isStopping) return;
    say(`The ${name} ended (${signal ?? `exit code ${code}`}).`);
    void stop(1);
  });
  const ready = new Promise<void>((resolve) => child.on('message', () => resolve()));
  return { child, ready };
}

function childEnv(): Record<string, string> {
  return {
    DATABASE_URL: env.databaseUrl ?? postgres?.url ?? '',
    ACCESS_DATA_DIR: env.dataDir,
    PORT: String(env.port),
    LOG_LEVEL: env.logLevel,
  };
}

async function access(title: string, args: readonly string[]): Promise<void> {
  await runStep(title, [path.join(root, 'apps/worker/src/cli/main.ts'), ...args], {
    ...process.env,
    ...childEnv(),
  });
}

/** Postings of the person who starts it, the demo's own, or none; skills and places in any case. */
async function loadData(): Promise<void> {
  const isDemo = env.seed === 'demo';
  if (isDemo && values.jobs.length === 0) {
    await access('Loading skills and places, making the demo catalogue', ['seed', '--demo']);
    return;
  }
  await access('Loading skills and places', ['seed', ...(isDemo ? ['--demo-accounts'] : [])]);
  if (values.jobs.length === 0) return;
  const files = values.jobs.map((file) => path.resolve(env.typedIn, file));
  await access('Importing your postings', ['import', ...files, '--source', 'demo-import', '--shift-dates']);
}

try {
  if (env.databaseUrl === null) {
    postgres = await startEmbeddedPostgres({ dataDir: path.join(env.dataDir, 'postgres'), log: say });
  }
  await access('Bringing the database up to date', ['migrate']);
  await loadData();
  await access('Preparing the recommender', ['train-content', '--if-missing']);
  if (values.rebuild || !isWebBuilt(root)) {
    await runStep(
      'Building the web app',
      [path.join(root, 'node_modules/turbo/bin/turbo'), 'run', 'build', '--filter=@access/web'],
      process.env,
    );
  }
  say('Starting …');
  const worker = start('worker', 'apps/worker/src/main.ts');
  start('server', 'apps/server/src/main.ts');
  const url = `http://localhost:${env.port}`;
  await Promise.all([worker.ready, waitUntilReady(`${url}/readyz`, () => isStopping)]);
  say('');
  say(`Access is ready at ${url}`);
  if (env.seed === 'demo') {
    say('');
    say('  job seeker  maya@demo.access.example   password  demo-password');
    say('  admin       admin@demo.access.example  password  demo-password');
  }
  say('');
  say(`  API and its documentation  ${url}/api/docs`);
  say('  Stop with Ctrl-C; start again with the same command: your data stays.');
  process.send?.({ type: 'ready', url });
} catch (error) {
  if (!isStopping) {
    say(error instanceof Error ? error.message : String(error));
    await stop(1);
  }
}
