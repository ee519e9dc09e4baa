import { z } from 'zod';

import { ListUpdate } from '@access/contracts/recommendations';

/** One person's open stream of list versions. */
export interface ListStream {
  /** Resolves when a list that has seen this interaction was told of; rejects after 30 s. */
  seen(watermark: number): Promise<void>;
  close(): void;
}

const Data = z.union([
  z.object({ result: z.object({ data: ListUpdate }) }).transform((each) => each.result.data),
  ListUpdate,
]);

/** Opens the tRPC subscription over server-sent events, as the web app does. */
export async function followLists(base: string, token: string): Promise<ListStream> {
  const abort = new AbortController();
  const response = await fetch(`${base}/trpc/recommendations.onListUpdate`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    signal: abort.signal,
  });
  if (!response.ok || response.body === null) throw new Error(`The stream answered ${response.status}`);
  let newest = 0;
  const waiting = new Set<() => void>();
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    let text = '';
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const line = event.split('\n').find((each) => each.startsWith('data:'));
        const data = line === undefined ? undefined : Data.safeParse(JSON.parse(line.slice(5)));
        if (data?.success !== true) continue;
        newest = Math.max(newest, data.data.watermark);
        for (const wake of waiting) wake();
      }
    }
  };
  read(response.body).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return {
    seen: (watermark) =>
      new Promise((resolve, reject) => {
        const timeout = setTimeout(
          () => reject(new Error(`No list has seen ${watermark}; the newest saw ${newest}`)),
          30_000,
        );
        const wake = (): void => {
          if (newest < watermark) return;
          clearTimeout(timeout);
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
        wake();
      }),
    close: () => abort.abort(),
  };
}
