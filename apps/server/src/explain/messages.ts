import type { PairExplainer } from '@access/core/recommendations';

type Request = Parameters<PairExplainer['explain']>[0];
type Answer = Awaited<ReturnType<PairExplainer['explain']>>;

/** Server to thread; both ends are ours, so the shapes are types, not schemas. */
export type ExplainRequest = Request & { readonly id: number };

/** The thread's first message: it is ready; models that could not be used, in words. */
export interface ReadyMessage {
  readonly problems: readonly string[];
}

/** Thread to server. */
export type ExplainResponse =
  | ({ readonly id: number; readonly ok: true } & Answer)
  | { readonly id: number; readonly ok: false; readonly message: string };
