import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { resolveBrowser, type BrowserSearch } from './resolve.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'access-browser-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that answers `--version` with an exit code, and optionally a complaint. */
function program(name: string, exitCode: number, complaint = ''): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho "${complaint}" >&2\nexit ${exitCode}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A machine with nothing on it; each test adds what it is about. */
function search(parts: Partial<BrowserSearch>): BrowserSearch {
  return {
    env: {},
    systemPaths: [],
    unpack: () => {
      throw new Error('no package');
    },
    installFromSystem: undefined,
    note: () => undefined,
    ...parts,
  };
}

const packaged = (executablePath: string) => () => ({
  executablePath,
  origin: 'package',
  env: { LD_LIBRARY_PATH: '/libraries' },
});

test('CHROMIUM_PATH goes before everything else', () => {
  const given = program('given', 0);
  const found = resolveBrowser(
    search({ env: { CHROMIUM_PATH: given }, systemPaths: [program('system', 0)] }),
  );
  expect(found.executablePath).toBe(given);
});

test('a CHROMIUM_PATH that does not start is an error, not a reason to look further', () => {
  const given = program('given', 127, 'libnss3.so missing');
  expect(() =>
    resolveBrowser(search({ env: { CHROMIUM_PATH: given }, systemPaths: [program('system', 0)] })),
  ).toThrow(/CHROMIUM_PATH is .* does not start: libnss3.so missing/);
});

test('the system browser is taken when it starts', () => {
  const system = program('system', 0);
  const found = resolveBrowser(search({ systemPaths: [path.join(folder, 'absent'), system] }));
  expect(found.executablePath).toBe(system);
});

test('the packaged browser stands in for a system browser that does not start', () => {
  const found = resolveBrowser(
    search({ systemPaths: [program('system', 127)], unpack: packaged(program('packaged', 0)) }),
  );
  expect(found.origin).toBe('package');
  expect(found.env).toEqual({ LD_LIBRARY_PATH: '/libraries' });
});

test('as the last resort a browser is installed, and that is said', () => {
  const installed = path.join(folder, 'installed');
  const notes: string[] = [];
  const found = resolveBrowser(
    search({
      systemPaths: [installed],
      installFromSystem: () => void program('installed', 0),
      note: (line) => void notes.push(line),
    }),
  );
  expect(found.executablePath).toBe(installed);
  expect(notes.join()).toContain('apt-get');
});

test('with no browser at all the error names each attempt and its reason', () => {
  const attempt = () =>
    resolveBrowser(
      search({
        systemPaths: [program('system', 127, 'libnss3.so missing')],
        installFromSystem: () => {
          throw new Error('no network');
        },
      }),
    );
  expect(attempt).toThrow(/system: libnss3.so missing/);
  expect(attempt).toThrow(/@sparticuz\/chromium: no package/);
  expect(attempt).toThrow(/apt-get: no network/);
});
