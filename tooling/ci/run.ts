import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { runSteps } from './run-steps.ts';
import { STEPS } from './steps.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const names = STEPS.map(({ name }) => name);
const usage = `Runs the checks and tests of Access.

  npm test                         everything
  npm test -- --only <step,…>      some of: ${names.join(', ')}

TEST_DATABASE_URL   a PostgreSQL 18 server for the database tests, in place of the one they start
CHROMIUM_PATH       the Chromium for the browser tests, in place of the one they find
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(', ')}.\n\n${usage}`);
    return 2;
  }
  const steps = STEPS.filter(({ name }) => only?.includes(name) ?? true);
  return runUntilSignal(steps);
}

async function runUntilSignal(steps: typeof STEPS): Promise<number> {
  let running: ChildProcess | undefined;
  let signalCode: number | undefined;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      signalCode = code;
      running?.kill(signal);
    });
  }
  const isGreen = await runSteps(steps, {
    root,
    logFolder: path.join(root, '.access', 'logs', 'test'),
    env: testEnvironment(),
    write: (text) => void process.stdout.write(text),
    onStart: (child) => {
      running = child;
    },
    isStopped: () => signalCode !== undefined,
  });
  return signalCode ?? (isGreen ? 0 : 1);
}

/** Tests bring their own settings: a person's database, port or data folder must not be what they run on. */
function testEnvironment(): NodeJS.ProcessEnv {
  const ownSettings = /^(DATABASE_URL|PORT|NODE_ENV|ACCESS_.*)$/;
  const kept = Object.entries(process.env).filter(([name]) => !ownSettings.test(name));
  const bin = path.join(root, 'node_modules', '.bin');
  return {
    ...Object.fromEntries(kept),
    PATH: [bin, process.env['PATH'] ?? ''].join(path.delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
  };
}
