import { createHash } from 'node:crypto';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { createModelsService, createRankersService } from '@access/core/models';
import { allSkills } from '@access/core/skills';
import { beatTrainingRun, readSnapshot, SNAPSHOT_LIMITS } from '@access/core/training';
import { createDatabase } from '@access/db';
import { createFileStore } from '@access/files';
import { createContentEncoder, decodeContentModel } from '@access/ml/content';
import { createEngine } from '@access/ml/engine';
import { createOccupationMatcher } from '@access/ml/features';
import { openServingModel } from '@access/ml/ranker';
import { encodeRetrievalModel, trainRetrieval } from '@access/ml/retrieval';
import { readShippedRanker } from '@access/ml/shipped';
import { loadOccupations } from '@access/ml/skills';
import { titleTokens } from '@access/ml/text';
import { LEAST_GROUPS, trainRanker } from '@access/ml/training';

import { TrainingOrder, type TrainingMessage } from './child-messages.ts';
import { trainingGroups } from './training-groups.ts';

// The program behind run-in-child.ts: trains one ranker. It may be killed at any moment: what it stores, it stores at the end, at once.

/** Where each stage begins on the way from 0 to 1. */
const STAGES = { reading: 0, replaying: 0.2, training: 0.6, storing: 0.95 } as const;
type Stage = keyof typeof STAGES;

const [order]: unknown[] = await once(process, 'message');
const { runId, databaseUrl, dataDir, modelsFolder, seed } = TrainingOrder.parse(order);
// A worker that was killed leaves no orphan at work behind.
process.once('disconnect', () => process.exit(1));
// People wait for lists, nobody for a training.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

let saidAt = 0;
function say(stage: Stage, share: number): void {
  const now = performance.now();
  if (share > 0 && share < 1 && now - saidAt < 200) return;
  saidAt = now;
  const from = STAGES[stage];
  const to = Object.values(STAGES).find((other) => other > from) ?? 1;
  process.send?.({
    type: 'progress',
    stage,
    progress: from + (to - from) * share,
  } satisfies TrainingMessage);
}

const db = createDatabase({
  url: databaseUrl,
  max: 2,
  applicationName: 'access training',
  statementTimeoutMs: 0,
});
const files = createFileStore({ kind: 'local', directory: path.join(dataDir, 'files') });
const now = (): Date => new Date();

async function train(): Promise<TrainingMessage> {
  const shipped = await readShippedRanker(modelsFolder);
  const rankers = createRankersService({
    db,
    files,
    now,
    shipped: { version: shipped.version, card: shipped.card, bytes: shipped.onnx.byteLength },
  });
  const content = await createModelsService({ db, files, now }).active('content');
  if (content === undefined) return { type: 'refused', message: 'No content model is active', facts: {} };
  const { ranker: champion } = await openServingModel(await rankers.serving(), modelsFolder, () => undefined);
  say('reading', 0);
  const names = new Map((await allSkills(db)).map(({ id, slug, name }) => [id as string, { slug, name }]));
  const snapshot = await readSnapshot(db, {
    names,
    limits: SNAPSHOT_LIMITS,
    onProgress: (share) => say('reading', share),
  });
  const occupations = createOccupationMatcher(loadOccupations(), titleTokens);
  const encoder = createContentEncoder(decodeContentModel(content.bytes));
  say('replaying', 0);
  const { groups, source, hasTaste } = await trainingGroups(snapshot, {
    engine: () => createEngine({ content: encoder, ranker: champion, occupations, currency: 'USD' }),
    champion,
    seed,
    onProgress: (share) => say('replaying', share),
  });
  const rowCounts = {
    people: snapshot.people.size,
    jobs: snapshot.jobs.length,
    actions: snapshot.actions.length,
    lists: groups.length,
    rows: groups.reduce((sum, { jobIds }) => sum + jobIds.length, 0),
  };
  const facts = { ...rowCounts, source };
  if (groups.length < LEAST_GROUPS)
    return {
      type: 'refused',
      message: `${groups.length} lists with a choice are too few to learn from; ${LEAST_GROUPS} are needed`,
      facts,
    };
  say('training', 0);
  const learnt = hasTaste
    ? await trainRetrieval({ ...snapshot, now: now().getTime(), settings: { seed } })
    : null;
  const retrieval = learnt === null ? null : encodeRetrievalModel(learnt);
  const version = `forest-${now()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
    .toLowerCase()}`;
  const trained = await trainRanker({
    groups,
    source,
    version,
    parent: champion.meta.version,
    champion,
    retrievalSha256: retrieval === null ? null : createHash('sha256').update(retrieval).digest('hex'),
    seed,
    onTree: (trees, most) => say('training', trees / most),
  });
  say('storing', 0);
  // Training held the event loop: hear now whether the worker is still there.
  await delay(50);
  // From here on nothing can be taken back; a run that was cancelled meanwhile stores nothing.
  if (!(await beatTrainingRun(db, runId, { stage: 'storing', progress: STAGES.storing })))
    return { type: 'refused', message: 'The run was ended meanwhile', facts };
  const isPromoted = await rankers.add({ ...trained, version, rowCounts, retrieval });
  const failed = trained.gates.filter(({ hasPassed }) => !hasPassed);
  const message = isPromoted
    ? `${version} serves now`
    : `The model in use stays: ${failed.map(({ name, detail }) => `${name} (${detail})`).join('; ')}`;
  return { type: 'trained', version, isPromoted, message, facts };
}

const outcome = await train().catch((error: unknown): TrainingMessage => {
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${stack}\n`);
  return { type: 'broken', reason: message };
});
await db.destroy();
if (process.connected) process.send?.(outcome, () => process.disconnect());
