import { dispatchEvents, EVENTS_CHANNEL, type EventSubscribers } from '@access/core/events';
import { listen, type Db } from '@access/db';

interface DispatcherDeps {
  readonly db: Db;
  readonly databaseUrl: string;
  readonly subscribers: EventSubscribers;
  readonly onError: (error: unknown) => void;
}

/** Events whose NOTIFY was lost with a connection are found by this poll, in ms. */
const BACKSTOP_MS = 5_000;

/** Hands domain events on as they are committed, until closed. Several workers may run one each. */
export async function startDispatcher({
  db,
  databaseUrl,
  subscribers,
  onError,
}: DispatcherDeps): Promise<{ close(): Promise<void> }> {
  let isWanted = false;
  let running: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      try {
        while ((await dispatchEvents(db, subscribers)).isMore);
      } catch (error) {
        onError(error);
      }
    }
  };
  const wake = (): void => {
    isWanted = true;
    running ??= drain().finally(() => {
      running = undefined;
    });
  };
  const listener = await listen({
    url: databaseUrl,
    channel: EVENTS_CHANNEL,
    onPayload: wake,
    onReconnect: wake,
    onError,
  });
  const backstop = setInterval(wake, BACKSTOP_MS);
  wake();
  return {
    async close() {
      clearInterval(backstop);
      await listener.close();
      await running;
    },
  };
}
