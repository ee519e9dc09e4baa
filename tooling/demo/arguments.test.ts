import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readArguments } from './arguments.ts';
import { readDemoEnv } from './env.ts';
import { requireFreePort } from './free-port.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'access-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line of the demo', () => {
  it('finds postings from where the command was typed', () => {
    writeFileSync(path.join(folder, 'jobs.csv'), '');
    expect(readArguments(['--jobs', 'jobs.csv'], folder)).toMatchObject({
      jobs: [path.join(folder, 'jobs.csv')],
    });
  });

  it('refuses postings that are not there before anything is started', () => {
    expect(() => readArguments(['--jobs', 'none'], folder)).toThrow(
      `There is no file or folder ${path.join(folder, 'none')}`,
    );
  });

  it('says how it is used when it does not know an option', () => {
    expect(() => readArguments(['--job', 'x'], folder)).toThrow(/Unknown option '--job'[^]*npm run demo --/);
  });

  it('names every variable that is wrong', () => {
    expect(() => readDemoEnv({ PORT: 'abc', ACCESS_SEED: 'foo' })).toThrow(
      /PORT: Expected a port, 1 to 65535\n.*ACCESS_SEED: /,
    );
  });
});

describe('the port of the demo', () => {
  it('must be free, and another one is offered', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(requireFreePort(port, '127.0.0.1')).rejects.toThrow(
      `Port ${port} is taken by another program. Choose another one: PORT=`,
    );
    await new Promise((resolve) => taken.close(resolve));
    await expect(requireFreePort(port, '127.0.0.1')).resolves.toBeUndefined();
  });
});
