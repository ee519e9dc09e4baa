import type { SkillNames } from '@access/core/engine-documents';
import type { ModelsService, RankersService } from '@access/core/models';
import { createIndexFollower } from '@access/core/recommendations';
import type { Db } from '@access/db';
import { createContentEncoder, decodeContentModel } from '@access/ml/content';
import { createEngine, type Engine } from '@access/ml/engine';
import { createOccupationMatcher } from '@access/ml/features';
import { openServingModel } from '@access/ml/ranker';
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
  readonly models: Pick<ModelsService, 'active'>;
  readonly rankers: Pick<RankersService, 'serving'>;
  readonly modelsFolder: string;
  readonly now: () => Date;
  readonly loadSkillNames: () => Promise<SkillNames>;
  readonly log: Record<'info' | 'error', (facts: object, message: string) => void>;
}

export type EngineRuntime = Awaited<ReturnType<typeof startEngineRuntime>>;

/** A ranker that was replaced may still score a list under way; it is closed this much later, in ms. */
const CLOSE_AFTER_MS = 60_000;

/**
 * The engine in use, its index filled and followed. `reload` puts a newly active ranker in place at once; for a new content model it builds
 * a second engine beside the first and puts it in place once its index is filled: lists never wait for it.
 */
export async function startEngineRuntime(deps: RuntimeDeps) {
  let rankerProblem: string | null = null;
  let model = await openModel();
  const occupations = createOccupationMatcher(loadOccupations(), titleTokens);
  let running = await build();
  let inStepAt = performance.now();

  async function build(): Promise<Running> {
    const startedAt = performance.now();
    const content = await deps.models.active('content');
    if (content === undefined) throw new Error('No content model is active; train one first');
    const encoder = createContentEncoder(decodeContentModel(content.bytes));
    const engine = createEngine({ content: encoder, ...model, occupations, currency: 'USD' });
    const follower = createIndexFollower({
      db: deps.db,
      engine,
      now: deps.now,
      loadSkillNames: deps.loadSkillNames,
    });
    const jobs = await follower.fill();
    const ms = Math.round(performance.now() - startedAt);
    deps.log.info({ jobs, ms, content: content.version }, 'recommendations.index_filled');
    return { engine, follower, modelVersion: model.ranker.meta.version, contentVersion: content.version };
  }

  /** The active ranker, or the one before it where its file cannot be used; then says so. */
  async function openModel() {
    rankerProblem = null;
    return openServingModel(await deps.rankers.serving(), deps.modelsFolder, (version, reason) => {
      rankerProblem = `Ranker ${version} cannot serve: ${reason}`;
      deps.log.error({ version, reason }, 'recommendations.ranker_refused');
    });
  }

  async function reloadRanker(): Promise<void> {
    const next = await openModel();
    const { version } = next.ranker.meta;
    const isSame = version === model.ranker.meta.version;
    const former = isSame ? next.ranker : running.engine.useModel(next);
    if (!isSame) model = next;
    running = { ...running, modelVersion: version };
    deps.log.info({ version, isSame }, 'recommendations.ranker_in_use');
    setTimeout(() => void former.close(), CLOSE_AFTER_MS).unref();
  }

  let reloading: Promise<void> = Promise.resolve();
  async function reload(): Promise<void> {
    await reloadRanker();
    const content = await deps.models.active('content');
    if (content === undefined || content.version === running.contentVersion) return;
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
      rankerProblem,
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
