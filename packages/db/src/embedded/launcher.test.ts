import { tmpdir } from 'node:os';

import { describe, expect, it } from 'vitest';

import { findBinaries } from './binaries.ts';
import { refuseWithoutSpace } from './cluster.ts';
import { explainFailure } from './errors.ts';
import { commandAs, userFromPasswd } from './run-as.ts';

describe('what the launcher tells the operator', () => {
  it('names the platform that has no binaries', async () => {
    await expect(findBinaries('sunos', 'sparc')).rejects.toMatchObject({
      problem: 'no_binary',
      message: expect.stringContaining('sunos-sparc'),
    });
  });

  it('says how much space is missing', () => {
    expect(() => refuseWithoutSpace(tmpdir(), Number.MAX_SAFE_INTEGER)).toThrow(/MB are free/);
  });

  it.each([
    ['could not write to file: No space left on device', 'no_space'],
    ['could not bind IPv4 address "127.0.0.1": Address already in use', 'port_taken'],
    ['FATAL:  database files are incompatible with server', 'other_version'],
    ['could not open directory: Permission denied', 'not_permitted'],
    ['something else', 'start_failed'],
  ])('reads "%s" as %s', (output, problem) => {
    expect(explainFailure(output, 5432)).toMatchObject({ problem });
  });
});

describe('running as root', () => {
  const passwd = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n';

  it('prefers the account postgres to nobody', () => {
    expect(userFromPasswd(`${passwd}postgres:x:101:104::/:/bin/sh`)).toMatchObject({ uid: 101, gid: 104 });
    expect(userFromPasswd(passwd)).toMatchObject({ uid: 65534, gid: 65533 });
  });

  it('refuses where there is no account to run as', () => {
    expect(() => userFromPasswd('root:x:0:0::/root:/bin/sh\n')).toThrow(/DATABASE_URL/);
  });

  it('puts the namespace before the program', () => {
    const plan = commandAs({ kind: 'namespace', prefix: ['unshare', '-U'] }, '/bin/postgres', [
      '-D',
      '/data',
    ]);
    expect([plan.command, ...plan.args]).toEqual(['unshare', '-U', '/bin/postgres', '-D', '/data']);
  });
});
