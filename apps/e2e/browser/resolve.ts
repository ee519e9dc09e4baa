import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';

import { unpackPackagedChromium } from './packaged-chromium.ts';

/** A Chromium that starts on this machine. */
export interface Browser {
  executablePath: string;
  /** Where it was found, for people. */
  origin: string;
  /** Variables to add to the environment it is launched with. */
  env: Record<string, string>;
}

/** What the search looks at; tests bring their own. */
export interface BrowserSearch {
  env: NodeJS.ProcessEnv;
  systemPaths: readonly string[];
  unpack: () => Browser;
  /** Installs a system-wide Chromium; undefined where this user or system cannot. */
  installFromSystem: (() => void) | undefined;
  note: (line: string) => void;
}

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds a Chromium that really starts: CHROMIUM_PATH, the system's, the one packaged for npm, and as the last resort, for root
 * on Debian and its kin, the one apt-get installs. Throws an error that names each attempt and why it failed.
 */
export function resolveBrowser(search: BrowserSearch = defaultSearch()): Browser {
  const given = search.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') {
    const problem = startProblem(systemBrowser(given));
    if (problem !== undefined) throw new Error(`CHROMIUM_PATH is ${given}, which does not start: ${problem}`);
    return { ...systemBrowser(given), origin: 'CHROMIUM_PATH' };
  }
  const attempts: string[] = [];
  return (
    findSystemBrowser(search, attempts) ??
    findPackagedBrowser(search, attempts) ??
    installSystemBrowser(search, attempts) ??
    fail(attempts)
  );
}

function defaultSearch(): BrowserSearch {
  const canInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return {
    env: process.env,
    systemPaths: SYSTEM_PATHS,
    unpack: unpackPackagedChromium,
    installFromSystem: canInstall ? installByApt : undefined,
    note: (line) => void process.stderr.write(`${line}\n`),
  };
}

function systemBrowser(executablePath: string): Browser {
  return { executablePath, origin: executablePath, env: {} };
}

function findSystemBrowser({ systemPaths }: BrowserSearch, attempts: string[]): Browser | undefined {
  for (const path of systemPaths.filter((candidate) => existsSync(candidate))) {
    const problem = startProblem(systemBrowser(path));
    if (problem === undefined) return systemBrowser(path);
    attempts.push(`${path}: ${problem}`);
  }
  return undefined;
}

function findPackagedBrowser({ unpack }: BrowserSearch, attempts: string[]): Browser | undefined {
  try {
    const browser = unpack();
    const problem = startProblem(browser);
    if (problem === undefined) return browser;
    attempts.push(`${browser.origin}: ${problem}`);
  } catch (error) {
    // The next way may still work; the reason is told if none does.
    attempts.push(`@sparticuz/chromium: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}

function installSystemBrowser(search: BrowserSearch, attempts: string[]): Browser | undefined {
  if (search.installFromSystem === undefined) return undefined;
  search.note(
    'No Chromium starts here: installing Debian’s by apt-get (you are root). CHROMIUM_PATH avoids this.',
  );
  try {
    search.installFromSystem();
  } catch (error) {
    attempts.push(`apt-get: ${error instanceof Error ? error.message : String(error)}`);
  }
  return findSystemBrowser(search, attempts);
}

function installByApt(): void {
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status, error } = spawnSync('apt-get', args, {
      // stdout belongs to the reports of the tests.
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`apt-get ${args.join(' ')} ended with ${status}`);
  }
}

/** A missing shared library shows only when the program is started. */
function startProblem({ executablePath, env }: Browser): string | undefined {
  try {
    accessSync(executablePath, constants.X_OK);
  } catch {
    return 'is not an executable file';
  }
  const { status, signal, stderr, error } = spawnSync(executablePath, ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 30_000,
  });
  if (status === 0) return undefined;
  return error?.message ?? (stderr.trim().split('\n').at(-1) || `ended with ${status ?? signal}`);
}

function fail(attempts: readonly string[]): never {
  throw new Error(
    [
      'No Chromium for the browser tests. Install one, or set CHROMIUM_PATH.',
      ...attempts.map((attempt) => `  ${attempt}`),
    ].join('\n'),
  );
}
