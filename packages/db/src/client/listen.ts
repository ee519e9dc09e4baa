import { Client, escapeIdentifier } from 'pg';

/** Waits between attempts to reconnect, in milliseconds; the last one repeats. */
const backoffMs = [50, 100, 250, 500, 1_000, 2_000, 5_000] as const;
const longestBackoffMs = 5_000;
/** How often a silent connection is asked whether it still lives, in milliseconds: a dropped route sends no error. */
const heartbeatEveryMs = 30_000;

export type ListenOptions = {
  url: string;
  channel: string;
  onPayload: (payload: string) => void;
  /** Called after the connection broke and listens again: what was sent meanwhile is lost, so read the state anew. */
  onReconnect?: () => void;
  /** Hears why the connection broke or could not be made again. */
  onError?: (error: Error) => void;
};

export type Listener = { close: () => Promise<void> };

/** Listens to `channel` on a connection of its own, which is made again whenever it breaks. Throws if the first try fails. */
export async function listen(options: ListenOptions): Promise<Listener> {
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;
  let current: Subscription | undefined;

  const subscribe = async () => {
    const subscription = await openSubscription(options, lost);
    if (isClosed) await subscription.end();
    else current = subscription;
  };
  const lost = (error: Error) => {
    if (isClosed) return;
    current = undefined;
    options.onError?.(error);
    reconnect(0);
  };
  const reconnect = (attempt: number) => {
    const resume = async () => {
      try {
        await subscribe();
        if (!isClosed) options.onReconnect?.();
      } catch (error) {
        options.onError?.(toError(error));
        if (!isClosed) reconnect(attempt + 1);
      }
    };
    retry = setTimeout(() => void resume(), backoffMs[attempt] ?? longestBackoffMs);
  };
  const close = async () => {
    isClosed = true;
    clearTimeout(retry);
    await current?.end();
  };

  await subscribe();
  return { close };
}

type Subscription = { end: () => Promise<void> };

async function openSubscription(
  { url, channel, onPayload }: ListenOptions,
  onLost: (error: Error) => void,
): Promise<Subscription> {
  const client = new Client({
    connectionString: url,
    application_name: `listen ${channel}`,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  let state: 'opening' | 'open' | 'over' = 'opening';
  let heartbeat: NodeJS.Timeout | undefined;
  const lose = (error: Error) => {
    const wasOpen = state === 'open';
    state = 'over';
    clearInterval(heartbeat);
    if (wasOpen) onLost(error);
  };
  client.on('error', lose);
  client.on('end', () => lose(new Error(`The connection that listens to ${channel} ended.`)));
  client.on('notification', (message) => onPayload(message.payload ?? ''));
  const end = async () => {
    state = 'over';
    clearInterval(heartbeat);
    await client.end();
  };
  const beat = async () => {
    try {
      await client.query('select 1');
    } catch (error) {
      lose(toError(error));
      await client.end();
    }
  };

  try {
    await client.connect();
    await client.query(`listen ${escapeIdentifier(channel)}`);
  } catch (error) {
    await end();
    throw error;
  }
  state = 'open';
  heartbeat = setInterval(() => void beat(), heartbeatEveryMs);
  heartbeat.unref();
  return { end };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
