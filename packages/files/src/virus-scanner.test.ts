import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { createVirusScanner, ScannerUnavailableError, type VirusScanner } from './index.ts';

const MARKER = 'ACCESS-VIRUS-TEST-MARKER';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Listens as clamd does; what it makes of a connection is up to the test. */
async function listen(onSocket: (socket: Socket) => void, path?: string): Promise<Server> {
  const server = createServer((socket) => {
    // A client that gives up resets the connection: part of these tests, not a fault of the server.
    socket.on('error', () => socket.destroy());
    onSocket(socket);
  });
  servers.push(server);
  await once(path === undefined ? server.listen(0, '127.0.0.1') : server.listen(path), 'listening');
  return server;
}

async function scannerFor(onSocket: (socket: Socket) => void, timeoutMs = 5_000): Promise<VirusScanner> {
  const address = (await listen(onSocket)).address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return createVirusScanner({ host: '127.0.0.1', port: address.port, timeoutMs });
}

/** The stream's content once its zero-length chunk has come, else null. Throws on a wrong command. */
function readInstream(received: Buffer): Buffer | null {
  const command = Buffer.from('zINSTREAM\0');
  if (received.length < command.length) return null;
  if (!received.subarray(0, command.length).equals(command)) throw new Error('not INSTREAM');
  const chunks: Buffer[] = [];
  let offset = command.length;
  while (offset + 4 <= received.length) {
    const length = received.readUInt32BE(offset);
    if (length === 0) return Buffer.concat(chunks);
    if (offset + 4 + length > received.length) return null;
    chunks.push(received.subarray(offset + 4, offset + 4 + length));
    offset += 4 + length;
  }
  return null;
}

function clamd(socket: Socket): void {
  let received = Buffer.alloc(0);
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    const content = readInstream(received);
    if (content === null) return;
    const answer = content.includes(MARKER) ? 'stream: Access.Test.Marker FOUND\0' : 'stream: OK\0';
    // In two writes: an answer may arrive in pieces.
    socket.write(answer.slice(0, 6), () => socket.end(answer.slice(6)));
  });
}

test('a clean file is clean, also an empty one and one of several chunks', async () => {
  const scanner = await scannerFor(clamd);
  expect(await scanner.scan(Buffer.from('hello'))).toEqual({ status: 'clean' });
  expect(await scanner.scan(new Uint8Array(0))).toEqual({ status: 'clean' });
  expect(await scanner.scan(Buffer.alloc(300_000, 65))).toEqual({ status: 'clean' });
});

test('an infected file names the signature, also when the threat lies across two chunks', async () => {
  const scanner = await scannerFor(clamd);
  const bytes = Buffer.concat([Buffer.alloc(64 * 1024 - 5), Buffer.from(MARKER), Buffer.alloc(100)]);
  expect(await scanner.scan(bytes)).toEqual({ status: 'infected', signature: 'Access.Test.Marker' });
});

test('clamd on a unix socket works the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'access-clamd-'));
  try {
    const socketPath = join(folder, 'clamd.sock');
    await listen(clamd, socketPath);
    const scanner = createVirusScanner({ socketPath, timeoutMs: 5_000 });
    expect(await scanner.scan(Buffer.from(MARKER))).toMatchObject({ status: 'infected' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the size-limit answer is no verdict', async () => {
  const scanner = await scannerFor((socket) => {
    socket.once('data', () => socket.write('INSTREAM size limit exceeded. ERROR\0'));
    socket.resume();
  });
  await expect(scanner.scan(Buffer.alloc(200_000))).rejects.toThrow(/size limit exceeded/);
  await expect(scanner.scan(Buffer.alloc(200_000))).rejects.toBeInstanceOf(ScannerUnavailableError);
});

test('a scanner that never answers is unavailable after the timeout', async () => {
  const scanner = await scannerFor((socket) => socket.resume(), 50);
  await expect(scanner.scan(Buffer.from('x'))).rejects.toMatchObject({ code: 'scanner_unavailable' });
});

test('a connection cut before the verdict is no verdict', async () => {
  const half = await scannerFor((socket) => socket.once('data', () => socket.end('stream: O')));
  await expect(half.scan(Buffer.from('x'))).rejects.toMatchObject({ code: 'scanner_unavailable' });
  const reset = await scannerFor((socket) => socket.once('data', () => socket.resetAndDestroy()));
  await expect(reset.scan(Buffer.alloc(1_000_000))).rejects.toMatchObject({ code: 'scanner_unavailable' });
});

test('an endless answer is cut off', async () => {
  const scanner = await scannerFor((socket) => socket.once('data', () => socket.write('x'.repeat(100_000))));
  await expect(scanner.scan(Buffer.from('x'))).rejects.toMatchObject({ code: 'scanner_unavailable' });
});

test('no scanner at the address is unavailable', async () => {
  const server = await listen(clamd);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  server.close();
  await once(server, 'close');
  const scanner = createVirusScanner({ host: '127.0.0.1', port: address.port, timeoutMs: 5_000 });
  await expect(scanner.scan(Buffer.from('x'))).rejects.toMatchObject({ code: 'scanner_unavailable' });
});
