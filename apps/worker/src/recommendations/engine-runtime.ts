import type { ModelsService } from '@access/core/models';
import { createIndexFollower, type SkillNames } from '@access/core/recommendations';
import type { Db } from '@access/db';
import { createContentEncoder, decodeContentModel } from '@access/ml/content';
import { createEngine, createOccupationMatcher, type Engine } from '@access/ml/engine';
import { openShippedRanker } from '@access/ml/ranker';
import { loadOccupations } from '@access/ml/skills';
import { titleTokens } from '@access/ml/text';

interface Running {
  readonly engine: Engine;
  readonly follower: ReturnType<typeof createIndexFollower>;
  readonly modelVersion: string;
  readonly contentVersion: string;
}

interface RuntimeDeps {
  readonly db: Db;
  readonly models: ModelsService;
  readonly modelsFolder: string;
  readonly now: () => Date;
  readonly loadSkillNames: () => Promise<SkillNames>;
  readonly log: { info(facts: object, message: string): void };
}

export type EngineRuntime = Awaited<ReturnType<typeof startEngineRuntime>>;

/**
 * The engine in use, its index filled and followed. `reload` builds a second one with the newly active content model
 * beside the first and puts it in place once its index is filled: lists never wait for it.
 */
export async function startEngineRuntime(deps: RuntimeDeps) {
  const ranker = await openShippedRanker(deps.modelsFolder);
  const occupations = createOccupationMatcher(loadOccupations(), titleTokens);
  let running = await build();
  let inStepAt = performance.now();

  async function build(): Promise<Running> {
    const startedAt = performance.now();
    const content = await deps.models.active('content');
    if (content === undefined) throw new Error('No content model is active; train one first');
    const encoder = createContentEncoder(decodeContentModel(content.bytes));
    const engine = createEngine({ content: encoder, ranker, occupations, currency: 'USD' });
    const follower = createIndexFollower({
      db: deps.db,
      engine,
      now: deps.now,
      loadSkillNames: deps.loadSkillNames,
    });
    const jobs = await follower.fill();
    const ms = Math.round(performance.now() - startedAt);
    deps.log.info({ jobs, ms, content: content.version }, 'recommendations.index_filled');
    return { engine, follower, modelVersion: ranker.meta.version, contentVersion: content.version };
  }

  let reloading: Promise<void> = Promise.resolve();
  async function reload(): Promise<void> {
    const next = await build();
    await next.follower.catchUp();
    running = next;
  }

  /** The index holds at least what was committed when the reading began. */
  async function catchUp(): Promise<number> {
    const startedAt = performance.now();
    const changes = await running.follower.catchUp();
    inStepAt = Math.max(inStepAt, startedAt);
    return changes;
  }

  return {
    current: (): Running => running,
    /** How the engine stands, for those who watch the worker. */
    state: () => ({
      jobsIndexed: running.engine.size(),
      contentModel: running.contentVersion,
      rankerModel: running.modelVersion,
      indexLagSeconds: Math.round(performance.now() - inStepAt) / 1_000,
    }),
    catchUp,
    catchUpPopularity: () => running.follower.catchUpPopularity(),
    /** Reloads follow each other: of two at once the slower would otherwise put the older model back. */
    reload: (): Promise<void> => {
      const next = reloading.then(reload, reload);
      reloading = next.catch(() => undefined);
      return next;
    },
  };
}
