import type { Company, CompanyInput, CompanyListInput, CompanyUpdate } from '@access/contracts/companies';
import { AppError } from '@access/contracts/errors';
import type { CompanyId } from '@access/contracts/ids';
import type { Page } from '@access/contracts/pages';
import type { Db, Tx } from '@access/db';

import {
  countCompanies,
  deleteCompany,
  ensureCompanies,
  findByKey,
  findCompany,
  insertCompany,
  listCompanies,
  lockAndCountJobs,
  updateCompany,
} from './companies.repository.ts';
import { companyMatchKey, companySlug } from './company-key.ts';
import { decodePosition, encodePosition } from './list-position.ts';

export type CompaniesService = ReturnType<typeof createCompaniesService>;

/** Counting stops here and says "at least". */
const COUNT_AT_MOST = 10_000;

export function createCompaniesService({ db }: { db: Db }) {
  const get = async (id: CompanyId, on: Db | Tx = db): Promise<Company> => {
    const company = await findCompany(on, id);
    if (company === undefined) throw new AppError('not_found', 'No such company');
    return company;
  };
  return {
    /** One company with the number of its open jobs. */
    get: (id: CompanyId): Promise<Company> => get(id),

    /** Companies by name, each with the number of its open jobs; `q` finds it anywhere in the name. */
    async list({ q = '', limit, cursor }: CompanyListInput): Promise<Page<Company>> {
      const after = cursor === undefined ? null : decodePosition(cursor, q);
      const [rows, count] = await Promise.all([
        listCompanies(db, { q, limit: limit + 1, after }),
        countCompanies(db, q, COUNT_AT_MOST),
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(({ sortName: _, ...company }) => company),
        nextCursor:
          rows.length > limit && last !== undefined
            ? encodePosition({ q, name: last.sortName, id: last.id })
            : null,
        total:
          count > COUNT_AT_MOST
            ? { value: COUNT_AT_MOST, relation: 'gte' }
            : { value: count, relation: 'eq' },
      };
    },

    /** Adds a company; one that goes by the same name, legal form and spelling aside, is a conflict. */
    create: (input: CompanyInput): Promise<Company> =>
      db.transaction().execute(async (trx) => {
        const matchKey = companyMatchKey(input.name);
        const id = await insertCompany(trx, { ...input, matchKey, slug: companySlug(matchKey) });
        if (id === undefined) throw nameTaken();
        return get(id, trx);
      }),

    /** Changes the fields given. A new name brings a new slug. */
    update: ({ id, ...change }: CompanyUpdate): Promise<Company> =>
      db.transaction().execute(async (trx) => {
        const matchKey = change.name === undefined ? undefined : companyMatchKey(change.name);
        if (matchKey !== undefined && (await findByKey(trx, matchKey, id)) !== undefined) throw nameTaken();
        const renamed = matchKey === undefined ? {} : { matchKey, slug: companySlug(matchKey) };
        if (!(await updateCompany(trx, id, { ...change, ...renamed }))) {
          throw new AppError('not_found', 'No such company');
        }
        return get(id, trx);
      }),

    /** Removes a company that never had a job; otherwise a conflict. */
    remove: (id: CompanyId): Promise<void> =>
      db.transaction().execute(async (trx) => {
        const jobs = await lockAndCountJobs(trx, id);
        if (jobs === undefined) throw new AppError('not_found', 'No such company');
        if (jobs > 0) {
          throw new AppError('conflict', `This company has ${jobs} jobs, open or closed; it stays with them`);
        }
        await deleteCompany(trx, id);
      }),
  };
}

const nameTaken = (): AppError =>
  new AppError('conflict', 'There is a company of this name already', {
    problems: [{ path: 'name', message: 'Taken, apart from spelling and legal form' }],
  });

/** Ids of companies by their names as written, making those that are new. */
export async function findOrCreateCompanies(
  trx: Tx,
  named: ReadonlyArray<{ name: string; website: string | null; industry: string | null }>,
): Promise<Map<string, CompanyId>> {
  const companies = named.map((company) => {
    const matchKey = companyMatchKey(company.name);
    return { ...company, matchKey, slug: companySlug(matchKey) };
  });
  const ids = await ensureCompanies(trx, companies);
  return new Map(
    companies.flatMap(({ name, matchKey }) => {
      const id = ids.get(matchKey);
      return id === undefined ? [] : [[name, id]];
    }),
  );
}
