import { expect, it } from 'vitest';

import { UserId } from '@access/contracts/ids';
import { LISTS_CHANNEL } from '@access/core/recommendations';
import { notify } from '@access/db';

import { useTestServer } from '../support/test-server.ts';

const server = useTestServer();

/** Reads server-sent events until one holds `text`. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> {
  const decoder = new TextDecoder();
  let seen = '';
  while (!seen.includes(text)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The stream ended after: ${seen}`);
    seen += decoder.decode(value, { stream: true });
  }
  return seen;
}

it('pushes a newer list to the open page, uncompressed and at once', async () => {
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { user, headers } = await server.registered();
  const userId = UserId.parse(user.id);
  await server.db
    .insertInto('recommendationLists')
    .values({ userId, version: 1, modelVersion: 'test', isPersonal: true, items: '[]', watermark: 0 })
    .execute();
  const leaving = new AbortController();
  const response = await fetch(`${address}/trpc/recommendations.onListUpdate`, {
    headers: { ...headers, 'accept-encoding': 'br, gzip' },
    signal: leaving.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('No stream');
  await readUntil(reader, '"version":1');
  await notify(server.db, LISTS_CHANNEL, JSON.stringify({ userId, version: 3, watermark: 12 }));
  expect(await readUntil(reader, '"version":3')).toContain('"watermark":12');
  leaving.abort();
});
