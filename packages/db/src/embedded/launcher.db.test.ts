import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { scratchFolder } from './disposable.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './launcher.ts';

let dataDir: string;
const started: EmbeddedPostgres[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(scratchFolder(), 'access-launcher-'));
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(port?: number): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(port === undefined ? { dataDir } : { dataDir, port });
  started.push(server);
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

function postmaster(): number {
  return Number.parseInt(readFileSync(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8'), 10);
}

describe('embedded PostgreSQL', () => {
  it('listens on the loopback alone, with a password only its owner can read', async () => {
    const { url } = await start();
    expect(await query(url, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps data and port over a stop and a second start', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    await expect(query(first.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select answer from kept')).toEqual([42]);
  });

  it('stops cleanly, with nothing to recover at the next start', async () => {
    const server = await start();
    await server.stop();
    expect(readFileSync(join(dataDir, 'server.log'), 'utf8')).toContain('database system is shut down');
    await start();
    expect(readFileSync(join(dataDir, 'server.log'), 'utf8')).not.toContain('not properly shut down');
  });

  it('recovers committed data after the server was killed', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    const second = await start();
    expect(await query(second.url, 'select answer from kept')).toEqual([42]);
    expect(postmaster()).not.toBe(pid);
  });

  it('starts although a pid file names a process that is someone else by now', async () => {
    const first = await start();
    const pidFile = join(dataDir, 'pgdata', 'postmaster.pid');
    const lines = readFileSync(pidFile, 'utf8').split('\n').slice(1);
    await first.stop();
    writeFileSync(pidFile, [String(process.ppid), ...lines].join('\n'));
    const second = await start();
    expect(await query(second.url, 'select 1')).toEqual([1]);
  });

  it('gives two starts at once the same server', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.url).toBe(other.url);
    expect(await query(one.url, 'select 1')).toEqual([1]);
  });

  it('goes on for the other user of the server when the first stops', async () => {
    const one = await start();
    const other = await start();
    await one.stop();
    expect(await query(other.url, 'select 1')).toEqual([1]);
    await other.stop();
    await expect(query(other.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('moves to another port when the kept one was taken meanwhile', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const second = await start();
      expect(second.port).not.toBe(first.port);
      await expect(start(first.port)).resolves.toMatchObject({ port: second.port });
    } finally {
      squatter.close();
    }
  });

  it('refuses a wanted port that is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const address = squatter.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      await expect(start(port)).rejects.toMatchObject({ problem: 'port_taken' });
    } finally {
      squatter.close();
    }
  });

  it('refuses a data folder of another major version', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(dataDir, 'pgdata', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({ problem: 'other_version' });
    writeFileSync(join(dataDir, 'pgdata', 'PG_VERSION'), '18\n');
  });
});

describe('embedded PostgreSQL of a process that is killed', () => {
  it('lives on, keeps what was written and is joined by the next start', async () => {
    const child = startInChild();
    const url = await urlFrom(child);
    await query(url, 'create table kept as select 42 as answer');
    const pid = postmaster();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const next = await start();
    expect(postmaster()).toBe(pid);
    expect(await query(next.url, 'select answer from kept')).toEqual([42]);
    await next.stop();
    await expect(query(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('serves two processes that start on an empty folder at the same time', async () => {
    const children = [startInChild(), startInChild()];
    const urls = await Promise.all(children.map(urlFrom));
    for (const child of children) child.kill('SIGKILL');
    expect(new Set(urls).size).toBe(1);
    expect((await start()).url).toBe(urls[0]);
  });

  function startInChild(): ChildProcess {
    return fork(new URL('./fixtures/start-in-child.ts', import.meta.url), [dataDir], {
      execPath: process.execPath,
    });
  }

  async function urlFrom(child: ChildProcess): Promise<string> {
    const [message] = await once(child, 'message');
    return String(message);
  }
});
