import { z } from 'zod';

import type { ListUpdates } from '@access/api/init';
import { sessionOf } from '@access/contracts/actor';
import { AppError } from '@access/contracts/errors';
import { UserId, type SessionId } from '@access/contracts/ids';
import type { ListUpdate } from '@access/contracts/recommendations';
import { LISTS_CHANNEL } from '@access/core/recommendations';
import { listen } from '@access/db';

const Notice = z.object({ userId: UserId, version: z.int(), watermark: z.int() });

/** One person's pages that follow at once; further ones are refused, as each holds a connection. */
const MAX_FOLLOWERS_PER_PERSON = 20;
/** A person who was suspended or signed out is out within five seconds, on open streams too. */
const SIGN_INS_CHECKED_MS = 3_000;

export interface ListHub extends ListUpdates {
  /** Resolves with true once a list newer than `afterVersion` is stored, with false when none came in time. */
  waitForList(userId: UserId, afterVersion: number, timeoutMs: number): Promise<boolean>;
  /** Ends every stream: pages come back to whichever server is up. */
  endStreams(): void;
  close(): Promise<void>;
}

export interface ListHubDeps {
  readonly databaseUrl: string;
  /** The newest stored list of each of these people; read at the start and after the connection was lost. */
  readonly latestOf: (userIds: readonly UserId[]) => Promise<ReadonlyMap<UserId, ListUpdate>>;
  /** Those of these sign-ins that ended, or whose account was suspended; asked for all open streams together. */
  readonly endedSessions: (ids: readonly SessionId[]) => Promise<readonly SessionId[]>;
  /** How often sign-ins are checked; three seconds unless told otherwise. */
  readonly checkSignInsMs?: number;
  readonly onError: (error: unknown) => void;
}

type Hear = (update: ListUpdate) => void;

/**
 * One connection that listens for new lists, whoever made them, fanned out to the pages and calls that wait for them.
 * Nothing is lost when it breaks: it is made again, and the newest versions are read anew.
 */
export async function createListHub(deps: ListHubDeps): Promise<ListHub> {
  const { databaseUrl, latestOf, onError } = deps;
  const listeners = new Map<UserId, Set<Hear>>();
  const signIns = createSignInWatch(deps);
  const ending = new AbortController();

  const publish = (userId: UserId, update: ListUpdate) => {
    for (const hear of listeners.get(userId) ?? []) hear(update);
  };
  const catchUp = async (userIds: readonly UserId[]) => {
    if (userIds.length === 0) return;
    for (const [userId, update] of await latestOf(userIds)) publish(userId, update);
  };
  const subscribe = (userId: UserId, hear: Hear) => {
    const set = listeners.get(userId) ?? new Set();
    if (set.size >= MAX_FOLLOWERS_PER_PERSON)
      throw new AppError('busy', 'Too many open pages', { retryAfterSeconds: 30 });
    listeners.set(userId, set.add(hear));
    return () => {
      set.delete(hear);
      if (set.size === 0 && listeners.get(userId) === set) listeners.delete(userId);
    };
  };

  const listener = await listen({
    url: databaseUrl,
    channel: LISTS_CHANNEL,
    onPayload: (payload) => {
      const notice = Notice.safeParse(parseJson(payload));
      if (!notice.success) return onError(new Error('A notification of lists could not be read'));
      const { userId, version, watermark } = notice.data;
      publish(userId, { version, watermark });
    },
    onReconnect: () => void catchUp([...listeners.keys()]).catch(onError),
    onError,
  });

  return {
    async *follow(actor, signal) {
      const signIn = signIns.watch(sessionOf(actor));
      const signals = [signIn.ended, ending.signal, ...(signal === undefined ? [] : [signal])];
      const newest = createSlot(AbortSignal.any(signals));
      const unsubscribe = subscribe(actor.userId, newest.put);
      try {
        const now = (await latestOf([actor.userId])).get(actor.userId);
        if (now !== undefined) newest.put(now);
        for (let update = await newest.take(); update !== null; update = await newest.take()) yield update;
      } finally {
        unsubscribe();
        signIn.release();
      }
    },

    async waitForList(userId, afterVersion, timeoutMs) {
      const newest = createSlot(AbortSignal.timeout(timeoutMs), afterVersion);
      const unsubscribe = subscribe(userId, newest.put);
      try {
        const now = (await latestOf([userId])).get(userId);
        if (now !== undefined) newest.put(now);
        return (await newest.take()) !== null;
      } finally {
        unsubscribe();
      }
    },

    endStreams: () => ending.abort(),
    async close() {
      signIns.stop();
      await listener.close();
    },
  };
}

/** Aborts the streams of sign-ins that ended: one question for all of them every few seconds, none while nobody follows. */
function createSignInWatch({ endedSessions, onError, checkSignInsMs = SIGN_INS_CHECKED_MS }: ListHubDeps) {
  const watched = new Map<SessionId, Set<AbortController>>();
  const check = async () => {
    if (watched.size === 0) return;
    for (const id of await endedSessions([...watched.keys()]))
      for (const controller of watched.get(id) ?? []) controller.abort();
  };
  const timer = setInterval(() => void check().catch(onError), checkSignInsMs);
  timer.unref();
  return {
    watch(id: SessionId) {
      const controller = new AbortController();
      const others = watched.get(id) ?? new Set<AbortController>();
      watched.set(id, others.add(controller));
      return {
        ended: controller.signal,
        release() {
          others.delete(controller);
          if (others.size === 0 && watched.get(id) === others) watched.delete(id);
        },
      };
    },
    stop: () => clearInterval(timer),
  };
}

/** Holds the newest update not yet taken; `take` answers null once aborted. Older versions than already seen are dropped. */
function createSlot(signal: AbortSignal, seen = 0) {
  let held: ListUpdate | null = null;
  let newestSeen = seen;
  let wake = () => {};
  const isOver = () => signal.aborted;
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    put(update: ListUpdate) {
      if (update.version <= newestSeen) return;
      newestSeen = update.version;
      held = update;
      wake();
    },
    async take(): Promise<ListUpdate | null> {
      while (held === null && !isOver()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const update = isOver() ? null : held;
      held = null;
      return update;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anybody with the database may notify; what is no JSON fails the schema like any other stray payload.
    return undefined;
  }
}
