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

  it('are compressed for whoever takes that', async () => {
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
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) {
      const response = await limited.inject({ url: '/api/v1/skills?q=a' });
      statuses.push(response.statusCode);
      if (call === 0) expect(response.headers['ratelimit-remaining']).toBe('2');
      if (call === 3) {
        expect(Problem.parse(response.json()).code).toBe('rate_limited');
        expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
      }
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await limited.inject({ url: '/healthz' })).statusCode).toBe(200);
  });
});

describe('the root', () => {
  it('says that the process lives and that it is ready', async () => {
    expect((await server.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
    const ready = await server.inject({ url: '/readyz' });
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { isReady: true, checks: { database: 'ok', schema: 'ok', recommender: 'missing' } },
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
