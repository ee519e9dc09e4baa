import {
  featureMatrix,
  interactionMatrix,
  trainAls,
  type AlsSettings,
  type FeatureMatrix,
} from '../als/index.ts';
import type { Interaction, JobDocument, PersonDocument } from '../features/documents.ts';
import { confidenceOf } from './confidence.ts';
import type { RetrievalModel } from './retrieval-model.ts';
import { jobTokensOf, personTokensOf } from './tokens.ts';

/** What collaborative filtering learns from. */
export interface RetrievalTraining {
  /** In any order; those of unknown people and jobs are left out. */
  readonly actions: ReadonlyArray<Interaction & { readonly personId: string }>;
  readonly jobs: readonly JobDocument[];
  readonly people: ReadonlyMap<string, PersonDocument>;
  /** The moment that ages count from, epoch milliseconds. */
  readonly now: number;
  readonly settings?: Partial<AlsSettings>;
  readonly signal?: AbortSignal;
}

/** Fewer pairs of person and job than this teach nothing that content does not know. */
export const LEAST_PAIRS = 300;

/** Most people choose little: a strong pull towards what their features say. */
const SETTINGS = { dimensions: 64, regularisation: 0.1, unobserved: 0.03, epochs: 12 } as const;
/** A word of one job or person alone is what that job's own vector is for. */
const LEAST_TOKEN_ROWS = 2;

/** Learns from who chose what; null for fewer than LEAST_PAIRS pairs. The same input and seed give the same model. */
export async function trainRetrieval(input: RetrievalTraining): Promise<RetrievalModel | null> {
  const { actions, people, now, signal } = input;
  const jobById = new Map(input.jobs.map((job) => [job.id, job]));
  const known = actions.filter(({ personId, jobId }) => people.has(personId) && jobById.has(jobId));
  const pairs = [...Map.groupBy(known, ({ personId, jobId }) => `${personId} ${jobId}`).values()];
  if (pairs.length < LEAST_PAIRS) return null;
  const ids = (of: (action: (typeof known)[number]) => string): string[] =>
    [...new Set(known.map(of))].sort();
  const personIds = ids(({ personId }) => personId);
  const jobIds = ids(({ jobId }) => jobId);
  const personRow = new Map(personIds.map((id, row) => [id, row]));
  const jobRow = new Map(jobIds.map((id, row) => [id, row]));
  const entries = pairs.flatMap((pair) => {
    const [first] = pair;
    if (first === undefined) return [];
    const row = personRow.get(first.personId) ?? 0;
    return [{ row, column: jobRow.get(first.jobId) ?? 0, ...confidenceOf(pair, now) }];
  });
  const jobFeatures = tokenMatrix(jobIds.map((id) => jobTokensOf(jobById.get(id) as JobDocument)));
  const personFeatures = tokenMatrix(personIds.map((id) => personTokensOf(people.get(id) as PersonDocument)));
  const model = await trainAls({
    interactions: interactionMatrix(
      { rows: personIds.length, columns: jobIds.length },
      {
        rowIds: entries.map(({ row }) => row),
        columnIds: entries.map(({ column }) => column),
        weights: entries.map(({ weight }) => weight),
        targets: entries.map(({ target }) => target),
      },
    ),
    userFeatures: personFeatures.matrix,
    itemFeatures: jobFeatures.matrix,
    settings: { ...SETTINGS, ...input.settings },
    signal,
  });
  const { dimensions, settings, items, itemFeatureWeights, userFeatureWeights } = model;
  return {
    dimensions,
    regularisation: settings.regularisation,
    unobserved: settings.unobserved,
    jobTokens: jobFeatures.tokens,
    personTokens: personFeatures.tokens,
    jobIds,
    jobWeights: itemFeatureWeights ?? new Float32Array(0),
    personWeights: userFeatureWeights ?? new Float32Array(0),
    jobs: items,
  };
}

/** Share of each of a row's tokens, so that a long posting is placed as far out as a short one. */
export const tokenShare = (count: number): number => 1 / Math.sqrt(Math.max(1, count));

function tokenMatrix(rows: readonly (readonly string[])[]): { tokens: string[]; matrix: FeatureMatrix } {
  const counts = new Map<string, number>();
  for (const row of rows) for (const token of row) counts.set(token, (counts.get(token) ?? 0) + 1);
  const tokens = [...counts]
    .filter(([, count]) => count >= LEAST_TOKEN_ROWS)
    .map(([token]) => token)
    .sort();
  const idOf = new Map(tokens.map((token, id) => [token, id]));
  const matrix = featureMatrix(
    tokens.length,
    rows.map((row) => {
      const ids = row.flatMap((token) => idOf.get(token) ?? []);
      return { ids, values: ids.map(() => tokenShare(ids.length)) };
    }),
  );
  return { tokens, matrix };
}
