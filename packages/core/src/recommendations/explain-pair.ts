import { AppError } from '@access/contracts/errors';
import type { JobId, UserId } from '@access/contracts/ids';
import type { Explanation, MatchBand } from '@access/contracts/recommendations';
import type { Db } from '@access/db';
import type { Counterfactual } from '@access/ml/engine';
import type { JobDocument, PersonDocument } from '@access/ml/features';

import {
  loadAnyJobDocuments,
  loadJobDocuments,
  loadPerson,
  type SkillNames,
} from '../engine-documents/index.ts';
import { loadExchangeRates } from '../jobs/index.ts';

/** One pair explained by the ranker in use. */
export interface ExplainedPair {
  readonly jobId: string;
  readonly score: number;
  readonly band: MatchBand;
  readonly explanation: Explanation;
  /** Empty unless asked for. */
  readonly counterfactuals: readonly Counterfactual[];
}

/**
 * Explains jobs to a person outside the event loop, from documents alone; the same model and features as the lists,
 * so a pair has one score wherever it is asked for.
 */
export interface PairExplainer {
  explain(request: {
    readonly person: PersonDocument;
    /** The jobs to explain and the jobs the person acted on. */
    readonly documents: readonly JobDocument[];
    readonly jobIds: readonly string[];
    readonly now: number;
    /** Asks what would change the answer; a floor is named in steps of `floorStep` US dollars a year, null names none. */
    readonly whatIf?: { readonly floorStep: number | null };
  }): Promise<{ readonly pairs: readonly ExplainedPair[]; readonly modelVersion: string }>;
}

/** How many past jobs shape the taste in an explanation; the latest ones, as in a list. */
const TASTE_JOBS = 200;

export function createPairLoader(deps: {
  readonly db: Db;
  readonly explainer: PairExplainer;
  readonly skillNames: () => Promise<SkillNames>;
  readonly now: () => Date;
}) {
  /** @throws AppError not_found when the person is gone. Jobs that do not exist are left out. */
  return async (userId: UserId, jobIds: readonly JobId[], whatIf?: { floorStep: number | null }) => {
    const person = await loadPerson(deps.db, userId, await loadExchangeRates(deps.db));
    if (person === undefined) throw new AppError('not_found', 'This account no longer exists');
    const names = await deps.skillNames();
    const asked = await loadAnyJobDocuments(deps.db, [...new Set(jobIds)], names);
    // As in a list, a past job counts while it is open.
    const past = await loadJobDocuments(
      deps.db,
      person.touchedJobIds.slice(0, TASTE_JOBS).filter((id) => !jobIds.includes(id)),
      names,
    );
    const documents = [...asked, ...past.flatMap(({ document }) => document ?? [])];
    return deps.explainer.explain({
      person: person.document,
      documents,
      jobIds,
      now: deps.now().getTime(),
      ...(whatIf === undefined ? {} : { whatIf }),
    });
  };
}
