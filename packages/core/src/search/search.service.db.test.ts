import { randomUUID } from 'node:crypto';

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { JobPage, JobSearchInput } from '@access/contracts/jobs';
import { useTestDatabase } from '@access/db/testing';

import type { PlaceResolver } from '../jobs/index.ts';
import { createSearchService } from './search.service.ts';

const database = useTestDatabase();
const LONDON = { id: 2_643_743, latitude: 51.5, longitude: -0.13 };

const known: Readonly<Record<string, ReturnType<PlaceResolver['resolve']>>> = {
  London: { placeId: LONDON.id, country: 'GB', isRemote: false },
  France: { placeId: null, country: 'FR', isRemote: false },
  Remote: { placeId: null, country: null, isRemote: true },
};
const places: PlaceResolver = { resolve: (text) => known[text] ?? null };

let companyId: string;
beforeAll(async () => {
  const row = await database.db
    .insertInto('companies')
    .values({ name: 'Acme', matchKey: 'acme', slug: 'acme' })
    .returning('id')
    .executeTakeFirstOrThrow();
  companyId = row.id;
  await database.db
    .insertInto('exchangeRates')
    .values({ currency: 'GBP', usdRate: 2, asOf: '2026-01-01' })
    .execute();
});

interface Fields {
  title?: string;
  description?: string;
  companyId?: string;
  postedAt?: Date;
  status?: string;
  applicationDeadline?: Date;
  salaryYearlyUsdMin?: number;
  salaryYearlyUsdMax?: number;
  latitude?: number;
  longitude?: number;
  country?: string;
  remoteOption?: string;
  jobType?: string;
  experienceLevel?: string;
}
const add = async (fields: Fields = {}): Promise<string> => {
  const { id } = await database.db
    .insertInto('jobs')
    .values({
      title: 'Welder',
      companyId,
      description: '<p>x</p>',
      fingerprint: randomUUID(),
      status: 'active',
      ...fields,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};
const newCompany = async (): Promise<string> => {
  const key = randomUUID();
  const values = { name: key, matchKey: key, slug: key };
  return (await database.db.insertInto('companies').values(values).returning('id').executeTakeFirstOrThrow())
    .id;
};
const page = (input: Record<string, unknown>) =>
  createSearchService({ db: database.db, places }).jobs(JobSearchInput.parse(input));
const found = async (input: Record<string, unknown>) => (await page(input)).items.map((job) => job.id);
const everything = async (
  input: Record<string, unknown>,
  between: () => Promise<unknown> = async () => undefined,
) => {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const answer: JobPage = await page({ ...input, ...(cursor ? { cursor } : {}) });
    ids.push(...answer.items.map((job) => job.id));
    cursor = answer.nextCursor;
    if (cursor !== null) await between();
  } while (cursor !== null);
  return ids;
};

describe('what search finds', () => {
  it('answers in the shape of the contract', async () => {
    const company = await newCompany();
    await add({ companyId: company });
    expect(JobPage.parse(await page({ companyId: company })).total).toEqual({ value: 1, relation: 'eq' });
  });

  it('holds active, unexpired jobs alone', async () => {
    const company = await newCompany();
    const open = await add({ companyId: company, applicationDeadline: new Date(Date.now() + 60_000) });
    await add({ companyId: company, applicationDeadline: new Date(Date.now() - 1_000) });
    for (const status of ['draft', 'pending', 'rejected', 'expired', 'closed'])
      await add({ companyId: company, status });
    expect(await found({ companyId: company })).toEqual([open]);
  });

  it('puts a title before a mention in the text', async () => {
    const word = `q${randomUUID().slice(0, 8)}`;
    const mention = await add({ description: `<p>Works with the ${word}</p>` });
    const title = await add({ title: `Head ${word}`, postedAt: new Date('2020-01-01') });
    expect(await found({ q: word })).toEqual([title, mention]);
  });

  it('understands quotes and minus', async () => {
    const company = await newCompany();
    const phrase = await add({ companyId: company, title: 'Night shift nurse' });
    await add({ companyId: company, title: 'Nurse, shift at night' });
    expect(await found({ companyId: company, q: '"night shift"' })).toEqual([phrase]);
    expect(await found({ companyId: company, q: 'nurse -"night shift"' })).not.toContain(phrase);
  });

  it('finds a skill by its alias', async () => {
    const company = await newCompany();
    const job = await add({ companyId: company, description: '<p>Kubernetes all day</p>' });
    expect(await found({ companyId: company, q: 'k8s' })).toEqual([job]);
  });

  it('lists all for words that mean nothing', async () => {
    const company = await newCompany();
    const job = await add({ companyId: company });
    expect(await found({ companyId: company, q: 'the' })).toEqual([job]);
  });

  it('filters by type, level and remote option, several at once', async () => {
    const company = await newCompany();
    const hybrid = await add({
      companyId: company,
      jobType: 'contract',
      remoteOption: 'hybrid',
      experienceLevel: 'mid',
    });
    await add({ companyId: company, jobType: 'part_time' });
    await add({ companyId: company });
    const filter = {
      jobType: ['contract', 'full_time'],
      remoteOption: ['hybrid'],
      experienceLevel: ['mid', 'senior'],
    };
    expect(await found({ companyId: company, ...filter })).toEqual([hybrid]);
  });

  it('compares salaries by the year in dollars and leaves out unknown ones', async () => {
    const company = await newCompany();
    const good = await add({ companyId: company, salaryYearlyUsdMin: 80_000, salaryYearlyUsdMax: 100_000 });
    await add({ companyId: company, salaryYearlyUsdMin: 20_000, salaryYearlyUsdMax: 30_000 });
    await add({ companyId: company });
    expect(await found({ companyId: company, salaryMin: 50_000, currency: 'GBP' })).toEqual([good]);
    expect(await found({ companyId: company, salaryMin: 90_000, salaryMax: 95_000 })).toEqual([good]);
  });

  it('finds jobs within a radius, by place id and by name', async () => {
    const company = await newCompany();
    const near = await add({ companyId: company, latitude: 51.6, longitude: -0.2 });
    await add({ companyId: company, latitude: 53.48, longitude: -2.24 });
    await add({ companyId: company });
    expect(await found({ companyId: company, placeId: LONDON.id, radiusKm: 30 })).toEqual([near]);
    expect(await found({ companyId: company, location: 'London', radiusKm: 30 })).toEqual([near]);
    expect(await found({ companyId: company, location: 'Lond', radiusKm: 30 })).toEqual([near]);
  });

  it('takes a country for the whole of it, and "remote" for remote jobs', async () => {
    const company = await newCompany();
    const french = await add({ companyId: company, country: 'FR' });
    const remote = await add({ companyId: company, remoteOption: 'remote' });
    expect(await found({ companyId: company, location: 'France' })).toEqual([french]);
    expect(await found({ companyId: company, location: 'Remote' })).toEqual([remote]);
  });

  it('filters by skill, named in any way', async () => {
    const company = await newCompany();
    const job = await add({ companyId: company });
    await add({ companyId: company });
    const skill = await database.db
      .selectFrom('skills')
      .select('id')
      .where('slug', '=', 'kubernetes')
      .executeTakeFirstOrThrow();
    await database.db.insertInto('jobSkills').values({ jobId: job, skillId: skill.id }).execute();
    for (const name of ['Kubernetes', 'k8s', skill.id])
      expect(await found({ companyId: company, skills: [name] })).toEqual([job]);
  });

  it('keeps to what was posted lately', async () => {
    const company = await newCompany();
    const fresh = await add({ companyId: company });
    await add({ companyId: company, postedAt: new Date(Date.now() - 8 * 86_400_000) });
    expect(await found({ companyId: company, postedWithinDays: 7 })).toEqual([fresh]);
  });
});

describe('what search refuses', () => {
  it.each([
    [{ skills: ['Python', 'Unheard of'] }, 'skills[1]'],
    [{ location: 'Nowhereville' }, 'location'],
    [{ placeId: 1 }, 'placeId'],
    [{ salaryMin: 1, currency: 'XXX' }, 'currency'],
    [{ salaryMin: 2, salaryMax: 1 }, 'salaryMax'],
  ])('%o, naming the field', async (input, path) => {
    await expect(page(input)).rejects.toMatchObject({ code: 'validation_failed', problems: [{ path }] });
  });

  it('a cursor of another filter or order, and one that was altered', async () => {
    const company = await newCompany();
    for (let index = 0; index < 3; index += 1) await add({ companyId: company });
    const { nextCursor } = await page({ companyId: company, limit: 1, sort: 'date' });
    const cursor = nextCursor ?? '';
    const altered = Buffer.from(Buffer.from(cursor, 'base64url').toString().replace('202', '203')).toString(
      'base64url',
    );
    for (const input of [
      { limit: 1, sort: 'date', cursor },
      { companyId: company, limit: 1, sort: 'salary', cursor },
      { companyId: company, limit: 1, sort: 'date', cursor: altered },
      { companyId: company, limit: 1, sort: 'date', cursor: 'bm9uc2Vuc2U' },
    ]) {
      await expect(page(input)).rejects.toMatchObject({ code: 'invalid_cursor' });
    }
    expect((await page({ companyId: company, limit: 2, sort: 'date', cursor })).items).toHaveLength(2);
  });
});

describe('paging', () => {
  it('gives every job exactly once in the order asked, whatever comes in between', async () => {
    const someDay = (day: number) => new Date(Date.UTC(2026, 0, 1 + day));
    const job = fc.record({
      // Few values on purpose: ties are where paging breaks.
      day: fc.integer({ min: 0, max: 3 }),
      salary: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      title: fc.constantFrom('Nurse', 'Senior nurse', 'Nurse and nurse'),
    });
    const addOne = (
      company: string,
      { day, salary, title }: { day: number; salary: number | undefined; title: string },
    ) =>
      add({
        companyId: company,
        title,
        postedAt: someDay(day),
        ...(salary === undefined ? {} : { salaryYearlyUsdMin: salary, salaryYearlyUsdMax: salary }),
      });
    await fc.assert(
      fc.asyncProperty(
        fc.array(job, { minLength: 1, maxLength: 12 }),
        fc.array(job, { maxLength: 4 }),
        fc.constantFrom('date', 'salary', 'relevance'),
        fc.integer({ min: 1, max: 5 }),
        async (first, later, sort, limit) => {
          const company = await newCompany();
          const ids: string[] = [];
          for (const fields of first) ids.push(await addOne(company, fields));
          const input = { companyId: company, q: 'nurse', sort };
          const inOrder = await found({ ...input, limit: 100 });
          const coming = [...later];
          const seen = await everything({ ...input, limit }, async () => {
            const next = coming.pop();
            if (next !== undefined) await addOne(company, next);
          });
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => ids.includes(id))).toEqual(inOrder);
        },
      ),
      { numRuns: 60 },
    );
  });
});
