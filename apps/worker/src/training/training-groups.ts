import type { TrainingSnapshot } from '@access/core/training';
import type { Engine } from '@access/ml/engine';
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
  readonly seed: number;
  readonly onProgress: (share: number) => void;
}

/** Groups to learn from: the lists that were shown, or, as long as those are too few, past choices replayed. */
export async function trainingGroups(
  snapshot: TrainingSnapshot,
  { engine, seed, onProgress }: GroupDeps,
): Promise<{ groups: LabelledGroup[]; source: GroupSource }> {
  const shown = snapshot.shown.map(toGroup).filter((group) => group !== null);
  if (shown.length >= LEAST_GROUPS) return { groups: shown, source: 'impressions' };
  const groups = await replay({
    ...snapshot,
    engine: engine(),
    seed,
    onProgress: (done, total) => onProgress(done / total),
  });
  return { groups, source: 'replay' };
}

const toGroup = ({ personId, at, history, rows }: TrainingSnapshot['shown'][number]): LabelledGroup | null =>
  groupOfShown({ personId, at, history, rows });
