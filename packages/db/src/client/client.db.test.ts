import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { useTestDatabase } from '../testing/index.ts';
import { toJsonb } from './json.ts';
import { listen } from './listen.ts';
import { notify } from './notify.ts';

const database = useTestDatabase();

describe('values from PostgreSQL', () => {
  it('reads numbers, dates and times as the types say', async () => {
    const { rows } = await sql`
      select 9007199254740991::bigint as big_number, 12.50::numeric(12,2) as salary, date '2026-03-29' as start_date,
        timestamptz '2026-03-29 01:30+00' as posted_at, array[1, null]::bigint[] as ids, array[1.5]::numeric[] as pays,
        array[date '2026-01-01'] as days, array[]::bigint[] as none, true as is_hot`.execute(database.db);
    expect(rows).toEqual([
      {
        bigNumber: 9_007_199_254_740_991,
        salary: 12.5,
        startDate: '2026-03-29',
        postedAt: new Date('2026-03-29T01:30:00Z'),
        ids: [1, null],
        pays: [1.5],
        days: ['2026-01-01'],
        none: [],
        isHot: true,
      },
    ]);
  });

  it('refuses a bigint it cannot hold exactly', async () => {
    await expect(sql`select 9007199254740993::bigint as id`.execute(database.db)).rejects.toThrow(RangeError);
  });

  it('gives jsonb back as it was written, keys untouched, arrays as arrays', async () => {
    const value = [{ full_time: 1, partTime: 2 }];
    const { rows } = await sql`select ${toJsonb(value)} as counts`.execute(database.db);
    expect(rows).toEqual([{ counts: value }]);
  });

  it('sees the small taxonomy of the template', async () => {
    const skill = await database.db
      .selectFrom('skillAliases')
      .innerJoin('skills', 'skills.id', 'skillAliases.skillId')
      .select(['skills.slug', 'skills.isHot'])
      .where('skillAliases.alias', '=', 'Golang')
      .executeTakeFirst();
    expect(skill).toEqual({ slug: 'go', isHot: false });
    const place = await database.db
      .selectFrom('places')
      .select('searchNames')
      .where('id', '=', 2643743)
      .execute();
    expect(place[0]?.searchNames.startsWith('\nlondon\n')).toBe(true);
  });
});

describe('listening', () => {
  /** Collects payloads; `next` resolves once one equals the wanted one. */
  function inbox() {
    const waiting = new Map<string, (payload: string) => void>();
    const onPayload = (payload: string) => waiting.get(payload)?.(payload);
    const next = (payload: string) => new Promise<string>((resolve) => waiting.set(payload, resolve));
    return { onPayload, next };
  }

  it('hears what a transaction sent, after it committed', async () => {
    const { onPayload, next } = inbox();
    const listener = await listen({ url: database.url, channel: 'lists', onPayload });
    const heard = next('person 1');
    await database.db.transaction().execute((trx) => notify(trx, 'lists', 'person 1'));
    await expect(heard).resolves.toBe('person 1');
    await listener.close();
  });

  it('listens again after its connection was ended, and says so', async () => {
    const { onPayload, next } = inbox();
    let reconnected = () => {};
    const isBack = new Promise<void>((resolve) => {
      reconnected = resolve;
    });
    const errors: Error[] = [];
    const listener = await listen({
      url: database.url,
      channel: 'lists-again',
      onPayload,
      onReconnect: () => reconnected(),
      onError: (error) => errors.push(error),
    });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'listen lists-again'`.execute(database.db);
    await isBack;
    const heard = next('after');
    await notify(database.db, 'lists-again', 'after');
    await heard;
    expect(errors.length).toBeGreaterThan(0);
    await listener.close();
  });

  it('refuses a payload PostgreSQL would refuse', async () => {
    await expect(notify(database.db, 'lists', 'ü'.repeat(4_000))).rejects.toThrow(RangeError);
  });
});
