import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { Problem } from '@access/contracts/errors';
import { JobPage } from '@access/contracts/jobs';

import { useTestServer } from '../support/test-server.ts';

const server = useTestServer({ ACCESS_CORS_ORIGINS: 'https://partner.test' });

describe('reads', () => {
  it('come with and without a trailing slash', async () => {
    for (const url of ['/api/v1/jobs', '/api/v1/jobs/', '/api/v1/jobs/?limit=1']) {
      const response = await server.inject({ url });
      expect(response.statusCode).toBe(200);
      JobPage.parse(response.json());
    }
  });

  it('are not sent again to whoever has them', async () => {
    const first = await server.inject({ url: '/api/v1/jobs' });
    const { etag } = first.headers;
    expect(etag).toMatch(/^W\//);
    const again = await server.inject({ url: '/api/v1/jobs', headers: { 'if-none-match': String(etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('may be asked for their head alone', async () => {
    const response = await server.inject({ method: 'HEAD', url: '/api/v1/jobs' });
    expect([response.statusCode, response.body]).toEqual([200, '']);
    expect(response.headers.etag).toBeDefined();
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ])('come packed for whoever takes %s', async (accepted, encoding, unpack) => {
    const companies = Array.from({ length: 20 }, (_, n) => `packed-${encoding}-${n}-${crypto.randomUUID()}`);
    await server.db
      .insertInto('companies')
      .values(companies.map((name) => ({ name, matchKey: name, slug: name })))
      .execute();
    const url = '/api/v1/companies?q=packed';
    const plain = await server.inject({ url });
    const packed = await server.inject({ url, headers: { 'accept-encoding': accepted } });
    expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([
      undefined,
      encoding,
    ]);
    expect(unpack(packed.rawPayload).toString()).toBe(plain.body);
    expect(packed.headers.etag).toBe(plain.headers.etag);
  });

  it('are not unpacked on the way in', async () => {
    const response = await server.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: gzipSync('{"email":"a@b.test","password":"four words"}'),
    });
    expect(response.statusCode).toBe(400);
  });

  it('are compressed for whoever takes that, long documents too', async () => {
    const response = await server.inject({
      url: '/api/v1/openapi.json',
      headers: { 'accept-encoding': 'br, gzip' },
    });
    expect(response.headers['content-encoding']).toBe('br');
  });

  it('tell their request id, never one that a stranger chose', async () => {
    const response = await server.inject({ url: '/api/v1/nowhere', headers: { 'x-request-id': 'mine' } });
    expect(response.headers['x-request-id']).toBe(Problem.parse(response.json()).requestId);
    expect(response.headers['x-request-id']).not.toBe('mine');
  });
});

describe('other sites', () => {
  const preflight = (origin: string) =>
    server.inject({
      method: 'OPTIONS',
      url: '/api/v1/jobs',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });

  it('may call with tokens when the operator lists them, never with cookies', async () => {
    const { headers } = await preflight('https://partner.test');
    expect(headers['access-control-allow-origin']).toBe('https://partner.test');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('may not otherwise', async () => {
    expect((await preflight('https://evil.test')).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('limits', () => {
  const limited = useTestServer({ ACCESS_RATE_LIMIT: '3' });

  it('are told with every answer, and with the time to wait when they are reached', async () => {
    const answers = [];
    for (let call = 0; call < 4; call += 1) answers.push(await limited.inject({ url: '/api/v1/skills?q=a' }));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
    expect(answers[0]?.headers['ratelimit-remaining']).toBe('2');
    expect(Problem.parse(answers[3]?.json()).code).toBe('rate_limited');
    expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await limited.inject({ url: '/healthz' })).statusCode).toBe(200);
  });
});

describe('the root', () => {
  it('says that the process lives and that it is ready', async () => {
    expect((await server.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
    const ready = await server.inject({ url: '/readyz' });
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      {
        isReady: true,
        checks: { database: 'ok', schema: 'ok', recommender: 'missing', worker: 'missing' },
        problems: [],
      },
    ]);
  });

  it('shows its metrics to this machine, and not through a proxy', async () => {
    const local = await server.inject({ url: '/metrics' });
    expect(local.body).toContain('http_request_duration_seconds_bucket');
    const proxied = await server.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect(proxied.statusCode).toBe(404);
  });

  it('documents its API from this server alone', async () => {
    const page = await server.inject({ url: '/api/docs/' });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('/api/v1/openapi.json');
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(sources.filter((source) => /^(?:https?:)?\/\//.test(source))).toEqual([]);
    const document = await server.inject({ url: '/api/v1/openapi.json' });
    expect(document.json()).toMatchObject({ openapi: '3.1.0' });
  });
});
