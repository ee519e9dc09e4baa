import type { JobId, UserId } from '@access/contracts/ids';
import { Explanation, type MatchBand } from '@access/contracts/recommendations';
import type { Db } from '@access/db';
import { notify } from '@access/db';
import type { Engine, RecommendedJob } from '@access/ml/engine';

import { loadPerson, type LoadedPerson } from '../engine-documents/index.ts';
import { loadExchangeRates } from '../jobs/index.ts';
import { insertList, latestVersion, lockPersonsLists, type StoredItem } from './lists.repository.ts';

/** Tells servers which person has a newer list: `{ userId, version, watermark }`. */
export const LISTS_CHANNEL = 'recommendations';

export type ListMaker = ReturnType<typeof createListMaker>;

interface ListMakerDeps {
  readonly db: Db;
  /** The engine in use now; a newly trained one may take its place between two lists. */
  readonly engine: () => { readonly engine: Pick<Engine, 'recommend'>; readonly modelVersion: string };
  readonly bandOf: (score: number) => MatchBand;
  readonly now: () => Date;
}

export interface ListOutcome {
  readonly status: 'made' | 'opted_out' | 'no_such_person';
  readonly version?: number;
  readonly candidates?: number;
  /** Milliseconds spent in the engine. */
  readonly engineMs?: number;
}

const LIST_LENGTH = 100;
const EXPLAINED = 20;

export function createListMaker({ db, engine, bandOf, now }: ListMakerDeps) {
  return {
    /**
     * Makes and stores the person's list from what is stored about them now, and tells the servers. Runs of one person
     * follow each other (advisory lock), and each reads what was committed before it began: the last one has seen all.
     */
    refresh: (userId: UserId): Promise<ListOutcome> =>
      db.transaction().execute(async (trx) => {
        await lockPersonsLists(trx, userId);
        const person = await loadPerson(trx, userId, await loadExchangeRates(trx));
        if (person === undefined) return { status: 'no_such_person' };
        if (person.hasOptedOut) return { status: 'opted_out' };
        const version = ((await latestVersion(trx, userId))?.version ?? 0) + 1;
        const { engine: current, modelVersion } = engine();
        const startedAt = performance.now();
        const made = await current.recommend(person.document, {
          limit: LIST_LENGTH,
          explainTop: EXPLAINED,
          now: now().getTime(),
        });
        const engineMs = performance.now() - startedAt;
        const isStored = await insertList(trx, userId, {
          version,
          modelVersion,
          variant: 'control',
          watermark: person.watermark,
          isPersonal: made.isPersonal,
          notice: made.isPersonal ? null : popularNotice(person),
          items: made.items.map((item) => toStored(item, bandOf(item.score))),
        });
        if (!isStored) return { status: 'no_such_person' };
        await notify(trx, LISTS_CHANNEL, JSON.stringify({ userId, version, watermark: person.watermark }));
        return { status: 'made', version, candidates: made.candidateCount, engineMs };
      }),
  };
}

const toStored = (item: RecommendedJob, band: MatchBand): StoredItem => ({
  jobId: item.jobId as JobId,
  rank: item.rank,
  score: item.score,
  margin: item.margin,
  band,
  sources: [...item.sources],
  features: [...item.features],
  propensity: item.propensity,
  // Parsed as model output is: what is stored is the contract and nothing beside it.
  explanation: item.explanation === undefined ? null : Explanation.parse(item.explanation),
});

/** Why the list is not yet the person's own, and what would change that. */
function popularNotice(person: LoadedPerson): string {
  const where =
    person.placeName === null
      ? 'Popular and recent jobs'
      : `Popular and recent jobs near ${person.placeName}`;
  return `${where}, because your profile is still empty. Add a résumé, a job title or skills to make this list yours.`;
}
