import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { FetchRefusedError } from './fetch-refused-error.ts';
import { createFetcher, type Fetched, type FetchRequest } from './fetcher.ts';

const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/plain': (_, response) =>
    response.writeHead(200, { etag: '"1"', 'content-type': 'text/plain' }).end('jobs'),
  '/known': (request, response) =>
    request.headers['if-none-match'] === '"1"' ? response.writeHead(304).end() : response.end('anew'),
  '/packed': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked')),
  '/bomb': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))),
  '/stated': (_, response) => response.writeHead(200, { 'content-length': '2000000' }).write('x'),
  '/endless': (_, response) => {
    const more = (): boolean => response.write('x'.repeat(65_536));
    response.on('drain', more);
    while (more());
  },
  '/silent': () => undefined,
  '/stalled': (_, response) => response.write('beginning'),
  '/broken': (_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.destroy());
  },
  '/moved': (_, response) => response.writeHead(302, { location: '/plain' }).end(),
  '/loop': (_, response) => response.writeHead(301, { location: '/loop' }).end(),
  '/inward': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
  '/file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/gone': (_, response) => response.writeHead(404).end('no such board'),
};

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const own = createFetcher({ userAgent: 'Access tests', isAllowed: (address) => address === '127.0.0.1' });
const get = (path: string, more: Partial<FetchRequest> = {}): Promise<Fetched> =>
  own.fetch({ url: `${base}${path}`, maxBytes: 1_000_000, timeoutMs: 5_000, ...more });
const bodyOf = async (fetched: Fetched): Promise<string> =>
  fetched.kind === 'body' ? text(fetched.body) : 'unchanged';
const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'none';
  } catch (error) {
    return error instanceof FetchRefusedError ? error.reason : String(error);
  }
};

describe('fetching', () => {
  it('gives body, type and what the answer is known by', async () => {
    const fetched = await get('/plain');
    expect(fetched).toMatchObject({
      kind: 'body',
      contentType: 'text/plain',
      etag: '"1"',
      lastModified: null,
    });
    expect(await bodyOf(fetched)).toBe('jobs');
  });

  it('learns that nothing changed', async () => {
    expect(await get('/known', { etag: '"1"' })).toMatchObject({ kind: 'unchanged' });
    expect(await bodyOf(await get('/known', { etag: '"0"' }))).toBe('anew');
  });

  it('unpacks, and follows redirects to where the answer is', async () => {
    expect(await bodyOf(await get('/packed'))).toBe('unpacked');
    expect(await get('/moved')).toMatchObject({ kind: 'body', url: `${base}/plain` });
  });

  it.each([
    ['/gone', 'bad_status'],
    ['/loop', 'too_many_redirects'],
    ['/inward', 'private_address'],
    ['/file', 'bad_address'],
    ['/stated', 'too_large'],
  ])('refuses %s: %s', async (path, reason) => {
    expect(await reasonOf(get(path))).toBe(reason);
  });

  it.each(['/bomb', '/endless'])('stops %s at the limit', async (path) => {
    const fetched = await get(path);
    expect(await reasonOf(bodyOf(fetched))).toBe('too_large');
  });

  it('gives up on what never answers, or stops in the middle', async () => {
    expect(await reasonOf(get('/silent', { timeoutMs: 100 }))).toBe('too_slow');
    const stalled = await get('/stalled', { timeoutMs: 300 });
    expect(await reasonOf(bodyOf(stalled))).toBe('too_slow');
    expect(await reasonOf(get('/broken').then(bodyOf))).toBe('unreachable');
  });

  it('obeys the caller who gives up', async () => {
    const reason = new Error('stopped by hand');
    await expect(get('/silent', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('addresses that must not be called', () => {
  const outward = createFetcher({ userAgent: 'Access tests' });
  const tried = (url: string): Promise<string> =>
    reasonOf(outward.fetch({ url, maxBytes: 1_000, timeoutMs: 5_000 }));

  it.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
  ])('are refused: %s', async (url) => {
    expect(await tried(url)).toBe('private_address');
  });

  it.each(['ftp://example.org/', 'file:///etc/passwd', 'http://user:secret@example.org/', 'nonsense', ''])(
    'are no addresses at all: %s',
    async (url) => {
      expect(await tried(url)).toBe('bad_address');
    },
  );

  it('are refused by the name too, whatever it resolves to', async () => {
    expect(await tried('http://does-not-exist.invalid/')).toBe('unknown_host');
  });
});
