import { describe, expect, it } from 'vitest';

import { useTestServer } from './support/test-server.ts';

const server = useTestServer();

describe('errors over tRPC', () => {
  it('are JSON for a batch that is too long', async () => {
    const names = Array.from({ length: 25 }, () => 'skills.search').join(',');
    const response = await server.inject({ url: `/trpc/${names}?batch=1&input=%7B%7D` });
    expect([response.statusCode, response.headers['content-type']]).toEqual([400, 'application/json']);
    expect(response.json()).toMatchObject({ error: { data: { code: 'BAD_REQUEST' } } });
  });

  it('call a foreign page forbidden', async () => {
    const response = await server.inject({
      method: 'POST',
      url: '/trpc/session.signIn',
      headers: { origin: 'https://elsewhere.example' },
      payload: { email: 'a@example.org', password: 'x' },
    });
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({
      error: { data: { code: 'FORBIDDEN', problem: { code: 'origin_not_allowed' } } },
    });
  });
});
