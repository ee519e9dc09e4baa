import { describe, expect, it } from 'vitest';

import { useTestServer } from './support/test-server.ts';

const server = useTestServer();
const readiness = async () => {
  const response = await server.inject({ url: '/readyz' });
  return { status: response.statusCode, ...response.json<{ checks: Record<string, string> }>() };
};

describe('readiness', () => {
  it('tells of a worker that is away without failing for it', async () => {
    await server.db
      .insertInto('workerHeartbeats')
      .values({ workerId: 'gone', startedAt: new Date(0), beatAt: new Date(Date.now() - 60_000) })
      .execute();
    expect(await readiness()).toMatchObject({ status: 200, checks: { database: 'ok', worker: 'missing' } });
    await server.db
      .insertInto('workerHeartbeats')
      .values({ workerId: 'here', startedAt: new Date(), beatAt: new Date() })
      .execute();
    expect(await readiness()).toMatchObject({ status: 200, checks: { worker: 'ok' } });
  });
});
