import type { TrainingSnapshot } from '@access/core/training';
import type { Engine } from '@access/ml/engine';
import type { Ranker } from '@access/ml/onnx';
import { createRetriever, trainRetrieval } from '@access/ml/retrieval';
import {
  groupOfShown,
  LEAST_GROUPS,
  replay,
  type GroupSource,
  type LabelledGroup,
} from '@access/ml/training';

interface GroupDeps {
  /** Empty; used where shown lists are too few. */
  readonly engine: () => Engine;
  readonly champion: Ranker;
  readonly seed: number;
  readonly onProgress: (share: number) => void;
}

/** What a ranker learns from. */
export interface TrainingGroups {
  readonly groups: LabelledGroup[];
  readonly source: GroupSource;
  /** Whether collaborative filtering had its say in the features. */
  readonly hasTaste: boolean;
}

/**
 * Groups to learn from: the lists that were shown, or, as long as those are too few, past choices replayed. Collaborative filtering then
 * learns from the first half of the time alone and the ranker from the second, so that no answer of it knows the choice it is held against.
 */
export async function trainingGroups(
  snapshot: TrainingSnapshot,
  { engine, champion, seed, onProgress }: GroupDeps,
): Promise<TrainingGroups> {
  const shown = snapshot.shown.map(toGroup).filter((group) => group !== null);
  if (shown.length >= LEAST_GROUPS) return { groups: shown, source: 'impressions', hasTaste: true };
  const { actions } = snapshot;
  const since = actions[Math.floor(actions.length / 2)]?.at ?? 0;
  const early = await trainRetrieval({
    ...snapshot,
    actions: actions.filter(({ at }) => at < since),
    now: since,
    settings: { seed },
  });
  const halves = early === null ? [null] : [createRetriever(early), null];
  for (const retriever of halves) {
    const replayed = engine();
    replayed.useModel({ ranker: champion, retriever });
    const groups = await replay({
      ...snapshot,
      engine: replayed,
      seed,
      ...(retriever === null ? {} : { since }),
      onProgress: (done, total) => onProgress(done / total),
    });
    const hasTaste = retriever !== null;
    if (groups.length >= LEAST_GROUPS || !hasTaste) return { groups, source: 'replay', hasTaste };
  }
  return { groups: [], source: 'replay', hasTaste: false };
}

const toGroup = ({ personId, at, history, rows }: TrainingSnapshot['shown'][number]): LabelledGroup | null =>
  groupOfShown({ personId, at, history, rows });
