import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { UserId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';
import type { Engine } from '@access/ml/engine';

import { aSeeker } from '../../test/arrange.ts';
import { createListMaker } from './make-list.ts';

const database = useTestDatabase();

const timings = { scan: 0, candidates: 0, features: 0, rank: 0, order: 0, explain: 0 };
const unused = (): never => {
  throw new Error('Not part of this test');
};

/** A list maker whose engine finds nothing, after `meanwhile`. */
function arrange(meanwhile: () => Promise<unknown>) {
  const engine: Pick<Engine, 'recommend'> = {
    recommend: async () => {
      await meanwhile();
      return { items: [], isPersonal: false, candidateCount: 0, timings };
    },
  };
  return createListMaker({
    db: database.db,
    engine: () => ({ engine, modelVersion: 'none' }),
    bandOf: unused,
    now: () => new Date(),
  });
}

describe('making the list of a person who is gone', () => {
  it('ends quietly', async () => {
    const outcome = await arrange(unused).refresh(UserId.parse(randomUUID()));
    expect(outcome).toEqual({ status: 'no_such_person' });
  });

  it('ends quietly also when they leave while it is made', async () => {
    const { db } = database;
    const { userId } = await aSeeker(db);
    const lists = arrange(() => db.deleteFrom('users').where('id', '=', userId).execute());
    expect(await lists.refresh(userId)).toEqual({ status: 'no_such_person' });
  });
});
