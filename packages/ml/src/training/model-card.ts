import { FEATURES } from '../features/schema.ts';
import type { ForestSettings } from '../lambdamart/index.ts';
import type { RankerMeta } from '../onnx/contract.ts';
import type { Gate } from './gates.ts';
import type { GroupSource } from './train-ranker.ts';

interface CardFacts {
  readonly meta: RankerMeta;
  readonly settings: Partial<ForestSettings>;
  readonly source: GroupSource;
  readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
  readonly trees: number;
  readonly sha256: string;
  readonly gates: readonly Gate[];
}

const SOURCES: Readonly<Record<GroupSource, string>> = {
  impressions:
    'Lists that were shown, with the features logged when they were shown and what each person did with their jobs in the week after.',
  replay:
    'Past actions replayed in order: before each, the candidates the engine would have had then, with counters as they stood, against what the ' +
    'person went on to choose. Too few shown lists were logged yet. The profile is the one of today; what a person added to it later is known too early.',
};

/** MODEL_CARD.md of a trained ranker. */
export function forestCard({ meta, settings, source, counts, trees, sha256, gates }: CardFacts): string {
  const window =
    meta.dataWindow === null
      ? ''
      : `, ${meta.dataWindow.from.slice(0, 10)} to ${meta.dataWindow.to.slice(0, 10)}`;
  const checks = gates.map(
    ({ name, hasPassed, detail }) => `| ${name} | ${hasPassed ? 'passed' : 'failed'} | ${detail} |`,
  );
  const directed = FEATURES.filter(({ monotone }) => monotone !== 0).length;
  return `# Ranker ${meta.version}

LambdaMART: ${trees} trees of at most ${settings.leaves ?? 0} leaves, learning rate ${settings.learningRate ?? 0}, seed ${meta.seed}; follows ${meta.parent ?? 'nothing'}.

- Learnt from ${counts.train} lists, stopped and calibrated by the ${counts.validation} after them, judged on the last ${counts.test}${window}.
- ${SOURCES[source]}
- A score is the chance that a job this person chose stands before them rather than one they passed over. It is no chance of being hired.
- ${directed} of ${FEATURES.length} features can move the score in one direction only. Ranks within candidate sources are not used: a pair of person and job has one score.
- No name, photo, birth date, gender or other protected trait is an input. Place and pay can stand in for such traits; watch outcomes by group.
- Choices were made among what was shown: what was never shown could not be chosen.
- SHA-256 of model.onnx: \`${sha256}\`; feature schema \`${meta.featureSchemaHash}\`.

| gate | outcome | finding |
| --- | --- | --- |
${checks.join('\n')}
`;
}
