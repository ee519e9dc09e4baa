import type { Actor } from '@access/contracts/actor';
import type { Company, CompanyInput, CompanyListInput, CompanyUpdate } from '@access/contracts/companies';
import type { CompanyDetail, CompanyKeyInput, CompanyLogoInput } from '@access/contracts/company-detail';
import { AppError } from '@access/contracts/errors';
import { CompanyId } from '@access/contracts/ids';
import type { JobPage } from '@access/contracts/jobs';
import type { Page } from '@access/contracts/pages';
import { notify, type Tx } from '@access/db';

import { recordActivity, type Caller } from '../audit/index.ts';
import { JOBS_CHANGED_CHANNEL } from '../events/index.ts';
import {
  countCompanies,
  deleteCompany,
  ensureCompanies,
  findByKey,
  findCompany,
  findCompanyBySlug,
  insertCompany,
  listCompanies,
  lockAndCountJobs,
  updateCompany,
} from './companies.repository.ts';
import { companyMatchKey, companySlug } from './company-key.ts';
import { decodePosition, encodePosition } from './list-position.ts';
import { createLogos, type LogoDeps } from './logos.ts';

export type CompaniesService = ReturnType<typeof createCompaniesService>;

export interface CompaniesDeps extends LogoDeps {
  /** The first page of a company's open jobs, newest first: the search, handed in because it knows companies itself. */
  readonly openJobs: (id: CompanyId) => Promise<JobPage>;
}

/** Counting stops here and says "at least". */
const COUNT_AT_MOST = 10_000;

export function createCompaniesService(deps: CompaniesDeps) {
  const { db } = deps;
  const logos = createLogos(deps);
  return {
    /** One company by id or slug, with its open jobs. */
    async get(key: CompanyKeyInput['id']): Promise<CompanyDetail> {
      const id = CompanyId.safeParse(key);
      const company = id.success ? await findCompany(db, id.data) : await findCompanyBySlug(db, key);
      if (company === undefined) throw noSuchCompany();
      return { ...company, jobs: await deps.openJobs(company.id) };
    },

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
    create: (actor: Actor, input: CompanyInput, caller: Caller): Promise<Company> =>
      db.transaction().execute(async (trx) => {
        const matchKey = companyMatchKey(input.name);
        const id = await insertCompany(trx, { ...input, matchKey, slug: companySlug(matchKey) });
        if (id === undefined) throw nameTaken();
        return recorded({ trx, actor, caller }, id, 'companies.created');
      }),

    /** Changes the fields given. A new name brings a new slug. */
    update: (actor: Actor, { id, ...change }: CompanyUpdate, caller: Caller): Promise<Company> =>
      db.transaction().execute(async (trx) => {
        const matchKey = change.name === undefined ? undefined : companyMatchKey(change.name);
        if (matchKey !== undefined && (await findByKey(trx, matchKey, id)) !== undefined) throw nameTaken();
        const renamed = matchKey === undefined ? {} : { matchKey, slug: companySlug(matchKey) };
        if (!(await updateCompany(trx, id, { ...change, ...renamed }))) throw noSuchCompany();
        // A new name or industry moved the company's open jobs with it.
        await notify(trx, JOBS_CHANGED_CHANNEL, '');
        return recorded({ trx, actor, caller }, id, 'companies.changed');
      }),

    /** Removes a company that never had a job; otherwise a conflict. */
    async remove(actor: Actor, id: CompanyId, caller: Caller): Promise<void> {
      const logo = await db.transaction().execute((trx) => removeCompany({ trx, actor, caller }, id));
      if (logo !== null) await logos.dropUnused(logo);
    },

    /** Gives the company a picture and answers with its new address. */
    async setLogo(actor: Actor, input: CompanyLogoInput, caller: Caller): Promise<Company> {
      await logos.set(actor, input, caller);
      const company = await findCompany(db, input.id);
      if (company === undefined) throw noSuchCompany();
      return company;
    },

    /** Takes the company's picture away. */
    removeLogo: logos.clear,

    /** A picture that some company shows, as a stream with its media type. */
    readLogo: logos.read,
  };
}

interface By {
  readonly trx: Tx;
  readonly actor: Actor;
  readonly caller: Caller;
}

async function removeCompany(by: By, id: CompanyId): Promise<string | null> {
  const { trx } = by;
  const jobs = await lockAndCountJobs(trx, id);
  if (jobs === undefined) throw noSuchCompany();
  if (jobs > 0) {
    throw new AppError('conflict', `This company has ${jobs} jobs, open or closed; it stays with them`);
  }
  await recorded(by, id, 'companies.removed');
  return deleteCompany(trx, id);
}

async function recorded({ trx, actor, caller }: By, id: CompanyId, action: string): Promise<Company> {
  const company = await findCompany(trx, id);
  if (company === undefined) throw noSuchCompany();
  await recordActivity(trx, { actor, action, subject: id, metadata: { name: company.name }, ip: caller.ip });
  return company;
}

const noSuchCompany = (): AppError => new AppError('not_found', 'No such company');
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
