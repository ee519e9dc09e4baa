import path from 'node:path';

import { AppError } from '@access/contracts/errors';
import { createModelsService } from '@access/core/models';
import { allSkills } from '@access/core/skills';
import { readSnapshot, SNAPSHOT_LIMITS, type TrainingSnapshot } from '@access/core/training';
import { createFileStore } from '@access/files';
import { createContentEncoder, decodeContentModel } from '@access/ml/content';
import { createEngine, type Engine } from '@access/ml/engine';
import { createOccupationMatcher } from '@access/ml/features';
import { loadRanker, type Ranker } from '@access/ml/onnx';
import { openShippedRanker } from '@access/ml/ranker';
import { createRetriever, trainRetrieval } from '@access/ml/retrieval';
import { loadOccupations } from '@access/ml/skills';
import { titleTokens } from '@access/ml/text';
import { LEAST_GROUPS, timeTravel, trainRanker, type TravelReport } from '@access/ml/training';

import { modelsFolder } from '../models-folder.ts';
import { trainingGroups } from '../training/training-groups.ts';
import type { Report } from './report.ts';
import { withDatabase } from './with-database.ts';

/** What is learnt stops here; the rest is what it is held against. */
const LEARNT_SHARE = 0.6;

/**
 * Goes through what people did in order, makes the list each would have seen before each choice, and holds it against the choice. The
 * learnt model knows the first part of the time alone.
 */
export function timeTravelCommand({ seed }: { seed: number }, report: Report): Promise<void> {
  return withDatabase(async ({ db, dataDir }) => {
    const files = createFileStore({ kind: 'local', directory: path.join(dataDir, 'files') });
    const content = await createModelsService({ db, files, now: () => new Date() }).active('content');
    if (content === undefined)
      throw new AppError('conflict', 'No content model is active: run train-content first');
    report.step('Reading people, jobs and what happened');
    const names = new Map((await allSkills(db)).map(({ id, slug, name }) => [id as string, { slug, name }]));
    const snapshot = await readSnapshot(db, { names, limits: SNAPSHOT_LIMITS, onProgress: () => undefined });
    const since = snapshot.actions[Math.floor(snapshot.actions.length * LEARNT_SHARE)]?.at;
    if (since === undefined) throw new AppError('conflict', 'Nothing has happened yet');
    const encoder = createContentEncoder(decodeContentModel(content.bytes));
    const occupations = createOccupationMatcher(loadOccupations(), titleTokens);
    const shipped = await openShippedRanker(modelsFolder);
    const engine = (ranker: Ranker = shipped): Engine =>
      createEngine({ content: encoder, ranker, occupations, currency: 'USD' });

    report.step(`Travelling with ${shipped.meta.version}`);
    const travel = { ...snapshot, since, seed };
    const reports = await timeTravel({
      ...travel,
      engine: engine(),
      model: shipped.meta.version,
      withFloors: true,
    });
    report.step('Learning from the time before');
    const learnt = await learn(snapshot, { since, seed, champion: shipped, engine });
    if (learnt === null) report.step(`Too few choices to learn from: ${LEAST_GROUPS} lists are needed`);
    else {
      report.step('Travelling with what was learnt');
      const later = engine();
      later.useModel(learnt);
      reports.push(...(await timeTravel({ ...travel, engine: later, model: 'learnt before' })));
    }
    const { people, jobs, actions } = snapshot;
    const facts = { people: people.size, jobs: jobs.length, actions: actions.length };
    const from = new Date(since).toISOString();
    report.done(
      { ...facts, since: from, seed, reports },
      `${table(reports)}\n\n  Choices since ${from}, seed ${seed}.`,
    );
  });
}

interface LearnInput {
  readonly since: number;
  readonly seed: number;
  readonly champion: Ranker;
  readonly engine: (ranker: Ranker) => Engine;
}

/** Null for too few lists. */
async function learn(snapshot: TrainingSnapshot, { since, seed, champion, engine }: LearnInput) {
  const before = snapshot.actions.filter(({ at }) => at < since);
  const earlier = { ...snapshot, actions: before, shown: snapshot.shown.filter(({ at }) => at < since) };
  const { groups, source, hasTaste } = await trainingGroups(earlier, {
    engine: () => engine(champion),
    champion,
    seed,
    onProgress: () => undefined,
  });
  if (groups.length < LEAST_GROUPS) return null;
  const { onnx, meta } = await trainRanker({
    groups,
    source,
    version: 'learnt-before',
    parent: champion.meta.version,
    champion,
    retrievalSha256: null,
    seed,
  });
  const model = hasTaste ? await trainRetrieval({ ...earlier, now: since, settings: { seed } }) : null;
  return { ranker: await loadRanker(onnx, meta), retriever: model === null ? null : createRetriever(model) };
}

/** One row a figure, one column a model. */
function table(reports: readonly TravelReport[]): string {
  const [first] = reports;
  if (first === undefined) return '';
  const figures = Object.keys(first).filter((name) => name !== 'model') as (keyof TravelReport)[];
  const show = (value: string | number | null): string =>
    value === null
      ? '–'
      : typeof value === 'string'
        ? value
        : Number.isInteger(value)
          ? String(value)
          : value.toFixed(3);
  const width = Math.max(...figures.map((name) => name.length)) + 2;
  const columns = reports.map(({ model }) => Math.max(12, model.length + 2));
  const row = (name: string, cells: readonly string[]): string =>
    `  ${name.padEnd(width)}${cells.map((cell, i) => cell.padStart(columns[i] ?? 12)).join('')}`;
  return [
    row(
      '',
      reports.map(({ model }) => model),
    ),
    ...figures.map((name) =>
      row(
        name,
        reports.map((each) => show(each[name])),
      ),
    ),
  ].join('\n');
}
