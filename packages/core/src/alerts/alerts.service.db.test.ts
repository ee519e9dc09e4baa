import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { Alert, AlertInput, AlertPreviewInput } from '@access/contracts/alerts';
import { AlertId } from '@access/contracts/ids';
import { useTestDatabase } from '@access/db/testing';

import { aJob, aSeeker } from '../../test/arrange.ts';
import { createSearchService } from '../search/index.ts';
import { createAlertsService } from './index.ts';

const database = useTestDatabase();
const service = () =>
  createAlertsService({
    db: database.db,
    search: createSearchService({ db: database.db, places: { resolve: () => null } }),
  });
const word = () => `w${randomUUID().replaceAll('-', '').slice(0, 12)}`;
const inputOf = (fields: Record<string, unknown> = {}) =>
  AlertInput.parse({ name: word(), filter: { q: 'nurse', jobType: ['full_time'] }, ...fields });

describe('a saved search', () => {
  it('is kept as it was given', async () => {
    const person = await aSeeker(database.db);
    const made = Alert.parse(await service().create(person, inputOf({ name: 'Nursing' })));
    expect(made).toMatchObject({
      name: 'Nursing',
      filter: { q: 'nurse', jobType: ['full_time'], radiusKm: 50 },
      frequency: 'daily',
      isActive: true,
      lastRunAt: null,
    });
    expect(await service().get(person, made.id)).toEqual(made);
  });

  it('has a name of its own', async () => {
    const [one, two] = [await aSeeker(database.db), await aSeeker(database.db)];
    await service().create(one, inputOf({ name: 'Nursing' }));
    await service().create(two, inputOf({ name: 'Nursing' }));
    await expect(service().create(one, inputOf({ name: 'Nursing' }))).rejects.toMatchObject({
      code: 'conflict',
      problems: [{ path: 'name' }],
    });
    const other = await service().create(one, inputOf());
    await expect(service().update(one, { id: other.id, name: 'Nursing' })).rejects.toMatchObject({
      code: 'conflict',
      problems: [{ path: 'name' }],
    });
    await expect(service().update(one, { id: other.id, name: other.name })).resolves.toMatchObject({
      name: other.name,
    });
  });

  it('is one of fifty at most, however many are asked for at once', async () => {
    const person = await aSeeker(database.db);
    const asked = Array.from({ length: 55 }, () => service().create(person, inputOf()));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
  });

  it('is refused where search would refuse its filter, by the field’s name', async () => {
    const person = await aSeeker(database.db);
    const filter = { skills: [word()] };
    await expect(service().create(person, inputOf({ filter }))).rejects.toMatchObject({
      code: 'validation_failed',
      problems: [{ path: 'filter.skills[0]' }],
    });
    const { id } = await service().create(person, inputOf());
    await expect(
      service().update(person, { id, filter: inputOf({ filter: { currency: 'XXX', salaryMin: 1 } }).filter }),
    ).rejects.toMatchObject({ problems: [{ path: 'filter.currency' }] });
  });

  it('changes in the fields given; its filter as a whole', async () => {
    const person = await aSeeker(database.db);
    const made = await service().create(person, inputOf());
    const paused = await service().update(person, { id: made.id, isActive: false });
    expect(paused).toEqual({ ...made, isActive: false, updatedAt: paused.updatedAt });
    const { filter } = inputOf({ filter: { remoteOption: ['remote'] } });
    expect((await service().update(person, { id: made.id, filter })).filter).toEqual({
      remoteOption: ['remote'],
      radiusKm: 50,
    });
  });

  it('is nobody else’s', async () => {
    const [owner, other] = [await aSeeker(database.db), await aSeeker(database.db)];
    const { id } = await service().create(owner, inputOf());
    for (const [person, asked] of [
      [other, id],
      [owner, AlertId.parse(randomUUID())],
    ] as const) {
      const notFound = { code: 'not_found' };
      await expect(service().get(person, asked)).rejects.toMatchObject(notFound);
      await expect(service().update(person, { id: asked, isActive: false })).rejects.toMatchObject(notFound);
      await expect(service().remove(person, asked)).rejects.toMatchObject(notFound);
    }
    expect((await service().list(other, { limit: 20 })).items).toEqual([]);
    await service().remove(owner, id);
    await expect(service().get(owner, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stands in a list, newest first, page by page', async () => {
    const person = await aSeeker(database.db);
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.push((await service().create(person, inputOf())).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await service().list(person, { limit: 2, cursor });
      expect(page.total).toEqual({ value: 5, relation: 'eq' });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(made.toReversed());
    await expect(service().list(person, { limit: 2, cursor: 'junk' })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });
});

describe('a preview', () => {
  it('shows what the search finds today, newest first', async () => {
    const title = word();
    const first = await aJob(database.db, { title: `${title} nurse` });
    const second = await aJob(database.db, { title: `${title} nurse` });
    await aJob(database.db, { title: `${title} welder` });
    const input = AlertPreviewInput.parse({ filter: { q: `${title} nurse` } });
    const page = await service().preview(input);
    expect(page.items.map(({ id }) => id)).toEqual([second, first]);
    expect((await service().preview({ ...input, limit: 1 })).items).toHaveLength(1);
  });
});
