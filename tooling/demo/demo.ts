import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '@access/db/embedded';

import { readArguments, usage, type DemoArguments } from './arguments.ts';
import { readDemoEnv, type DemoSettings } from './env.ts';
import { requireFreePort } from './free-port.ts';
import { isWebBuilt } from './is-web-built.ts';
import { runStep, say } from './steps.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const root = path.resolve(import.meta.dirname, '../..');

const { env, jobs, rebuild } = readSettings();
const children: ChildProcess[] = [];
let postgres: EmbeddedPostgres | undefined;
let isStopping = false;

/** The command line and the environment; ends the program with a sentence where one of them is not right. */
function readSettings(): DemoArguments & { readonly env: DemoSettings } {
  try {
    const found = readDemoEnv();
    const typed = readArguments(process.argv.slice(2), found.typedIn);
    if (!typed.help) return { ...typed, env: found };
    say(usage);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

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

const access = (title: string, args: readonly string[]): Promise<void> =>
  runStep({
    title,
    args: [path.join(root, 'apps/worker/src/cli/main.ts'), ...args],
    env: { ...process.env, ...childEnv() },
    onStart: (child) => children.push(child),
  });

/** Postings of the person who starts it, the demo's own, or none; skills and places in any case. */
async function loadData(): Promise<void> {
  const isDemo = env.seed === 'demo';
  if (isDemo && jobs.length === 0) {
    await access('Loading skills and places, making the demo catalogue', ['seed', '--demo']);
    return;
  }
  await access('Loading skills and places', ['seed', ...(isDemo ? ['--demo-accounts'] : [])]);
  if (jobs.length === 0) return;
  await access('Importing your postings', ['import', ...jobs, '--source', 'demo-import', '--shift-dates']);
}

/** Builds the web app, where it is not, while the data is loaded: the two wait for different things. */
async function prepare(): Promise<void> {
  let isBuilt = !rebuild && isWebBuilt(root);
  const build = async (): Promise<void> => {
    if (isBuilt) return;
    await runStep({
      title: 'Building the web app',
      args: [path.join(root, 'node_modules/turbo/bin/turbo'), 'run', 'build', '--filter=@access/web'],
      env: process.env,
      isQuiet: true,
      onStart: (child) => children.push(child),
    });
    isBuilt = true;
  };
  const fill = async (): Promise<void> => {
    await access('Bringing the database up to date', ['migrate']);
    await loadData();
    await access('Preparing the recommender', ['train-content', '--if-missing']);
    if (!isBuilt) say('→ Finishing the build of the web app');
  };
  await Promise.all([fill(), build()]);
}

try {
  await requireFreePort(env.port, env.host);
  if (env.databaseUrl === null) {
    postgres = await startEmbeddedPostgres({ dataDir: path.join(env.dataDir, 'postgres'), log: say });
  }
  await prepare();
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
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    // Before anything runs there is nothing to stop, and no data to speak of.
    if (postgres === undefined && children.length === 0) process.exit(1);
    await stop(1);
  }
}
