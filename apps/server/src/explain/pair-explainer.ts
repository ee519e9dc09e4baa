import { Worker } from 'node:worker_threads';

import { AppError } from '@access/contracts/errors';
import type { ModelsService, RankersService } from '@access/core/models';
import type { PairExplainer } from '@access/core/recommendations';

import type { ExplainRequest, ExplainResponse, ReadyMessage } from './messages.ts';

interface ExplainerDeps {
  readonly models: Pick<ModelsService, 'active'>;
  readonly rankers: Pick<RankersService, 'serving'>;
  readonly modelsFolder: string;
  readonly onError: (error: unknown) => void;
}

type Answer = Awaited<ReturnType<PairExplainer['explain']>>;
interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}
interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** More questions than this at once are refused as busy: each costs a few milliseconds of one thread. */
const MAX_WAITING = 200;

/**
 * Explains pairs in a thread of its own, started at the first question and again after a crash. `reload` ends it, so
 * that the next question is answered with the models active then.
 */
export function createThreadExplainer(
  deps: ExplainerDeps,
): PairExplainer & { reload(): Promise<void>; close(): Promise<void> } {
  let starting: Promise<Thread> | undefined;
  let nextId = 1;

  const thread = (): Promise<Thread> => {
    if (starting !== undefined) return starting;
    // Only its own end clears the place: a replaced thread goes after its successor has come.
    const forget = (): void => {
      if (starting === own) starting = undefined;
    };
    const own: Promise<Thread> = startThread(deps, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    starting = own;
    return own;
  };
  const end = async (): Promise<void> => {
    const ending = starting;
    starting = undefined;
    if (ending === undefined) return;
    const { worker, waiting } = await ending;
    await worker.terminate();
    for (const { reject } of waiting.values())
      reject(new AppError('busy', 'The model was just replaced; ask again'));
  };

  return {
    async explain(request) {
      const { worker, waiting } = await thread();
      if (waiting.size >= MAX_WAITING)
        throw new AppError('busy', 'Too many explanations at once', { retryAfterSeconds: 1 });
      const id = nextId++;
      return new Promise<Answer>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ ...request, id } satisfies ExplainRequest);
      });
    },
    reload: end,
    close: end,
  };
}

async function startThread(
  { models, rankers, modelsFolder, onError }: ExplainerDeps,
  onGone: () => void,
): Promise<Thread> {
  const content = await models.active('content');
  if (content === undefined)
    throw new AppError('busy', 'The recommender is still being prepared', { retryAfterSeconds: 5 });
  const worker = new Worker(new URL('./explain.thread.ts', import.meta.url), {
    workerData: { content: content.bytes, rankers: await rankers.serving(), modelsFolder },
  });
  const waiting = new Map<number, Waiting>();
  await new Promise<void>((resolve, reject) => {
    worker.once('message', ({ problems }: ReadyMessage) => {
      for (const problem of problems) onError(new Error(problem));
      resolve();
    });
    worker.once('error', reject);
  });
  worker.on('message', (response: ExplainResponse) => {
    const asked = waiting.get(response.id);
    waiting.delete(response.id);
    if (response.ok) asked?.resolve({ pairs: response.pairs, modelVersion: response.modelVersion });
    else asked?.reject(new Error(response.message));
  });
  worker.on('error', onError);
  worker.on('exit', () => {
    onGone();
    for (const { reject } of waiting.values())
      reject(new AppError('busy', 'The explainer restarts; ask again'));
    waiting.clear();
  });
  worker.unref();
  return { worker, waiting };
}
